"""Field-level merge of an operation onto a record that moved on; the same function on both ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.changes import Operation
from app.domain.fields import Entity, FieldValue, Merge
from app.domain.schema import join_labels, split_labels


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """Two values for one field; one was written, the other is kept for a person to see.

    Attributes:
        field: Name of the field.
        base: Value that both sides started from, as the device saw it.
        kept: Value that the record holds now.
        lost: Value that was not written, or was written over.
        reason: "both_changed" or "office_governs".
        incoming_won: Whether the operation's value is the one kept.
    """

    field: str
    base: FieldValue
    kept: FieldValue
    lost: FieldValue
    reason: str
    incoming_won: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge.

    Attributes:
        values: What to write; fields that need no write are left out.
        conflicts: What two sides wrote differently.
    """

    values: Mapping[str, FieldValue]
    conflicts: tuple[FieldConflict, ...] = ()


def merge_operation(
    entity: Entity,
    operation: Operation,
    current: Mapping[str, FieldValue],
    *,
    changed_by_others: Collection[str],
    governed: Collection[str] = (),
) -> Merged:
    """Decide what of an edit is written onto the current record.

    Args:
        entity: The record's entity.
        operation: The edit, with the values it was made on.
        current: The record as it is now.
        changed_by_others: Fields that somebody else changed after the edit's base revision.
        governed: Of those, the fields that the office wrote last.
    """
    values: dict[str, FieldValue] = {}
    conflicts: list[FieldConflict] = []
    for name, (before, after) in operation.fields.items():
        now = current.get(name)
        if now == after:
            continue
        if name not in changed_by_others or now == before:
            values[name] = after
            continue
        match entity.fields[name].merge:
            case Merge.UNION:
                values[name] = merge_labels(before, now, after)
            case Merge.OFFICE if name in governed:
                conflicts.append(FieldConflict(name, before, now, after, "office_governs", False))
            case _:
                values[name] = after
                conflicts.append(FieldConflict(name, before, after, now, "both_changed", True))
    return Merged(values, tuple(conflicts))


def merge_labels(base: FieldValue, theirs: FieldValue, mine: FieldValue) -> FieldValue:
    """Apply the additions and removals of both sides to a set of words."""
    base_words, their_words, my_words = (set(split_labels(v)) for v in (base, theirs, mine))
    removed = (base_words - their_words) | (base_words - my_words)
    return join_labels((their_words | my_words) - removed)
