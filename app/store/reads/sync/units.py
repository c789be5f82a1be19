"""The journal as the sync centre shows it: units of work with what the server said of each step."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.changes import Op, Operation
from app.store.journal import ACKNOWLEDGED, REFUSED, WAITING, WITHDRAWN, JournalGroup
from app.store.sending.bundle_notes import written_at
from app.store.unit_of_work import Snapshot

__all__ = [
    "ACKNOWLEDGED",
    "REFUSED",
    "WAITING",
    "WITHDRAWN",
    "SyncUnit",
    "UnitStep",
    "built_upon",
    "read_done_units",
    "read_unit",
    "read_units",
]

_COLUMNS = "device_seq, made_at, settled_at, state, body, previous, digest"


@dataclass(frozen=True, slots=True)
class UnitStep:
    """One operation and the server's word on it.

    Attributes:
        operation: What was done.
        code: Reason of a refusal; empty for a step that was held back with a refused one.
        params: Values for the sentence of the reason.
    """

    operation: Operation
    code: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SyncUnit:
    """One unit of work.

    Attributes:
        device_seq: Its number on this device.
        made_at: Device time, milliseconds since 1970 UTC.
        settled_at: When the server answered or the rep withdrew it; None while it waits.
        state: `WAITING`, `ACKNOWLEDGED`, `REFUSED` or `WITHDRAWN`.
        size_bytes: As it is sent, before compression.
        steps: What it did, in order.
        in_file_at: When the last file for a stick that holds it was written, while it waits; None
            when it is in none.
    """

    device_seq: int
    made_at: int
    settled_at: int | None
    state: str
    size_bytes: int
    steps: tuple[UnitStep, ...]
    in_file_at: int | None = None

    @property
    def refusal(self) -> UnitStep | None:
        """The step that the server named as the reason."""
        return next((step for step in self.steps if step.code), None)

    @property
    def operations(self) -> tuple[Operation, ...]:
        """Its operations, in order."""
        return tuple(step.operation for step in self.steps)


def read_units(look: Snapshot, state: str, limit: int) -> list[SyncUnit]:
    """Return the newest units in a state."""
    return _units(look, f"WHERE state = ? ORDER BY device_seq DESC LIMIT {int(limit)}", (state,))


def read_done_units(look: Snapshot, limit: int) -> list[SyncUnit]:
    """Return the newest units that need nothing any more, sent or withdrawn.

    The condition is spelled so that the newest rows are read first and the reading stops early,
    however long the journal is.
    """
    where = f"WHERE state NOT IN (?, ?) ORDER BY device_seq DESC LIMIT {int(limit)}"
    return _units(look, where, (WAITING, REFUSED))


def read_unit(look: Snapshot, device_seq: int) -> SyncUnit | None:
    """Return one unit, or None."""
    found = _units(look, "WHERE device_seq = ?", (device_seq,))
    return found[0] if found else None


def count_units(look: Snapshot) -> dict[str, int]:
    """Return how many units there are in each state."""
    rows = look.connection.exec_driver_sql("SELECT state, count(*) FROM journal_group GROUP BY 1")
    return {str(state): int(count) for state, count in rows}


def waiting_bytes(look: Snapshot) -> int:
    """Return how many bytes of units wait to be sent, before compression."""
    sql = "SELECT coalesce(sum(length(body)), 0) FROM journal_group WHERE state = ?"
    return int(look.connection.exec_driver_sql(sql, (WAITING,)).scalar_one())


def built_upon(unit: SyncUnit, refused: Iterable[SyncUnit]) -> list[SyncUnit]:
    """Return the later refused units that stand on what `unit` failed to create, oldest first.

    The server refuses an edit of a record that it never accepted, and whatever is put under it.
    Such work cannot stand alone: it is shown, resent and given up together with the creation.
    """
    made = set(_created(unit))
    found: list[SyncUnit] = []
    for later in sorted(refused, key=lambda other: other.device_seq):
        if later.device_seq <= unit.device_seq or later.state != REFUSED or not made:
            continue
        own = all(op.op is Op.CREATE or op.record_id in made for op in later.operations)
        if own and any(_speaks_of(op, made) for op in later.operations):
            found.append(later)
            made.update(_created(later))
    return found


def _created(unit: SyncUnit) -> list[str]:
    return [op.record_id for op in unit.operations if op.op is Op.CREATE]


def _speaks_of(operation: Operation, made: Collection[str]) -> bool:
    return operation.record_id in made or any(
        isinstance(value, str) and value in made for value in operation.values.values()
    )


def _units(look: Snapshot, where: str, values: tuple[object, ...]) -> list[SyncUnit]:
    rows = look.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM journal_group {where}", values
    ).fetchall()
    words = _words_of(look, [int(row[0]) for row in rows])
    units = [_unit(look, row, words) for row in rows]
    if all(unit.state != WAITING for unit in units):
        return units
    files = written_at(look)
    return [replace(one, in_file_at=files.get(one.device_seq)) for one in units]


def _words_of(
    look: Snapshot, numbers: Sequence[int]
) -> dict[str, tuple[str, Mapping[str, object]]]:
    """Return what the server said of each operation of some units."""
    rows = look.connection.exec_driver_sql(
        "SELECT op_id, code, params FROM journal_operation WHERE code IS NOT NULL"
        " AND device_seq IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    )
    return {str(op): (str(code), json.loads(params or "{}")) for op, code, params in rows}


def _unit(
    look: Snapshot,
    row: Sequence[object],
    words: Mapping[str, tuple[str, Mapping[str, object]]],
) -> SyncUnit:
    seq, made_at, settled_at, state, body, previous, digest = row
    entry = JournalGroup(int(seq), bytes(body), bytes(previous), bytes(digest))  # type: ignore[call-overload]
    group = look.journal.decode(entry)
    steps = tuple(UnitStep(op, *words.get(op.op_id, ("", {}))) for op in group.operations)
    return SyncUnit(
        device_seq=entry.device_seq,
        made_at=int(made_at),  # type: ignore[call-overload]
        settled_at=None if settled_at is None else int(settled_at),  # type: ignore[call-overload]
        state=str(state),
        size_bytes=len(entry.body),
        steps=steps,
    )
