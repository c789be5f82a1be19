"""Conflicts by record, each with both values and who wrote them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from app.store.unit_of_work import Snapshot

_COLUMNS = (
    "c.id, c.subject_entity, c.subject_id, c.field, c.base, c.kept, c.lost,"
    " c.kept_by, c.lost_by, c.kept_at, c.lost_at, c.lost_device, c.reason"
)


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One field that two sides wrote.

    Attributes:
        id: Id of the conflict.
        field: Name of the field, or "deleted" when it is about the whole record.
        base: Value that both started from.
        kept: Value that the record holds now.
        lost: Value that was not written, or was written over.
        kept_by: User id; None for the office itself.
        lost_by: User id.
        kept_at: Milliseconds since 1970 UTC.
        lost_at: Milliseconds since 1970 UTC, by the clock of the device.
        lost_device: Device that wrote the lost value.
        reason: "both_changed", "office_governs" or "deleted".
    """

    id: str
    field: str
    base: FieldValue
    kept: FieldValue
    lost: FieldValue
    kept_by: str | None
    lost_by: str | None
    kept_at: int | None
    lost_at: int | None
    lost_device: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class RecordConflicts:
    """The open conflicts of one record.

    Attributes:
        entity: Entity of the record.
        record_id: Id of the record.
        is_here: Whether the record is on this device; without it nothing can be written back.
        lines: One for each conflict, oldest first.
    """

    entity: str
    record_id: str
    is_here: bool
    lines: tuple[ConflictLine, ...]


def read_open_conflicts(look: Snapshot, limit: int) -> list[RecordConflicts]:
    """Return the open conflicts, records with the newest first.

    Args:
        look: A snapshot.
        limit: At most so many records.
    """
    rows = look.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM conflict c JOIN ("
        "  SELECT subject_entity AS entity, subject_id AS subject, max(id) AS newest FROM conflict"
        "  WHERE state = 'open' GROUP BY 1, 2 ORDER BY 3 DESC LIMIT ?"
        ") s ON s.entity = c.subject_entity AND s.subject = c.subject_id"
        " WHERE c.state = 'open' ORDER BY s.newest DESC, c.id",
        (limit,),
    ).fetchall()
    grouped: dict[tuple[str, str], list[ConflictLine]] = {}
    for row in rows:
        grouped.setdefault((str(row[1]), str(row[2])), []).append(_line(row))
    present = _present(look, list(grouped))
    return [
        RecordConflicts(entity, record_id, (entity, record_id) in present, tuple(lines))
        for (entity, record_id), lines in grouped.items()
    ]


def list_record_conflicts(look: Snapshot, entity: str, record_id: str) -> list[ConflictLine]:
    """Return all conflicts of a record, open and settled, oldest first."""
    rows = look.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM conflict c"
        " WHERE c.subject_entity = ? AND c.subject_id = ? ORDER BY c.id",
        (entity, record_id),
    )
    return [_line(row) for row in rows]


def count_conflicting_records(look: Snapshot) -> int:
    """Return how many records have open conflicts."""
    sql = (
        "SELECT count(*) FROM (SELECT DISTINCT subject_entity, subject_id FROM conflict"
        " WHERE state = 'open')"
    )
    return int(look.connection.exec_driver_sql(sql).scalar_one())


def value_in(document: object) -> FieldValue:
    """Read a value as a conflict spells it; what cannot be read counts as nothing."""
    try:
        value = json.loads(document) if isinstance(document, str) else None
    except ValueError:
        return None
    return value if isinstance(value, str | int) else None


def _line(row: Sequence[object]) -> ConflictLine:
    identity, _entity, _subject, name, base, kept, lost, *rest = row
    values = (value_in(one) for one in (base, kept, lost))
    return ConflictLine(str(identity), str(name), *values, *rest)  # type: ignore[arg-type]


def _present(look: Snapshot, subjects: Sequence[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return which of the records are on this device, one query a kind."""
    found: set[tuple[str, str]] = set()
    for entity in {entity for entity, _ in subjects} & ENTITIES.keys():
        ids = json.dumps([record_id for one, record_id in subjects if one == entity])
        rows = look.connection.exec_driver_sql(
            f'SELECT id FROM "{entity}" WHERE id IN (SELECT value FROM json_each(?))', (ids,)
        )
        found.update((entity, str(record_id)) for record_id in rows.scalars())
    return frozenset(found)
