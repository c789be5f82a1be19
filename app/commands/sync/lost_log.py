"""Command on the notice that work was lost with a deleted log: the user has read it."""

from __future__ import annotations

from app.domain.changes import ChangeSet
from app.store.soundness.lost_log import forget_loss
from app.workspace import Workspace


def dismiss_loss(workspace: Workspace) -> ChangeSet:
    """Take the notice away; the comparison with the server goes on by itself.

    Raises:
        StoreFault: The device refused; the notice stays.

    Source: reliability.md X32.
    """
    with workspace.store.unit_of_work() as work:
        forget_loss(work)
        return work.commit()
