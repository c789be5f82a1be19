"""Commands on accounts that are one party: propose a merge, decide about it, undo it."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.changes import ChangeSet
from app.domain.errors import ValidationError
from app.domain.schema import join_labels
from app.workspace import Workspace

PROPOSED, APPROVED, DECLINED, UNDONE = "proposed", "approved", "declined", "undone"
_AFTER = {APPROVED: PROPOSED, DECLINED: PROPOSED, UNDONE: APPROVED}


def propose_merge(
    workspace: Workspace,
    *,
    survivor_id: str,
    loser_id: str,
    taken: Iterable[str] = (),
    reason: str = "",
) -> tuple[str, ChangeSet]:
    """Propose that one account goes into another; a second person decides, the server does it.

    Args:
        workspace: Who proposes, where and when.
        survivor_id: The account that stays.
        loser_id: The account that goes; everything under it moves.
        taken: Fields whose value the survivor gets from the one that goes.
        reason: Why they are the same.

    Raises:
        NotFoundError: `record.unknown`, an account is not on this device.
        ValidationError: `account_merge.same`.
    """
    if survivor_id == loser_id:
        raise ValidationError("account_merge.same")
    with workspace.store.unit_of_work() as work:
        for account_id in (survivor_id, loser_id):
            work.need("account", account_id)
        fields = {
            "account_id": survivor_id,
            "loser_id": loser_id,
            "taken": join_labels(tuple(taken)),
            "reason": reason or None,
            "state": PROPOSED,
        }
        merge_id = work.create("account_merge", fields, workspace.author)
        return merge_id, work.commit(workspace.author)


def decide_merge(workspace: Workspace, merge_id: str, state: str) -> ChangeSet:
    """Approve or decline a proposal of somebody else, or undo a merge that was carried out.

    Nothing moves on this device until the server has done it.

    Raises:
        NotFoundError: `record.unknown`.
        ValidationError: `account_merge.decided`, it is not at that point.
    """
    with workspace.store.unit_of_work() as work:
        merge = work.need("account_merge", merge_id)
        if merge.fields["state"] != _AFTER.get(state):
            raise ValidationError("account_merge.decided")
        work.edit("account_merge", merge_id, {"state": state}, workspace.author)
        return work.commit(workspace.author)
