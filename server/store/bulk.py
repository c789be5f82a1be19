"""Loads many records at once, for the demo, imports and measurements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.fields import FieldValue, Scope
from app.domain.schema import entity_named
from server.store.book_names import book_named
from server.store.database import Database, Transaction
from server.store.records import (
    WHOLE_RECORD,
    Stamp,
    StoredRecord,
    read_records,
    save_records,
    take_places,
)

Row = tuple[str, Mapping[str, FieldValue]]
"""Id and values by field, as `schema.check_fields` returns them."""


def load_records(
    database: Database, org: int, entity: str, rows: Iterable[Row], *, now: int
) -> int:
    """Write new records in one transaction, as written by the office; return how many.

    Accounts must be loaded before what stands under them. Values are taken as they are: they
    come from the house's own programs, which check them. Conflicts cannot be loaded.

    Args:
        database: Where.
        org: Number of the organisation.
        entity: Schema name.
        rows: Ids that are not there yet, with their values.
        now: Server time in milliseconds, for their stamps.

    Raises:
        KeyError: A row names an account that was not loaded.
    """
    return database.write(lambda work: _load(work, org, entity, list(rows), now))


def _load(work: Transaction, org: int, entity: str, rows: list[Row], now: int) -> int:
    scope = entity_named(entity).scope
    if scope is Scope.SUBJECT:
        raise ValueError("conflicts are made by merges only")
    books = _account_books(work, org, rows)
    stamps = {WHOLE_RECORD: Stamp(1, "", "", is_office=True, at=now)}
    records = [_record(entity, scope, row, stamps, books) for row in rows]
    needed: dict[str, int] = {}
    for record in records:
        needed[record.book] = needed.get(record.book, 0) + 1
    places = take_places(work, org, needed)
    placed = []
    for record in records:
        places[record.book] += 1
        placed.append((record, places[record.book]))
    save_records(work, org, fresh=placed, known=())
    return len(records)


def _account_books(work: Transaction, org: int, rows: list[Row]) -> dict[str, str]:
    accounts = {str(body["account_id"]) for _, body in rows if body.get("account_id")}
    found = read_records(work, org, [("account", account) for account in accounts])
    return {record.id: record.book for record in found.values()}


def _record(
    entity: str, scope: Scope, row: Row, stamps: Mapping[str, Stamp], books: Mapping[str, str]
) -> StoredRecord:
    record_id, values = row
    account_id = str(values["account_id"]) if values.get("account_id") else None
    return StoredRecord(
        entity=entity,
        id=record_id,
        book=books[account_id] if account_id else book_named(scope, values),
        revision=1,
        body={name: value for name, value in values.items() if value is not None},
        stamps=stamps,
        account_id=account_id,
    )
