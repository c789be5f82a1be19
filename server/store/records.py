"""Read and write records: what is true now, its place in its book's log, and where it left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from app.domain.fields import FieldValue
from server.store.database import Row, Transaction

Key = tuple[str, str]
"""Entity and id."""

ALIAS = "merged_into_id"
"""Under this name the body of a deleted account says into which one it was merged; never sent."""

WHOLE_RECORD = ""
"""Name under which the stamp stands that all fields without their own share."""


class Stamp(msgspec.Struct, array_like=True, frozen=True):
    """Who wrote a field last.

    Attributes:
        revision: Revision of the record that brought the value.
        user_id: Who wrote it; "" for the server itself.
        device_id: Where; "" for the server itself.
        is_office: Whether the office wrote it.
        at: Server time in milliseconds since 1970 UTC.
    """

    revision: int
    user_id: str
    device_id: str
    is_office: bool
    at: int


class StoredRecord(msgspec.Struct, frozen=True):
    """One record as the server holds it.

    A struct and not a dataclass: thousands are made in one request, each in a sixth of the time.

    Attributes:
        entity: Schema name.
        id: Made on a device.
        book: Book it belongs to.
        revision: 1 for a new record.
        body: Values by field; blank fields are left out.
        stamps: Who wrote what last.
        account_id: Account that it moves with; None for an account itself and for company data.
        is_deleted: Whether somebody deleted it; its body is kept.
    """

    entity: str
    id: str
    book: str
    revision: int
    body: Mapping[str, FieldValue]
    stamps: Mapping[str, Stamp]
    account_id: str | None = None
    is_deleted: bool = False

    @property
    def key(self) -> Key:
        """Entity and id."""
        return self.entity, self.id

    @property
    def survivor_id(self) -> str | None:
        """The account that this deleted one was merged into, if it was."""
        alias = self.body.get(ALIAS) if self.is_deleted else None
        return None if alias is None else str(alias)

    def stamp(self, field: str) -> Stamp:
        """Return who wrote a field last."""
        return self.stamps.get(field) or self.stamps[WHOLE_RECORD]


@dataclass(frozen=True, slots=True)
class StoredState:
    """One record as a device may be sent it.

    Attributes:
        book: Book it belongs to.
        revision: 1 for a new record.
        text: Its body as it is stored.
        is_deleted: Whether somebody deleted it.
    """

    book: str
    revision: int
    text: str
    is_deleted: bool


_COLUMNS = "r.entity, r.id, r.book, r.revision, r.body, r.stamps, r.account_id, r.deleted"
_BY_KEY = f"SELECT {_COLUMNS} FROM record r WHERE r.org = ? AND r.entity = ? AND r.id = ?"
_FEW = 16
"""Up to here one question a record costs SQLite less than a join; no network lies between."""

_BODY = msgspec.json.Decoder(dict[str, FieldValue])
_STAMPS = msgspec.json.Decoder(dict[str, Stamp])
_ENCODER = msgspec.json.Encoder()

_UPSERT = """
INSERT INTO record
 (org, entity, id, book, seq, revision, account_id, blob, deleted, body, stamps)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (org, entity, id) DO UPDATE SET
 book = excluded.book, seq = excluded.seq, revision = excluded.revision,
 account_id = excluded.account_id, blob = excluded.blob, deleted = excluded.deleted,
 body = excluded.body, stamps = excluded.stamps
"""
_INSERT = """
INSERT INTO record
 (org, entity, id, book, seq, revision, account_id, blob, deleted, body, stamps)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_DEPART = """
INSERT INTO departure (org, book, entity, id, seq, reason) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (org, book, entity, id) DO UPDATE SET seq = excluded.seq, reason = excluded.reason
"""


def decode_body(text: str) -> dict[str, FieldValue]:
    """Read a stored body."""
    return _BODY.decode(text)


def read_records(work: Transaction, org: int, keys: Iterable[Key]) -> dict[Key, StoredRecord]:
    """Return the records that exist, locked until the transaction ends."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    if work.is_embedded and len(wanted) <= _FEW:
        rows = [work.row(_BY_KEY, (org, *key)) for key in wanted]
        return {(row[0], row[1]): _record(row) for row in rows if row is not None}
    found = work.rows(
        f"SELECT {_COLUMNS} FROM {work.spelling.by_pairs('record', 'r')}"  # fixed texts
        f" ORDER BY r.entity, r.id{work.spelling.lock}",
        (_text(wanted), org),
    )
    return {(row[0], row[1]): _record(row) for row in found}


def find_record(work: Transaction, org: int, key: Key) -> StoredRecord | None:
    """Return a record as it is, without locking it."""
    row = work.row(_BY_KEY, (org, *key))
    return _record(row) if row else None


def each_body(
    work: Transaction, org: int, entity: str
) -> Iterator[tuple[str, dict[str, FieldValue]]]:
    """Yield id and values of every record of an entity that was not deleted."""
    sql = "SELECT id, body FROM record WHERE org = ? AND entity = ? AND deleted = 0"
    for record_id, body in work.each(sql, (org, entity)):
        yield record_id, _BODY.decode(body)


def read_states(
    work: Transaction, org: int, keys: Iterable[Key]
) -> dict[Key, tuple[str, int, str, bool]]:
    """Return book, revision, stored body and deletion of those records that exist."""
    found = work.rows(
        "SELECT r.entity, r.id, r.book, r.revision, r.body, r.deleted"  # fixed texts
        f" FROM {work.spelling.by_pairs('record', 'r')}",
        (_text(sorted(keys)), org),
    )
    return {(row[0], row[1]): (row[2], row[3], row[4], bool(row[5])) for row in found}


def read_children(
    work: Transaction, org: int, account_id: str, entity: str = ""
) -> list[StoredRecord]:
    """Return every record under an account, or those of one entity, locked until the end."""
    narrowed = " AND r.entity = ?" if entity else ""
    found = work.rows(
        f"SELECT {_COLUMNS} FROM record r WHERE r.org = ? AND r.account_id = ?{narrowed}"  # fixed
        f" ORDER BY r.entity, r.id{work.spelling.lock}",
        (org, account_id, entity) if entity else (org, account_id),
    )
    return [_record(row) for row in found]


def read_daughters(work: Transaction, org: int, account_id: str) -> list[StoredRecord]:
    """Return the accounts that name an account as their parent, locked; looks at every account."""
    found = work.rows(
        f"SELECT {_COLUMNS} FROM record r WHERE r.org = ? AND r.entity = 'account'"
        f" AND r.deleted = 0 AND r.body LIKE ? ORDER BY r.id{work.spelling.lock}",
        (org, f'%"parent_id":"{account_id}"%'),
    )
    return [_record(row) for row in found]


def save_records(
    work: Transaction,
    org: int,
    *,
    fresh: Iterable[tuple[StoredRecord, int]],
    known: Iterable[tuple[StoredRecord, int]],
) -> None:
    """Write records with their places in their books' logs."""
    # A plain insert fails where two devices make the same id at once; nothing is written over.
    columns = _Columns(org)
    work.run_many(_INSERT, (columns.of(record, seq) for record, seq in fresh))
    work.run_many(_UPSERT, (columns.of(record, seq) for record, seq in known))


def save_departures(
    work: Transaction, org: int, departed: Iterable[tuple[str, StoredRecord, int, str]]
) -> None:
    """Write that records left a book: book, record, place in that book's log, reason."""
    work.run_many(
        _DEPART,
        [(org, book, rec.entity, rec.id, seq, reason) for book, rec, seq, reason in departed],
    )


def forget_departures(work: Transaction, org: int, returned: Iterable[StoredRecord]) -> None:
    """Take back that records left the book that they are in again."""
    work.run_many(
        "DELETE FROM departure WHERE org = ? AND book = ? AND entity = ? AND id = ?",
        [(org, record.book, record.entity, record.id) for record in returned],
    )


def take_places(work: Transaction, org: int, needed: Mapping[str, int]) -> dict[str, int]:
    """Return for each book the place before the first of those taken.

    Taken last in a transaction and in sorted order: the counter's row lock makes the numbers of
    a book appear in the order in which they were given.

    Source: reliability.md X1.
    """
    before: dict[str, int] = {}
    for book in sorted(needed):
        row = work.row(
            "INSERT INTO book_counter (org, book, last_seq) VALUES (?, ?, ?)"
            " ON CONFLICT (org, book) DO UPDATE SET"
            " last_seq = book_counter.last_seq + excluded.last_seq RETURNING last_seq",
            (org, book, needed[book]),
        )
        if row is None:
            raise AssertionError("an upsert returns its row")
        before[book] = row[0] - needed[book]
    return before


class _Columns:
    """Spells records for the table; stamps that many share are spelled once."""

    def __init__(self, org: int) -> None:
        self._org = org
        self._last: Mapping[str, Stamp] | None = None
        self._spelled = ""

    def of(self, record: StoredRecord, seq: int) -> tuple[object, ...]:
        """Return the columns of one record."""
        body = record.body
        if record.stamps is not self._last:
            self._last, self._spelled = record.stamps, _text(record.stamps)
        return (
            self._org,
            record.entity,
            record.id,
            record.book,
            seq,
            record.revision,
            record.account_id,
            body.get("sha256") if record.entity == "attachment" else None,
            int(record.is_deleted),
            _text(body),
            self._spelled,
        )


def _record(row: Row) -> StoredRecord:
    entity, record_id, book, revision, body, stamps, account_id, deleted = row
    return StoredRecord(
        entity=entity,
        id=record_id,
        book=book,
        revision=revision,
        body=_BODY.decode(body),
        stamps=_STAMPS.decode(stamps),
        account_id=account_id,
        is_deleted=bool(deleted),
    )


def _text(value: object) -> str:
    return _ENCODER.encode(value).decode()
