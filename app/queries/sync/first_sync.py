"""Questions behind the last step of the first run."""

from __future__ import annotations

from collections.abc import Collection

from app.store.reads.sync.first_sync import FirstSync, read_progress
from app.workspace import Workspace

__all__ = ["FirstSync", "read_first_sync"]


def read_first_sync(workspace: Workspace, entities: Collection[str]) -> FirstSync:
    """Return whether the first download is done, and how many rows of some entities are here.

    Args:
        workspace: The new profile's.
        entities: What to count; only what was touched since the last look need be asked for.

    Raises:
        ValidationError: No such entity.
    """
    with workspace.store.snapshot() as look:
        return read_progress(look, entities)
