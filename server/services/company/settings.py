"""Writes the figures that the company sets for its own rules."""

from __future__ import annotations

from app.domain.fields import FieldValue, Scope
from app.domain.ids import new_id
from app.domain.warnings.threshold_cards import check_threshold
from server.services.company.office import Office
from server.services.desk.own_entries import own_entry
from server.services.desk.working_set import WorkingSet
from server.services.moments import milliseconds
from server.settings import Clock
from server.store.book_names import book_named
from server.store.database import Database, Transaction
from server.store.groups import CREATE
from server.store.record_rows import each_row
from server.store.records import WHOLE_RECORD, Stamp, StoredRecord, decode_body

NAME = "setting"


def set_company_setting(
    database: Database, org: int, clock: Clock, *, name: str, value: str
) -> None:
    """Set one figure; what it was before stays in its history.

    Args:
        database: Where everything is.
        org: Number of the organisation.
        clock: Gives server time.
        name: As `thresholds.read_thresholds` reads it.
        value: JSON.

    Raises:
        ValidationError: As `threshold_cards.check_threshold`.
    """
    check_threshold(name, value)
    with database.reading() as work:
        held = [
            record_id
            for record_id, _, text in each_row(work, org, NAME)
            if decode_body(text).get("name") == name
        ]
    if held:
        Office(database, org, "", clock).edit(NAME, min(held), {"value": value, **_signed(clock)})
    else:
        record = _record(name, value, clock)
        database.write(lambda work: _create(work, org, record, clock))


def _signed(clock: Clock) -> dict[str, FieldValue]:
    """Return when it was set; on the server itself nobody is signed in."""
    return {"changed_by": None, "changed_at": milliseconds(clock())}


def _record(name: str, value: str, clock: Clock) -> StoredRecord:
    moment = clock()
    body: dict[str, FieldValue] = {"name": name, "value": value, **_signed(clock)}
    stamp = Stamp(1, "", "", is_office=True, at=milliseconds(moment))
    return StoredRecord(
        entity=NAME,
        id=new_id(moment),
        book=book_named(Scope.COMPANY, body),
        revision=1,
        body=body,
        stamps={WHOLE_RECORD: stamp},
    )


def _create(work: Transaction, org: int, record: StoredRecord, clock: Clock) -> None:
    working = WorkingSet({})
    working.put(record, own_entry(record, CREATE, clock()))
    working.keep()
    working.save(work, org)
