"""Keeps the marks of blacklisted accounts: what devices of all sectors recognise them by."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from msgspec.structs import replace as with_changes

from app.domain.changes import Op, Operation
from app.domain.credit.blacklist import Mark, is_barred, marks_of
from app.domain.errors import NotAllowedError
from app.domain.fields import FieldValue, Scope
from app.domain.ids import new_id
from server.services.desk.own_entries import own_entry
from server.services.desk.working_set import WorkingSet
from server.services.moments import milliseconds
from server.settings import Clock
from server.store.book_names import book_named
from server.store.database import Database, Transaction
from server.store.groups import CREATE, DELETE, EDIT
from server.store.record_rows import each_row
from server.store.records import (
    WHOLE_RECORD,
    Key,
    Stamp,
    StoredRecord,
    decode_body,
    read_records,
)

NAME, KEY = "blacklist_mark", "blacklist_key"
_SECRET_BYTES = 32


@dataclass(slots=True)
class Barring:
    """Recognises barred firms in one request, and keeps the marks in step with its decisions.

    Attributes:
        work: The transaction.
        org: Number of the organisation.
        working: Takes in marks that are written or read.
    """

    work: Transaction
    org: int
    working: WorkingSet
    _key: str | None = None
    _made: dict[str, tuple[Mark, ...]] = field(default_factory=dict)

    def mark_keys(self, operations: Iterable[Operation]) -> list[Key]:
        """Return the marks that decide whether accounts may be opened; slow, so made once."""
        wanted = [one for one in operations if one.entity == "account" and one.op is Op.CREATE]
        if wanted and self._is_in_use():
            for operation in wanted:
                self._made[operation.record_id] = marks_of(operation.values, self._secret())
        return [(NAME, mark.record_id) for marks in self._made.values() for mark in marks]

    def check_new_account(self, account_id: str) -> None:
        """Refuse a new account that the group barred, without saying more.

        Raises:
            NotAllowedError: `account.blacklisted`.

        Source: domain.md 4.13, 5.3 (works across sectors without showing content); R062.
        """
        held = [mark for mark in self._made.get(account_id, ()) if self._is_held(mark)]
        if is_barred(held):
            raise NotAllowedError("account.blacklisted")

    def bar(self, account: StoredRecord, *, now: datetime) -> None:
        """Make the marks of an account that was barred, so that other sectors know it at once."""
        marks = marks_of(account.body, self._secret(now))
        self._learn(marks)
        for mark in marks:
            if not self._is_held(mark):
                self._put(mark.record_id, mark, now)

    def unbar(self, account: StoredRecord, *, now: datetime) -> None:
        """Take the marks of an account back.

        One that another barred account has as well comes again with the next daily run.
        """
        marks = marks_of(account.body, self._secret(now))
        self._learn(marks)
        for mark in marks:
            if self._is_held(mark):
                self._put(mark.record_id, None, now)

    def _put(self, record_id: str, mark: Mark | None, now: datetime) -> None:
        before = self.working.find((NAME, record_id))
        record = _record(record_id, mark, before, milliseconds(now))
        if record is not None:
            self.working.put(record, own_entry(record, _op(record, before), now))

    def _learn(self, marks: Iterable[Mark]) -> None:
        keys = [(NAME, mark.record_id) for mark in marks]
        self.working.learn(read_records(self.work, self.org, keys).values())

    def _is_held(self, mark: Mark) -> bool:
        found = self.working.find((NAME, mark.record_id))
        return found is not None and not found.is_deleted

    def _is_in_use(self) -> bool:
        return next(each_row(self.work, self.org, NAME), None) is not None

    def _secret(self, now: datetime | None = None) -> str:
        if self._key is None:
            self._key = find_key(self.work, self.org)
        # Plain marks of before stand until the daily run makes all of them anew with a secret.
        if not self._key and now is not None and not self._is_in_use():
            self._key = make_key(self.work, self.org, now)
        return self._key


def find_key(work: Transaction, org: int) -> str:
    """Return the secret of the organisation's marks; empty before there is one."""
    for _, _, text in each_row(work, org, KEY):
        return str(decode_body(text)["secret"])
    return ""


def make_key(work: Transaction, org: int, now: datetime) -> str:
    """Make the secret of the organisation's marks; devices get it as they get the marks."""
    secret = secrets.token_hex(_SECRET_BYTES)
    body: dict[str, FieldValue] = {"secret": secret}
    record = StoredRecord(
        entity=KEY,
        id=new_id(now),
        book=book_named(Scope.COMPANY, body),
        revision=1,
        body=body,
        stamps={WHOLE_RECORD: Stamp(1, "", "", is_office=True, at=milliseconds(now))},
    )
    working = WorkingSet({})
    working.put(record, own_entry(record, CREATE, now))
    working.keep()
    working.save(work, org)
    return secret


def refresh_marks(database: Database, org: int, clock: Clock) -> int:
    """Bring the marks in step with the accounts that are blacklisted; return how many changed.

    The first run makes the organisation's secret, and with it every mark anew: marks of before
    were plain digests.

    Args:
        database: Where everything is.
        org: Number of the organisation.
        clock: Gives server time.
    """
    with database.reading() as work:
        firms = _barred(work, org)
        key = find_key(work, org)
        standing = {record_id for record_id, _, _ in each_row(work, org, NAME)}
    if firms and not key:
        key = database.write(lambda work: find_key(work, org) or make_key(work, org, clock()))
    wanted = {mark.record_id: mark for firm in firms for mark in marks_of(firm, key)}
    changed = {*(wanted.keys() - standing), *(standing - wanted.keys())}
    if changed:
        database.write(lambda work: _write(work, org, wanted, changed, clock()))
    return len(changed)


def _barred(work: Transaction, org: int) -> list[Mapping[str, FieldValue]]:
    rows = each_row(work, org, "account")
    return [decode_body(text) for _, _, text in rows if '"blacklisted":1' in text]


def _write(
    work: Transaction, org: int, wanted: dict[str, Mark], changed: set[str], now: datetime
) -> None:
    loaded = read_records(work, org, [(NAME, record_id) for record_id in changed])
    working = WorkingSet(loaded)
    for record_id in sorted(changed):
        before = loaded.get((NAME, record_id))
        record = _record(record_id, wanted.get(record_id), before, milliseconds(now))
        if record is not None:
            working.put(record, own_entry(record, _op(record, before), now))
    working.keep()
    working.save(work, org)


def _record(
    record_id: str, mark: Mark | None, before: StoredRecord | None, now: int
) -> StoredRecord | None:
    revision = before.revision + 1 if before is not None else 1
    stamps = {WHOLE_RECORD: Stamp(revision, "", "", is_office=True, at=now)}
    if mark is None:
        if before is None or before.is_deleted:
            return None
        return with_changes(before, revision=revision, is_deleted=True)
    body: dict[str, FieldValue] = {"kind": mark.kind, "digest": mark.digest}
    return StoredRecord(
        entity=NAME,
        id=record_id,
        book=book_named(Scope.COMPANY, body),
        revision=revision,
        body=body,
        stamps=stamps,
    )


def _op(record: StoredRecord, before: StoredRecord | None) -> str:
    if record.is_deleted:
        return DELETE
    return CREATE if before is None else EDIT
