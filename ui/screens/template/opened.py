"""One version that is open: as stored, as typed on this device, and how it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.commands.contracts.library_blocks import save_block
from app.commands.contracts.templates import keep_typed_text, save_text
from app.domain.changes import ChangeSet
from app.domain.contracts.texts.block import BlockText, read_block_text, review_block
from app.domain.contracts.texts.bounds import tables_of
from app.domain.contracts.texts.editing import Written
from app.domain.contracts.texts.life import BLOCK
from app.domain.contracts.texts.remarks import read_remarks, write_remarks
from app.domain.contracts.texts.review import TemplateFinding, review_text
from app.domain.contracts.texts.text import TemplateText, read_template_text
from app.domain.errors import ValidationError
from app.domain.fields import FieldValue
from app.queries.contracts.templates import VersionDetail, read_version
from app.workspace import Workspace

_BASE = "base"


@dataclass(frozen=True, slots=True)
class OpenVersion:
    """What the page stands on.

    Attributes:
        entity: Template or block.
        detail: The version as it was read.
        stored: Its words.
        typed: Words typed on this device and not saved; None without.
        was_changed: Whether somebody saved it after these were begun.
    """

    entity: str
    detail: VersionDetail
    stored: Written
    typed: Written | None
    was_changed: bool

    @property
    def is_block(self) -> bool:
        """Whether it is a block of the library."""
        return self.entity == BLOCK


def open_version(workspace: Workspace, entity: str, version_id: str) -> OpenVersion:
    """Read a version; for the store lane.

    Raises:
        NotAllowedError: It is not on this device.
        ValidationError: Its words cannot be read within their bounds.
    """
    detail = read_version(workspace, entity, version_id)
    fields, typed = detail.fields, detail.typed
    remarks = read_remarks(_words(fields["remarks"]))
    if entity == BLOCK:
        text = _as_text(read_block_text(str(fields["body"])), fields)
    else:
        text = read_template_text(str(fields["body"]), str(fields["library"]))
    was_changed = typed is not None and typed.get(_BASE) not in {None, detail.read}
    return OpenVersion(entity, detail, Written(text, remarks), _typed(typed), was_changed)


def keep_typed(workspace: Workspace, opened: OpenVersion, written: Written) -> int:
    """Keep what was typed on this device; return when."""
    text = written.text
    typed = {
        "body": text.body_text(),
        "library": text.library_text(),
        "remarks": write_remarks(written.remarks),
        _BASE: opened.detail.read,
    }
    return keep_typed_text(workspace, opened.entity, opened.detail.id, typed)


def save_version(workspace: Workspace, opened: OpenVersion, written: Written) -> ChangeSet:
    """Save words for everybody.

    Raises:
        DomainError: See `save_text` and `save_block`.
    """
    if not opened.is_block:
        return save_text(workspace, opened.detail.id, written.text, written.remarks)
    header = written.text.header
    named: dict[str, FieldValue] = {
        "name": str(header.get("name_zh") or "").strip() or "…",
        "name_en": str(header.get("name_en") or "").strip() or None,
        "version": str(header.get("version") or "").strip() or "…",
        "clause_group": _number(header.get("group")),
        "remarks": write_remarks(written.remarks),
    }
    block_id = str(opened.detail.fields["code"])
    block = BlockText(block_id, written.text.library)
    return save_block(workspace, opened.detail.id, block, named)


def review(opened: OpenVersion, written: Written) -> tuple[TemplateFinding, ...]:
    """Return what is wrong with words; pure, for any thread."""
    if not opened.is_block:
        return review_text(written.text, written.remarks)
    block = BlockText(str(opened.detail.fields["code"]), written.text.library)
    return review_block(block, written.remarks)


def _as_text(block: BlockText, fields: Mapping[str, FieldValue]) -> TemplateText:
    """Return a block in the form of a text whose head holds what its record says."""
    text = block.as_template()
    named = {
        "name_zh": fields["name"] or "",
        "name_en": fields["name_en"] or "",
        "version": fields["version"] or "",
        "group": fields["clause_group"] or 0,
    }
    return text.with_header(**named)


def _typed(typed: Mapping[str, Any] | None) -> Written | None:
    """Return what was typed; nothing when the draft is damaged beyond reading."""
    if typed is None:
        return None
    try:
        text = read_template_text(str(typed.get("body")), str(typed.get("library")))
        remarks = read_remarks(_words(typed.get("remarks")))
    except ValidationError:
        return None
    return Written(text, remarks)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _words(value: object) -> str | None:
    return value if isinstance(value, str) else None


def block_ids(text: TemplateText) -> tuple[str, ...]:
    """Return the ids of the blocks in a text's own library."""
    return tuple(str(each.get("id")) for each in tables_of(text.library, "block"))
