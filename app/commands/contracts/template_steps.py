"""Commands that move a contract text or library block on: submit, decide, end, throw away."""

from __future__ import annotations

from collections.abc import Mapping

from app.commands.contracts.templates import DRAFTS
from app.domain.changes import ChangeSet
from app.domain.errors import NotAllowedError
from app.domain.fields import FieldValue
from app.store.reads.contracts.templates import version_is_taken
from app.store.records import Record
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace


def submit_version(workspace: Workspace, entity: str, version_id: str) -> ChangeSet:
    """Let a draft wait for finance.

    Raises:
        NotAllowedError: `template.review.open` while something is wrong with it,
            `template.version.taken`, or the user may not.
    """
    with workspace.store.unit_of_work() as work:
        record = work.need(entity, version_id)
        _check_number(work, record)
        moment = workspace.now_milliseconds()
        work.edit(entity, version_id, {"submitted_at": moment}, workspace.author)
        return work.commit(workspace.author)


def take_back(workspace: Workspace, entity: str, version_id: str) -> ChangeSet:
    """Go on writing a draft that waits for finance.

    Raises:
        NotAllowedError: It is no draft any more, or the user may not.
    """
    return _edit(workspace, entity, version_id, {"submitted_at": None})


def send_back(workspace: Workspace, entity: str, version_id: str, reason: str) -> ChangeSet:
    """Return a draft to its authors.

    Raises:
        NotAllowedError: Without a reason, or the user may not decide.
    """
    changes: dict[str, FieldValue] = {"submitted_at": None}
    changes["review_note"] = reason.strip() or None
    return _edit(workspace, entity, version_id, changes)


def approve_version(workspace: Workspace, entity: str, version_id: str, read: str) -> ChangeSet:
    """Approve the words that the user has read.

    Args:
        workspace: Who approves.
        entity: Template or block.
        version_id: The version.
        read: `text_fingerprint` of what was shown.

    Raises:
        NotAllowedError: As `check_template_edit`; `template.version.taken`.

    Source: domain.md 5.2 row "template", 5.4.
    """
    with workspace.store.unit_of_work() as work:
        record = work.need(entity, version_id)
        _check_number(work, record)
        fields = {
            "state": "approved",
            "approved_by": workspace.user_id,
            "approved_at": workspace.now_milliseconds(),
            "fingerprint": read,
        }
        work.edit(entity, version_id, fields, workspace.author)
        return work.commit(workspace.author)


def withdraw_version(workspace: Workspace, entity: str, version_id: str, reason: str) -> ChangeSet:
    """End an approved version: no new contract begins with it, sent ones stand.

    Raises:
        NotAllowedError: Without a reason, or the user may not.
    """
    fields: dict[str, FieldValue] = {
        "state": "withdrawn",
        "withdrawn_by": workspace.user_id,
        "withdrawn_at": workspace.now_milliseconds(),
        "withdraw_reason": reason.strip() or None,
    }
    return _edit(workspace, entity, version_id, fields)


def delete_version(workspace: Workspace, entity: str, version_id: str) -> ChangeSet:
    """Throw a draft away.

    Raises:
        NotAllowedError: It was approved, or the user may not.
    """
    with workspace.store.unit_of_work() as work:
        work.delete(entity, version_id, workspace.author)
        work.drafts.delete(DRAFTS[entity], version_id)
        return work.commit(workspace.author)


def _edit(
    workspace: Workspace, entity: str, version_id: str, fields: Mapping[str, FieldValue]
) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        work.edit(entity, version_id, fields, workspace.author)
        return work.commit(workspace.author)


def _check_number(work: UnitOfWork, record: Record) -> None:
    if version_is_taken(work, record.entity, dict(record.fields), record.id):
        raise NotAllowedError("template.version.taken", version=record.fields["version"])
