"""Commands on logs that were written: nothing in them changes, something is put below."""

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
    return _write_below(workspace, visit_id, "visit_addendum", content)


def comment_visit(workspace: Workspace, visit_id: str, content: str) -> tuple[str, ChangeSet]:
    """Write a superior's remark below a log.

    Raises:
        NotFoundError: The log is not on this device.
        ValidationError: `visit_comment.content.blank`.
        NotAllowedError: The user leads nobody here.

    Source: domain.md 4.7, step 4; R156.
    """
    return _write_below(workspace, visit_id, "visit_comment", content)


def _write_below(
    workspace: Workspace, visit_id: str, entity: str, content: str
) -> tuple[str, ChangeSet]:
    if not content.strip():
        raise ValidationError(f"{entity}.content.blank", field="content")
    with workspace.store.unit_of_work() as work:
        log = work.need("visit_log", visit_id)
        fields = {
            "account_id": log.fields["account_id"],
            "visit_log_id": visit_id,
            "author_id": workspace.user_id,
            "written_at": workspace.now_milliseconds(),
            "content": content.strip(),
        }
        note_id = work.create(entity, fields, workspace.author)
        return note_id, work.commit(workspace.author)
