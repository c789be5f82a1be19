"""What is confided about contacts: who gets the key, what is refused, how it is switched off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from msgspec.structs import replace as with_changes

from app.domain.accounts.confidences import ENTITY, SEALED_FIELDS, SETTING, is_switched_off
from app.domain.fields import FieldValue
from app.domain.ids import new_id
from app.domain.policy import Action, may
from server.services.company.day import company_day
from server.services.desk.conflicts import DELETED
from server.services.desk.own_entries import own_entry
from server.services.desk.working_set import WorkingSet
from server.services.moments import milliseconds
from server.services.rights.books import Actor
from server.services.rights.permission import policy_actor
from server.settings import Clock
from server.store.book_names import COMPANY_BOOK
from server.store.database import Database, Transaction
from server.store.groups import CREATE, DELETE
from server.store.records import WHOLE_RECORD, Stamp, StoredRecord, decode_body, read_records

_MILLISECONDS = 1000
_BODIES = "SELECT id, body FROM record WHERE org = ? AND entity = ? AND deleted = 0 ORDER BY id"
_FORGET = "UPDATE history SET fields = '{}' WHERE org = ? AND entity = ? AND op <> ?"


def may_have_key(work: Transaction, org: int, actor: Actor, *, now: int) -> bool:
    """Return whether somebody may read such records, and the company wants them."""
    return may(policy_actor(actor), Action.READ, ENTITY) and not is_off(work, org, now=now)


def is_off(work: Transaction, org: int, *, now: int) -> bool:
    """Return whether the company has switched such records off."""
    moment = datetime.fromtimestamp(now / _MILLISECONDS, UTC)
    today = company_day(work, org, moment).isoformat()
    bodies = (decode_body(text) for _, text in work.rows(_BODIES, (org, "setting")))
    return is_switched_off(bodies, today)


def switch_off(database: Database, org: int, *, clock: Clock) -> int:
    """Switch such records off: nobody writes one any more, and those there are go everywhere.

    Their values are taken out of the records and out of the history.

    Returns:
        How many were purged.
    """
    return database.write(lambda work: _switch_off(work, org, clock))


def _switch_off(work: Transaction, org: int, clock: Clock) -> int:
    now = milliseconds(clock())
    keys = [(ENTITY, str(row[0])) for row in work.rows(_BODIES, (org, ENTITY))]
    loaded = read_records(work, org, keys)
    working = WorkingSet(loaded)
    for record in _emptied(loaded.values(), now):
        working.put(record, own_entry(record, DELETE, clock()))
    setting = StoredRecord(
        entity="setting",
        id=new_id(clock()),
        book=COMPANY_BOOK,
        revision=1,
        body={
            "name": SETTING,
            "value": '"off"',
            "valid_from_on": company_day(work, org, clock()).isoformat(),
        },
        stamps={WHOLE_RECORD: Stamp(1, "", "", is_office=True, at=now)},
        account_id=None,
    )
    working.put(setting, own_entry(setting, CREATE, clock()))
    working.keep()
    working.save(work, org)
    work.run(_FORGET, (org, ENTITY, CREATE))
    return len(keys)


def _emptied(records: Iterable[StoredRecord], now: int) -> Iterator[StoredRecord]:
    for record in records:
        revision = record.revision + 1
        stamp = Stamp(revision, "", "", is_office=True, at=now)
        body: Mapping[str, FieldValue] = {
            name: value for name, value in record.body.items() if name not in SEALED_FIELDS
        }
        stamps = {**record.stamps, DELETED: stamp}
        yield with_changes(record, revision=revision, body=body, stamps=stamps, is_deleted=True)
