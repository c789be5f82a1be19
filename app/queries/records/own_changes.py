"""Where a record's values came from, as far as this device can tell without the network."""

from __future__ import annotations

from app.store.reads.records.own_changes import OwnValue, list_own_values
from app.workspace import Workspace

__all__ = ["OwnValue", "list_own_changes"]


def list_own_changes(workspace: Workspace, entity: str, record_id: str) -> list[OwnValue]:
    """Return every value that was written into a record on this device, oldest first.

    What others wrote the server knows (`python -m server history`); a device holds only what is
    true now.
    """
    with workspace.store.snapshot() as look:
        return list_own_values(look, entity, record_id)
