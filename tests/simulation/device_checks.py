"""What must hold on a device: it has exactly its scope, and its unsent work on top (C3 to C7)."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache

from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from app.store import facts
from tests.simulation.field_device import FieldDevice
from tests.simulation.ledger import Ledger
from tests.simulation.model import CREATE, DELETE, WRITTEN_ONCE, Key, Truth, Wanted
from tests.simulation.violation import expect

Row = tuple[int, tuple[FieldValue, ...]]
"""Revision and values, in the order of the schema."""

_HIDDEN = {("user", "login")}
_WRITTEN_ONCE = " UNION ALL ".join(f'SELECT id FROM "{entity}"' for entity in WRITTEN_ONCE)
_UNKNOWN_TO_SERVER = " UNION ALL ".join(
    f"SELECT '{entity}', id FROM \"{entity}\" WHERE _revision = 0" for entity in ENTITIES
)


def check_scope(device: FieldDevice, ledger: Ledger) -> None:
    """Compare a device, row by row, with what it must hold after a finished round."""
    held = dict(_held(device))
    wanted = {truth.key: _row(truth) for truth in ledger.reference.scope(device.person.id)}
    own = _own_work(device, ledger)
    _lay_over(wanted, own.waiting)
    doubted = _doubted(device)
    for key in held.keys() - wanted.keys():
        is_own = held[key][0] == 0 and key in own.refused_new
        expect(is_own or key[1] in doubted, f"{device.name} holds {key}, out of scope: {held[key]}")
    for key, row in wanted.items():
        expect(key in held, f"{device.name} lacks {key} {row}")
        if held[key] != row:
            told = _difference(key[0], held[key], row)
            expect(False, f"{device.name} differs in {key}: {told}")


def check_own_writes(device: FieldDevice, ledger: Ledger) -> None:
    """Whoever wrote sees it, and rows that only this device has come from its own journal (C4)."""
    own = _own_work(device, ledger)
    final: dict[Key, dict[str, FieldValue]] = {}
    for wanted in own.waiting:
        final.setdefault(wanted.key, {}).update(wanted.after)
        if wanted.op == DELETE:
            final.pop(wanted.key)
    for (entity, record_id), values in final.items():
        with device.store.snapshot() as look:
            record = look.records.read(entity, record_id)
        if record is not None:
            seen = {name: record.fields[name] for name in values}
            expect(seen == values, f"{device.name} shows {seen}, wrote {values}")
    for entity, record_id in device.rows(_UNKNOWN_TO_SERVER):
        known = (entity, record_id) in own.new
        expect(known, f"{device.name}: {entity} {record_id} is in no unit of work")


def check_books(device: FieldDevice, books: AbstractSet[str]) -> None:
    """Nothing stays of a book that the device was told to leave."""
    marks = ", ".join("?" * len(books))
    for entity in ENTITIES:
        sql = f'SELECT id, _book FROM "{entity}" WHERE _revision > 0 AND _book NOT IN ({marks})'
        left = device.rows(sql, tuple(books))
        expect(not left, f"{device.name} still holds {entity} {left[:3]}")


def check_whole_visits(device: FieldDevice, ledger: Ledger) -> None:
    """Of what is written once, a unit is there as a whole or not at all (C5).

    Where a server forgot what it was just sending, the comparison decides what of it stays.
    """
    with device.store.snapshot() as look:
        if look.facts.read(facts.COMPARE_DUE) is not None:
            return
    there = {row[0] for row in device.rows(_WRITTEN_ONCE)} - _doubted(device)
    for unit in ledger.units.values():
        found = sum(one in there for one in unit.once)
        whole = found in {0, len(unit.once)}
        expect(whole, f"{device.name} holds {found} of {unit.once}")


def _doubted(device: FieldDevice) -> set[str]:
    """Return what is kept until the user says that it may go."""
    return {row[0] for row in device.rows("SELECT subject_id FROM draft WHERE kind = 'held'")}


class _OwnWork:
    """What a device's journal says about its own work."""

    def __init__(self) -> None:
        self.waiting: list[Wanted] = []
        self.new: set[Key] = set()
        self.refused_new: set[Key] = set()


def _own_work(device: FieldDevice, ledger: Ledger) -> _OwnWork:
    own = _OwnWork()
    for row in device.rows("SELECT digest, state FROM journal_group ORDER BY device_seq"):
        unit = ledger.units.get(bytes(row[0]))
        expect(unit is not None, f"{device.name}: a unit in the journal that nobody saved")
        assert unit is not None
        made = {wanted.key for wanted in unit.wanted if wanted.op == CREATE}
        own.new |= made
        if row[1] == "waiting":
            own.waiting += unit.wanted
        elif row[1] != "acknowledged":
            own.refused_new |= made
    return own


def _lay_over(rows: dict[Key, Row], waiting: list[Wanted]) -> None:
    for wanted in waiting:
        if wanted.op == DELETE:
            rows.pop(wanted.key, None)
            continue
        account = wanted.after.get("account_id")
        if wanted.op == CREATE and (account is None or ("account", str(account)) in rows):
            rows[wanted.key] = 0, (None,) * len(_names(wanted.entity))
        if wanted.key in rows:
            revision, values = rows[wanted.key]
            now = dict(zip(_names(wanted.entity), values, strict=True)) | dict(wanted.after)
            rows[wanted.key] = revision, tuple(now.values())


def _held(device: FieldDevice) -> Iterator[tuple[Key, Row]]:
    for entity in ENTITIES:
        columns = ", ".join(f'"{name}"' for name in _names(entity))
        sql = f'SELECT id, _revision, {columns} FROM "{entity}"'
        for record_id, revision, *values in device.rows(sql):
            yield (entity, record_id), (revision, tuple(values))


@cache
def _names(entity: str) -> tuple[str, ...]:
    return tuple(ENTITIES[entity].fields)


def _row(truth: Truth) -> Row:
    values = tuple(
        None if (truth.entity, name) in _HIDDEN else truth.body.get(name)
        for name in _names(truth.entity)
    )
    return truth.revision, values


def _difference(entity: str, held: Row, wanted: Row) -> str:
    told = [
        f"{name} is {is_!r}, should be {should!r}"
        for name, is_, should in zip(_names(entity), held[1], wanted[1], strict=True)
        if is_ != should
    ]
    if held[0] != wanted[0]:
        told.append(f"revision is {held[0]}, should be {wanted[0]}")
    return "; ".join(told)
