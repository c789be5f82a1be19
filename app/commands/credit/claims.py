"""Commands on debts: note what keeps one alive."""

from __future__ import annotations

import datetime as dt

from app.domain.changes import ChangeSet
from app.domain.errors import NotFoundError, ValidationError
from app.workspace import Workspace


def note_debt_event(
    workspace: Workspace,
    account_id: str,
    kind: str,
    *,
    happened_on: dt.date,
    receivable_id: str = "",
    evidence: str = "",
    remark: str = "",
) -> tuple[str, ChangeSet]:
    """Keep a reminder, an acknowledgement or the like; the limitation clock begins anew with it.

    Args:
        workspace: Who, when, where.
        account_id: Who owes.
        kind: As `limitation.Interruption`.
        happened_on: Not in the future.
        receivable_id: The document it concerns; empty for everything that is owed.
        evidence: Where the proof is: number of the letter, of the parcel, of the file.
        remark: Anything else.

    Raises:
        NotFoundError: The account, or the document of this account, is not on this device.
        ValidationError: `credit.date.future`, or a field's rule.
    """
    if happened_on > workspace.today():
        raise ValidationError("credit.date.future", field="happened_on")
    with workspace.store.unit_of_work() as work:
        work.need("account", account_id)
        if receivable_id:
            document = work.need("receivable", receivable_id)
            if document.fields["account_id"] != account_id:
                raise NotFoundError("record.unknown", entity="receivable")
        fields = {
            "account_id": account_id,
            "receivable_id": receivable_id or None,
            "kind": kind,
            "happened_on": happened_on.isoformat(),
            "author_id": workspace.user_id,
            "evidence": evidence.strip() or None,
            "remark": remark.strip() or None,
        }
        event_id = work.create("debt_event", fields, workspace.author)
        return event_id, work.commit(workspace.author)
