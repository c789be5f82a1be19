"""Commands on logs that were written: nothing in them changes, something is added."""

from __future__ import annotations

from app.domain.changes import ChangeSet
from app.domain.errors import ValidationError
from app.workspace import Workspace


def add_addendum(workspace: Workspace, visit_id: str, content: str) -> tuple[str, ChangeSet]:
    """Add to a visit log what was forgotten or wrong in it.

    Raises:
        NotFoundError: The log is not on this device.
        ValidationError: `visit_addendum.content.blank`, or a field's rule.
        NotAllowedError: The account is not the user's.

    Source: domain.md 2.12 (corrections are addenda); R155.
    """
    if not content.strip():
        raise ValidationError("visit_addendum.content.blank", field="content")
    with workspace.store.unit_of_work() as work:
        log = work.need("visit_log", visit_id)
        fields = {
            "account_id": log.fields["account_id"],
            "visit_log_id": visit_id,
            "author_id": workspace.user_id,
            "written_at": workspace.now_milliseconds(),
            "content": content.strip(),
        }
        addendum_id = work.create("visit_addendum", fields, workspace.author)
        return addendum_id, work.commit(workspace.author)
