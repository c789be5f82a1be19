"""Questions that the window's frame asks: the status line, and who is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.schema import split_labels
from app.store.reads.sync.status import SyncStatus, read_sync_status
from app.store.sending.rounds import Round, last_rounds
from app.workspace import Workspace

__all__ = ["Round", "SyncStatus", "Whoami", "read_rounds", "read_status", "read_whoami"]


@dataclass(frozen=True, slots=True)
class Whoami:
    """The signed-in user as the rail shows him.

    Attributes:
        name: Full name; empty before the first sync.
        area: Where he works.
        roles: Role names.
        sector_id: His sector; empty before the first sync.
    """

    name: str = ""
    area: str = ""
    roles: tuple[str, ...] = ()
    sector_id: str = ""


def read_status(workspace: Workspace) -> SyncStatus:
    """Return where the device stands."""
    with workspace.store.snapshot() as look:
        return read_sync_status(look)


def read_rounds(workspace: Workspace, limit: int = 50) -> list[Round]:
    """Return the last sync rounds that carried or failed something, newest first."""
    with workspace.store.snapshot() as look:
        return last_rounds(look, limit)


def read_whoami(workspace: Workspace) -> Whoami:
    """Return the signed-in user."""
    with workspace.store.snapshot() as look:
        user = look.records.read("user", workspace.user_id)
    if user is None:
        return Whoami()
    fields = user.fields
    return Whoami(
        name=str(fields["name"] or ""),
        area=str(fields["area"] or ""),
        roles=split_labels(fields["roles"]),
        sector_id=str(fields["sector_id"] or ""),
    )
