"""Commands on the clause library: write a block, take one over, spread it into templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.commands.contracts.templates import begun_by, create_next, save_version, text_of
from app.domain.changes import ChangeSet
from app.domain.contracts.texts.block import BlockText, block_of, read_block_text, with_block
from app.domain.contracts.texts.life import BLOCK, TEMPLATE
from app.domain.contracts.texts.versions import next_number
from app.domain.errors import NotAllowedError, NotFoundError
from app.domain.fields import FieldValue
from app.store.reads.contracts.templates import versions_of_code
from app.workspace import Workspace


def save_block(
    workspace: Workspace, block_id: str, block: BlockText, named: Mapping[str, FieldValue]
) -> ChangeSet:
    """Keep the draft of a block; `named` holds what its record says, such as its name.

    Raises:
        NotFoundError: The version is not on this device.
        NotAllowedError: It is no draft any more, or the user does not write contract texts.
        ValidationError: The text is out of bounds or unsafe.
    """
    return save_version(workspace, BLOCK, block_id, {**named, "body": block.text()})


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
        text = text_of(work.need(TEMPLATE, template_id))
        block = block_of(text.library, block_id)
        if block is None:
            raise NotFoundError("record.unknown", entity=BLOCK)
        number = str(text.library.get("library_version") or "1.0.0")
        if versions_of_code(work, BLOCK, block_id):
            number = next_number(number, versions_of_code(work, BLOCK, block_id))
        fields = {**named, "code": block_id, "version": number, "body": block.text()}
        made = work.create(BLOCK, {**fields, **begun_by(workspace)}, workspace.author)
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
        made = work.create(BLOCK, {**fields, **begun_by(workspace)}, workspace.author)
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
            made.append(create_next(workspace, work, old, with_block(text_of(old), block, library)))
        return tuple(made), work.commit(workspace.author)
