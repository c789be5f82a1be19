"""Keeps the marks of blacklisted accounts: what devices of all sectors recognise them by."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace as with_changes

from app.domain.blacklist import Mark, is_barred, marks_of
from app.domain.changes import Op, Operation
from app.domain.errors import NotAllowedError
from app.domain.fields import FieldValue, Scope
from app.domain.ids import new_id
from server.services.desk import Desk
from server.services.moments import milliseconds
from server.services.working_set import WorkingSet
from server.settings import Clock
from server.store.book_names import book_named
from server.store.database import Database, Transaction
from server.store.groups import HistoryEntry
from server.store.record_rows import each_row
from server.store.records import (
    WHOLE_RECORD,
    Key,
    Stamp,
    StoredRecord,
    decode_body,
    read_records,
)

NAME = "blacklist_mark"


def mark_keys(operation: Operation) -> list[Key]:
    """Return the marks that decide whether an account may be opened."""
    if operation.entity != "account" or operation.op is not Op.CREATE:
        return []
    return [(NAME, mark.record_id) for mark in marks_of(operation.values)]


def check_new_account(desk: Desk, body: dict[str, FieldValue]) -> None:
    """Refuse a new account that the group barred, without saying more.

    Raises:
        NotAllowedError: `account.blacklisted`.

    Source: domain.md 4.13, 5.3 (works across sectors without showing content); R062.
    """
    held = [mark for mark in marks_of(body) if _is_held(desk, mark)]
    if is_barred(held):
        raise NotAllowedError("account.blacklisted")


def refresh_marks(database: Database, org: int, clock: Clock) -> int:
    """Bring the marks in step with the accounts that are blacklisted; return how many changed.

    Args:
        database: Where everything is.
        org: Number of the organisation.
        clock: Gives server time.
    """
    with database.reading() as work:
        wanted = _wanted(work, org)
        standing = {record_id for record_id, _, _ in each_row(work, org, NAME)}
    changed = {*(wanted.keys() - standing), *(standing - wanted.keys())}
    if changed:
        database.write(lambda work: _write(work, org, wanted, changed, clock()))
    return len(changed)


def _wanted(work: Transaction, org: int) -> dict[str, Mark]:
    found: dict[str, Mark] = {}
    for _, _, text in each_row(work, org, "account"):
        if '"blacklisted":1' in text:
            found |= {mark.record_id: mark for mark in marks_of(decode_body(text))}
    return found


def _write(
    work: Transaction, org: int, wanted: dict[str, Mark], changed: set[str], now: datetime
) -> None:
    loaded = read_records(work, org, [(NAME, record_id) for record_id in changed])
    working = WorkingSet(loaded)
    for record_id in sorted(changed):
        before = loaded.get((NAME, record_id))
        record = _record(record_id, wanted.get(record_id), before, milliseconds(now))
        if record is not None:
            working.put(record, _entry(record, before, now))
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


def _entry(record: StoredRecord, before: StoredRecord | None, now: datetime) -> HistoryEntry:
    op = "delete" if record.is_deleted else "edit" if before is not None else "create"
    moment = milliseconds(now)
    return HistoryEntry(
        entity=record.entity,
        id=record.id,
        revision=record.revision,
        op_id=new_id(now),
        op=op,
        user_id="",
        device_id="",
        server_time=moment,
        device_time=moment,
        zone="",
        fields="" if op == "create" else "{}",
    )


def _is_held(desk: Desk, mark: Mark) -> bool:
    found = desk.working.find((NAME, mark.record_id))
    return found is not None and not found.is_deleted
