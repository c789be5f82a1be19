"""Keeps money that came in outside a visit: through a bank only into a designated account."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.changes import ChangeSet
from app.domain.errors import ValidationError
from app.domain.fields import FieldValue
from app.domain.visits.faults import goes_astray
from app.store.reads.visits.sheet import list_designated
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

Fields = Mapping[str, FieldValue]
_ENTITY = "collection"


def save_collection(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Keep a payment.

    Raises:
        NotFoundError: The account is not on this device.
        NotAllowedError: The user may not.
        ValidationError: `collection.account.not_designated`, or a field's rule.

    Source: domain.md 2.6; R058.
    """
    with workspace.store.unit_of_work() as work:
        work.need("account", str(fields.get("account_id")))
        _check_account(work, fields)
        begun = {"collected_by": workspace.user_id, **fields}
        record_id = work.create(_ENTITY, begun, workspace.author)
        return record_id, work.commit(workspace.author)


def _check_account(work: UnitOfWork, fields: Fields) -> None:
    named = {one.id for one in list_designated(work, str(fields["account_id"]))}
    chosen = str(fields.get("designated_account_id") or "")
    if goes_astray(str(fields.get("means") or ""), chosen, named):
        raise ValidationError("collection.account.not_designated", field="designated_account_id")
