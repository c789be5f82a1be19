"""Field-level merge of an operation onto a record that moved on; the same function on both ends."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from app.domain.changes import Operation
from app.domain.fields import Entity, Field, FieldValue, Merge
from app.domain.merge_texts import continue_text, divider_line, merge_texts
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


def _unsigned(_field: str) -> str:
    return divider_line("", "")


def merge_operation(
    entity: Entity,
    operation: Operation,
    current: Mapping[str, FieldValue],
    *,
    changed_by_others: Collection[str],
    governed: Collection[str] = (),
    divider: Callable[[str], str] = _unsigned,
) -> Merged:
    """Decide what of an edit is written onto the current record.

    Args:
        entity: The record's entity.
        operation: The edit, with the values it was made on.
        current: The record as it is now.
        changed_by_others: Fields that somebody else changed after the edit's base revision.
        governed: Of those, the fields that the office wrote last.
        divider: Gives for a long text the line between what is there and what arrives.
    """
    values: dict[str, FieldValue] = {}
    conflicts: list[FieldConflict] = []
    for name, (before, after) in operation.fields.items():
        now = current.get(name)
        if now == after:
            continue
        field = entity.fields[name]
        if name not in changed_by_others or now == before:
            values[name] = _on_top(field, now, before=before, after=after)
            continue
        match field.merge:
            case Merge.UNION:
                values[name] = merge_labels(before, now, after)
            case Merge.BOTH if (both := _together(field, now, after, divider)) is not None:
                if both != now:
                    values[name] = both
                conflicts += _both_kept(name, before, now=now, after=after, both=both)
            case Merge.OFFICE if name in governed:
                conflicts.append(FieldConflict(name, before, now, after, "office_governs", False))
            case _:
                values[name] = after
                conflicts.append(FieldConflict(name, before, after, now, "both_changed", True))
    return Merged(values, tuple(conflicts))


def _together(
    field: Field, now: FieldValue, after: FieldValue, divider: Callable[[str], str]
) -> str | None:
    """Return both versions of a long text in one; None where that is more than the field holds."""
    both = merge_texts(_text(now), _text(after), divider=divider(field.name))
    return both if both is not None and len(both) <= field.length else None


def _both_kept(
    name: str, base: FieldValue, *, now: FieldValue, after: FieldValue, both: str
) -> Iterator[FieldConflict]:
    """Keep either version by itself, unless it is what stands there now."""
    if now != both:
        yield FieldConflict(name, base, both, now, "both_changed", incoming_won=True)
    if after != both:
        yield FieldConflict(name, base, both, after, "both_changed", incoming_won=False)


def _on_top(field: Field, now: FieldValue, *, before: FieldValue, after: FieldValue) -> FieldValue:
    """Return what an edit writes where nobody else wrote, or the writer saw what others wrote."""
    if field.merge is not Merge.BOTH or now == before:
        return after
    continued = continue_text(_text(now), _text(before), _text(after))
    is_too_long = continued is not None and len(continued) > field.length
    return after if is_too_long else continued


def _text(value: FieldValue) -> str | None:
    return None if value is None else str(value)


def merge_labels(base: FieldValue, theirs: FieldValue, mine: FieldValue) -> FieldValue:
    """Apply the additions and removals of both sides to a set of words."""
    base_words, their_words, my_words = (set(split_labels(v)) for v in (base, theirs, mine))
    removed = (base_words - their_words) | (base_words - my_words)
    return join_labels((their_words | my_words) - removed)
