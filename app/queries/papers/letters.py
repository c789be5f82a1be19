"""Which papers went to a customer before."""

from __future__ import annotations

from collections.abc import Sequence

from app.store.reads.papers.letters import LetterLine, list_letters
from app.workspace import Workspace

__all__ = ["LetterLine", "read_letters"]


def read_letters(workspace: Workspace, numbers: Sequence[str]) -> tuple[LetterLine, ...]:
    """Return the printings of papers by their numbers, the latest first."""
    with workspace.store.snapshot() as look:
        return list_letters(look, numbers)
