"""Commands on contract texts and library blocks: write, submit, approve, end, make the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.changes import ChangeSet
from app.domain.contracts.texts.block import BlockText, block_of, read_block_text, with_block
from app.domain.contracts.texts.life import BLOCK, TEMPLATE
from app.domain.contracts.texts.remarks import Remarks, write_remarks
from app.domain.contracts.texts.text import TemplateText, read_template_text
from app.domain.contracts.texts.versions import as_next_version, listed_fields, next_number
from app.domain.errors import NotAllowedError, NotFoundError
from app.domain.fields import FieldValue
from app.domain.schema import join_labels, split_labels
from app.store.reads.contracts.templates import (
    BLOCK_DRAFT,
    TEMPLATE_DRAFT,
    version_is_taken,
    versions_of_code,
)
from app.store.records import Record
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

_DRAFTS = {TEMPLATE: TEMPLATE_DRAFT, BLOCK: BLOCK_DRAFT}


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
        made = _create_next(workspace, work, old, _text_of(old))
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
    return _save(workspace, TEMPLATE, template_id, fields)


def save_block(
    workspace: Workspace, block_id: str, block: BlockText, named: Mapping[str, FieldValue]
) -> ChangeSet:
    """Keep the draft of a block; `named` holds what its record says, such as its name.

    Raises:
        NotFoundError: The version is not on this device.
        NotAllowedError: It is no draft any more, or the user does not write contract texts.
        ValidationError: The text is out of bounds or unsafe.
    """
    return _save(workspace, BLOCK, block_id, {**named, "body": block.text()})


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
        work.drafts.delete(_DRAFTS[entity], version_id)
        return work.commit(workspace.author)


def keep_typed_text(
    workspace: Workspace, entity: str, version_id: str, typed: Mapping[str, Any]
) -> int:
    """Keep what was typed on this device; return the moment in milliseconds."""
    now = workspace.now_milliseconds()
    with workspace.store.unit_of_work() as work:
        work.drafts.write(_DRAFTS[entity], version_id, typed, now)
        work.commit()
    return now


def drop_typed_text(workspace: Workspace, entity: str, version_id: str) -> None:
    """Forget what was typed on this device and never saved."""
    with workspace.store.unit_of_work() as work:
        work.drafts.delete(_DRAFTS[entity], version_id)
        work.commit()


def take_block(
    workspace: Workspace, template_id: str, block_id: str, named: Mapping[str, FieldValue]
) -> tuple[str, ChangeSet]:
    """Put a block of a template's own library into the library of the house, as a draft.

    Args:
        workspace: Who does it.
        template_id: The template.
        block_id: The block's name in it.
        named: `name`, `name_en` and `clause_group`.

    Raises:
        NotFoundError: The template is not here, or has no such block.
        NotAllowedError: The user does not write contract texts.
    """
    with workspace.store.unit_of_work() as work:
        text = _text_of(work.need(TEMPLATE, template_id))
        block = block_of(text.library, block_id)
        if block is None:
            raise NotFoundError("record.unknown", entity=BLOCK)
        number = str(text.library.get("library_version") or "1.0.0")
        if versions_of_code(work, BLOCK, block_id):
            number = next_number(number, versions_of_code(work, BLOCK, block_id))
        fields = {**named, "code": block_id, "version": number, "body": block.text()}
        made = work.create(BLOCK, {**fields, **_begun(workspace)}, workspace.author)
        return made, work.commit(workspace.author)


def make_next_block(workspace: Workspace, version_id: str) -> tuple[str, ChangeSet]:
    """Begin the next version of a block as a draft.

    Raises:
        NotFoundError: The version is not on this device.
        NotAllowedError: The user does not write contract texts.
    """
    with workspace.store.unit_of_work() as work:
        old = work.need(BLOCK, version_id)
        kept = ("code", "clause_group", "name", "name_en", "body")
        taken = versions_of_code(work, BLOCK, old.fields["code"])
        fields = {
            **{name: old.fields[name] for name in kept},
            "version": next_number(str(old.fields["version"]), taken),
            "previous_id": version_id,
        }
        made = work.create(BLOCK, {**fields, **_begun(workspace)}, workspace.author)
        return made, work.commit(workspace.author)


def spread_block(
    workspace: Workspace, version_id: str, template_ids: Sequence[str]
) -> tuple[tuple[str, ...], ChangeSet]:
    """Begin the next version of templates with a block as it is now; all or none.

    Raises:
        NotFoundError: The block or a template is not on this device.
        NotAllowedError: The block is not approved, `template.block.not_approved`; or the user does
            not write contract texts.
    """
    with workspace.store.unit_of_work() as work:
        record = work.need(BLOCK, version_id)
        if record.fields["state"] != "approved":
            raise NotAllowedError("template.block.not_approved")
        block = read_block_text(str(record.fields["body"]))
        made = []
        for template_id in template_ids:
            old = work.need(TEMPLATE, template_id)
            library = next_number(str(old.fields["library_version"]), ())
            made.append(
                _create_next(workspace, work, old, with_block(_text_of(old), block, library))
            )
        return tuple(made), work.commit(workspace.author)


def _create_next(workspace: Workspace, work: UnitOfWork, old: Record, text: TemplateText) -> str:
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
        **_begun(workspace),
    }
    return work.create(TEMPLATE, fields, workspace.author)


def _begun(workspace: Workspace) -> dict[str, FieldValue]:
    user_id = workspace.user_id
    return {"state": "draft", "author_id": user_id, "edited_by": user_id}


def _save(
    workspace: Workspace, entity: str, version_id: str, fields: Mapping[str, FieldValue]
) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        record = work.need(entity, version_id)
        writers = {*split_labels(record.fields["edited_by"]), workspace.user_id}
        written = {**fields, "edited_by": join_labels(writers), "submitted_at": None}
        work.edit(entity, version_id, written, workspace.author)
        work.drafts.delete(_DRAFTS[entity], version_id)
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


def _text_of(record: Record) -> TemplateText:
    return read_template_text(str(record.fields["body"]), str(record.fields["library"]))
