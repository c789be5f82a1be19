"""Commands on promises given to an account."""

from __future__ import annotations

import datetime as dt

from app.domain.accounts.commitments import commitment_faults
from app.domain.changes import ChangeSet
from app.domain.faults import refuse_first
from app.workspace import Workspace


def add_commitment(
    workspace: Workspace,
    account_id: str,
    *,
    content: str,
    due_on: dt.date,
    contact_id: str = "",
) -> tuple[str, ChangeSet]:
    """Note a promise given outside a visit, by phone for instance.

    Raises:
        ValidationError: `commitment.content.blank`, `commitment.due.past`, or a field's rule.
        NotFoundError: The account is not on this device.
    """
    refuse_first(commitment_faults(content=content, due_on=due_on, made_on=workspace.today()))
    with workspace.store.unit_of_work() as work:
        work.need("account", account_id)
        fields = {
            "account_id": account_id,
            "owner_id": workspace.user_id,
            "contact_id": contact_id,
            "content": content.strip(),
            "due_on": due_on.isoformat(),
            "state": "open",
        }
        commitment_id = work.create("commitment", fields, workspace.author)
        return commitment_id, work.commit(workspace.author)


def keep_commitment(workspace: Workspace, commitment_id: str) -> ChangeSet:
    """Note that a promise was kept today.

    Raises:
        NotFoundError: The promise is not on this device.
    """
    kept_on = workspace.today().isoformat()
    return _set(workspace, commitment_id, {"state": "kept", "kept_on": kept_on})


def withdraw_commitment(workspace: Workspace, commitment_id: str) -> ChangeSet:
    """Note that the account no longer wants what was promised; it counts nowhere.

    Raises:
        NotFoundError: The promise is not on this device.
    """
    return _set(workspace, commitment_id, {"state": "withdrawn", "kept_on": None})


def reopen_commitment(workspace: Workspace, commitment_id: str) -> ChangeSet:
    """Take "kept" or "withdrawn" back.

    Raises:
        NotFoundError: The promise is not on this device.
    """
    return _set(workspace, commitment_id, {"state": "open", "kept_on": None})


def _set(workspace: Workspace, commitment_id: str, fields: dict[str, object]) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        work.edit("commitment", commitment_id, fields, workspace.author)
        return work.commit(workspace.author)
