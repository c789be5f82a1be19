"""Commands that write contract texts: begin, save, make the next version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.changes import ChangeSet
from app.domain.contracts.texts.life import BLOCK, TEMPLATE
from app.domain.contracts.texts.remarks import Remarks, write_remarks
from app.domain.contracts.texts.text import TemplateText, read_template_text
from app.domain.contracts.texts.versions import as_next_version, listed_fields, next_number
from app.domain.fields import FieldValue
from app.domain.schema import join_labels, split_labels
from app.store.reads.contracts.templates import (
    BLOCK_DRAFT,
    TEMPLATE_DRAFT,
    versions_of_code,
)
from app.store.records import Record
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

DRAFTS = {TEMPLATE: TEMPLATE_DRAFT, BLOCK: BLOCK_DRAFT}


def create_template(
    workspace: Workspace, text: TemplateText, remarks: Remarks | None = None
) -> tuple[str, ChangeSet]:
    """Begin a contract text as the user's own draft.

    Raises:
        NotAllowedError: The user does not write contract texts.
        ValidationError: The text is out of bounds or unsafe.
    """
    with workspace.store.unit_of_work() as work:
        made = _create_template(workspace, work, text, write_remarks(remarks or Remarks()))
        return made, work.commit(workspace.author)


def make_next_version(workspace: Workspace, template_id: str) -> tuple[str, ChangeSet]:
    """Begin the next version of a text as a draft; contracts keep the version they stand on.

    Raises:
        NotFoundError: The version is not on this device.
        NotAllowedError: The user does not write contract texts.
    """
    with workspace.store.unit_of_work() as work:
        old = work.need(TEMPLATE, template_id)
        made = create_next(workspace, work, old, text_of(old))
        return made, work.commit(workspace.author)


def save_text(
    workspace: Workspace, template_id: str, text: TemplateText, remarks: Remarks
) -> ChangeSet:
    """Keep a draft's text for everybody; what was typed on this device only is no longer needed.

    A version that waits for approval is taken back by it.

    Raises:
        NotFoundError: The version is not on this device.
        NotAllowedError: It is no draft any more, or the user does not write contract texts.
        ValidationError: The text is out of bounds or unsafe.
    """
    body, library = text.body_text(), text.library_text()
    fields: dict[str, FieldValue] = {**listed_fields(text), "body": body, "library": library}
    fields["remarks"] = write_remarks(remarks)
    return save_version(workspace, TEMPLATE, template_id, fields)


def keep_typed_text(
    workspace: Workspace, entity: str, version_id: str, typed: Mapping[str, Any]
) -> int:
    """Keep what was typed on this device; return the moment in milliseconds."""
    now = workspace.now_milliseconds()
    with workspace.store.unit_of_work() as work:
        work.drafts.write(DRAFTS[entity], version_id, typed, now)
        work.commit()
    return now


def drop_typed_text(workspace: Workspace, entity: str, version_id: str) -> None:
    """Forget what was typed on this device and never saved."""
    with workspace.store.unit_of_work() as work:
        work.drafts.delete(DRAFTS[entity], version_id)
        work.commit()


def create_next(workspace: Workspace, work: UnitOfWork, old: Record, text: TemplateText) -> str:
    """Begin the next version of a template with a text; return its id."""
    taken = versions_of_code(work, TEMPLATE, old.fields["code"])
    next_text = as_next_version(text, next_number(str(old.fields["version"]), taken))
    remarks = old.fields["remarks"]
    return _create_template(workspace, work, next_text, remarks, previous_id=old.id)


def _create_template(
    workspace: Workspace,
    work: UnitOfWork,
    text: TemplateText,
    remarks: FieldValue,
    previous_id: str | None = None,
) -> str:
    fields = {
        **listed_fields(text),
        "body": text.body_text(),
        "library": text.library_text(),
        "remarks": remarks,
        "previous_id": previous_id,
        **begun_by(workspace),
    }
    return work.create(TEMPLATE, fields, workspace.author)


def begun_by(workspace: Workspace) -> dict[str, FieldValue]:
    """Return what the record of a new version says of its beginning."""
    user_id = workspace.user_id
    return {"state": "draft", "author_id": user_id, "edited_by": user_id}


def save_version(
    workspace: Workspace, entity: str, version_id: str, fields: Mapping[str, FieldValue]
) -> ChangeSet:
    """Keep a draft as the user wrote it; one that waits for approval is taken back by it.

    Raises:
        NotFoundError: The version is not on this device.
        NotAllowedError: It is no draft any more, or the user does not write contract texts.
    """
    with workspace.store.unit_of_work() as work:
        record = work.need(entity, version_id)
        writers = {*split_labels(record.fields["edited_by"]), workspace.user_id}
        written = {**fields, "edited_by": join_labels(writers), "submitted_at": None}
        work.edit(entity, version_id, written, workspace.author)
        work.drafts.delete(DRAFTS[entity], version_id)
        return work.commit(workspace.author)


def text_of(record: Record) -> TemplateText:
    """Return the text of a stored version."""
    return read_template_text(str(record.fields["body"]), str(record.fields["library"]))
