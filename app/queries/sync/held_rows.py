"""Questions about records that are kept although the server says they are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.store.held.rows import HeldRow, HeldRows
from app.workspace import Workspace

__all__ = ["HeldBack", "HeldRow", "read_held_back"]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What waits for a word of the user.

    Attributes:
        rows: The records.
        counts: How many of each entity.
    """

    rows: tuple[HeldRow, ...]
    counts: Mapping[str, int]


def read_held_back(workspace: Workspace) -> HeldBack:
    """Return what the mass-delete fuse keeps on this device."""
    with workspace.store.snapshot() as look:
        rows = tuple(HeldRows(look.connection).read())
    return HeldBack(rows, Counter(row.entity for row in rows))
