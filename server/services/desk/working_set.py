"""Records as a request sees them while it is worked out, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from server.store.database import Transaction
from server.store.groups import HistoryEntry, add_history
from server.store.records import (
    Key,
    StoredRecord,
    forget_departures,
    save_departures,
    save_records,
    take_places,
)

Span = tuple[int, int]
"""Places of a book's log: those after the first number, up to the second."""


@dataclass(slots=True)
class WorkingSet:
    """What was read, and on top of it what accepted groups made of it.

    A group writes into a draft; `keep` takes the draft over, `drop` forgets it. So a refused
    group leaves no trace, and the whole request is written in a few statements.
    """

    loaded: dict[Key, StoredRecord]
    written: dict[Key, StoredRecord] = field(default_factory=dict)
    history: list[HistoryEntry] = field(default_factory=list)
    _draft: dict[Key, StoredRecord] = field(default_factory=dict)
    _draft_history: list[HistoryEntry] = field(default_factory=list)

    def find(self, key: Key) -> StoredRecord | None:
        """Return a record as it is after everything written so far."""
        return self._draft.get(key) or self.written.get(key) or self.loaded.get(key)

    def learn(self, records: Iterable[StoredRecord]) -> None:
        """Take in records that were read later, and locked."""
        for record in records:
            self.loaded.setdefault(record.key, record)

    def under(self, account_id: str) -> list[StoredRecord]:
        """Return the records under an account, of those that are known here."""
        keys = self.loaded.keys() | self.written.keys() | self._draft.keys()
        known = (self.find(key) for key in sorted(keys))
        return [one for one in known if one is not None and one.account_id == account_id]

    def entries(self) -> list[HistoryEntry]:
        """Return where the revisions came from that are not saved yet."""
        return [*self.history, *self._draft_history]

    def put(self, record: StoredRecord, entry: HistoryEntry | None = None) -> None:
        """Write a record into the draft."""
        self._draft[record.entity, record.id] = record
        if entry is not None:
            self._draft_history.append(entry)

    def keep(self) -> None:
        """Take the draft over."""
        self.written.update(self._draft)
        self.history.extend(self._draft_history)
        self.drop()

    def drop(self) -> None:
        """Forget the draft."""
        self._draft = {}
        self._draft_history = []

    def save(self, work: Transaction, org: int) -> dict[str, Span]:
        """Write everything kept, the places in the books' logs last.

        Returns:
            The places taken in each book that nothing left.
        """
        if not self.written:
            return {}
        add_history(work, org, self.history)
        moves = _Moves()
        for key, record in self.written.items():
            moves.add(record, self.loaded.get(key))
        places = take_places(work, org, moves.needed)
        left = {book for book, _, _ in moves.departed}
        taken = {
            book: (before, before + moves.needed[book])
            for book, before in places.items()
            if book not in left
        }
        forget_departures(work, org, moves.returned)
        save_records(
            work,
            org,
            fresh=[(one, _place(places, one)) for one in moves.fresh],
            known=[(one, _place(places, one)) for one in moves.known],
        )
        # Last: who hears that an account is gone has been told before where its records are.
        save_departures(
            work, org, [(book, rec, _next(places, book), why) for book, rec, why in moves.departed]
        )
        return taken


class _Moves:
    """Sorts what is written by what it does to the books' logs, in one pass.

    Attributes:
        fresh: Records that are new.
        known: Records that were there.
        returned: Those of them that are again in a book that they had left.
        departed: Book, record and reason where one leaves.
        needed: How many places each book must give.
    """

    def __init__(self) -> None:
        self.fresh: list[StoredRecord] = []
        self.known: list[StoredRecord] = []
        self.returned: list[StoredRecord] = []
        self.departed: list[tuple[str, StoredRecord, str]] = []
        self.needed: dict[str, int] = {}

    def add(self, record: StoredRecord, before: StoredRecord | None) -> None:
        """Take in one record, and how it was."""
        if record.is_deleted:
            self._depart(record.book, record, "deleted")
        else:
            self.needed[record.book] = self.needed.get(record.book, 0) + 1
        if before is None:
            self.fresh.append(record)
            return
        self.known.append(record)
        has_moved = before.book != record.book
        if has_moved and not before.is_deleted:
            self._depart(before.book, record, "moved")
        if not record.is_deleted and (has_moved or before.is_deleted):
            self.returned.append(record)

    def _depart(self, book: str, record: StoredRecord, reason: str) -> None:
        self.departed.append((book, record, reason))
        self.needed[book] = self.needed.get(book, 0) + 1


def _place(places: dict[str, int], record: StoredRecord) -> int:
    # A deleted record stands in the log by its departure only.
    return 0 if record.is_deleted else _next(places, record.book)


def _next(places: dict[str, int], book: str) -> int:
    places[book] += 1
    return places[book]
