"""Questions about records that are kept although the server says they are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.schema import ENTITIES
from app.store.held.rows import DELETED, HELD, HeldRow, HeldRows
from app.store.reads.directory import Directory, read_directory
from app.workspace import Workspace

__all__ = [
    "DELETED",
    "LISTED",
    "HeldBack",
    "HeldList",
    "HeldRow",
    "is_anything_held",
    "list_held_rows",
    "read_held_back",
]

LISTED = 300
"""At most so many records are listed by name; the counts tell of all."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What waits for a word of the user.

    Attributes:
        rows: The records.
        counts: How many of each entity.
    """

    rows: tuple[HeldRow, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class HeldList:
    """The records that wait for a word, with their names.

    Attributes:
        held: All of them.
        listed: The first `LISTED`, kind by kind as the schema orders them, oldest first.
        told_at: When the server last said so, by record id; milliseconds since 1970 UTC.
        directory: Names and accounts of the listed ones.
    """

    held: HeldBack
    listed: tuple[HeldRow, ...]
    told_at: Mapping[str, int]
    directory: Directory


def read_held_back(workspace: Workspace) -> HeldBack:
    """Return what the mass-delete fuse keeps on this device."""
    with workspace.store.snapshot() as look:
        return _held_back(HeldRows(look.connection).read())


def is_anything_held(workspace: Workspace) -> bool:
    """Return whether the user has to decide about records that the server says are gone."""
    with workspace.store.snapshot() as look:
        return bool(HeldRows(look.connection).ids())


def list_held_rows(workspace: Workspace, limit: int = LISTED) -> HeldList:
    """Return the records by name; one query a kind, however many there are."""
    with workspace.store.snapshot() as look:
        held = _held_back(HeldRows(look.connection).read())
        place = {entity: number for number, entity in enumerate(ENTITIES)}
        by_kind = sorted(held.rows, key=lambda row: (place[row.entity], row.id))
        listed = tuple(by_kind[:limit])
        return HeldList(
            held=held,
            listed=listed,
            told_at=dict(look.drafts.subjects(HELD)),
            directory=read_directory(look, (), [(row.entity, row.id) for row in listed]),
        )


def _held_back(rows: list[HeldRow]) -> HeldBack:
    return HeldBack(tuple(rows), Counter(row.entity for row in rows))
