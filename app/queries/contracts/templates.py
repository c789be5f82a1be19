"""Questions about contract texts and the clause library, in all their versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.contracts.texts.life import BLOCK, TEMPLATE, check_template_edit
from app.domain.contracts.texts.text import text_fingerprint
from app.domain.errors import NotAllowedError
from app.domain.fields import FieldValue
from app.domain.policy import Action, Actor, may
from app.domain.schema import split_labels
from app.store.reads.contracts import templates as reads
from app.store.reads.contracts.templates import TemplateUse, VersionRow
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = [
    "LibraryPage",
    "TemplateUse",
    "TemplatesPage",
    "VersionDetail",
    "VersionRow",
    "VersionSteps",
    "list_library",
    "list_texts",
    "may_read_texts",
    "read_texts_of",
    "read_version",
]

_DRAFTS = {TEMPLATE: reads.TEMPLATE_DRAFT, BLOCK: reads.BLOCK_DRAFT}


@dataclass(frozen=True, slots=True)
class TemplatesPage:
    """All contract texts, and whether the user writes them."""

    versions: tuple[VersionRow, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """All blocks of the library, where each is used, and whether the user writes them.

    Attributes:
        uses: By the block's code.
    """

    versions: tuple[VersionRow, ...]
    uses: Mapping[str, tuple[TemplateUse, ...]]
    may_write: bool


@dataclass(frozen=True, slots=True)
class VersionSteps:
    """What the user may do with a version.

    Attributes:
        edits: Write in it.
        submits: Let it wait for approval.
        takes_back: Go on writing what waits.
        decides: Approve or send back.
        withdraws: End it.
        copies: Begin the next version.
        deletes: Throw the draft away.
        refusal: Code of the sentence why the user may not decide, for one who could.
    """

    edits: bool = False
    submits: bool = False
    takes_back: bool = False
    decides: bool = False
    withdraws: bool = False
    copies: bool = False
    deletes: bool = False
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class VersionDetail:
    """One version with its text, what was typed on this device, and its history.

    Attributes:
        id: Record id.
        fields: Of the record.
        typed: What this device keeps of it that was not saved; None without.
        steps: What the user may do.
        people: Names of colleagues by id.
        siblings: Other versions of the same text, newest first.
        uses: Of a block, the templates that take it in.
        read: Fingerprint of the stored words, for an approval.
        logo: Image of an own company for the sample paper, base64; empty for none.
    """

    id: str
    fields: Mapping[str, FieldValue]
    typed: Mapping[str, Any] | None
    steps: VersionSteps
    people: Mapping[str, str]
    siblings: tuple[VersionRow, ...]
    uses: tuple[TemplateUse, ...]
    read: str
    logo: str

    @property
    def state(self) -> str:
        """Where it stands."""
        return str(self.fields["state"])


def may_read_texts(workspace: Workspace) -> bool:
    """Return whether the user may see contract texts; where nothing is known, yes."""
    with workspace.store.snapshot() as look:
        return _may(look.rights.actor(workspace.user_id), Action.READ, TEMPLATE)


def list_texts(workspace: Workspace) -> TemplatesPage:
    """Return every version of every contract text."""
    with workspace.store.snapshot() as look:
        actor = look.rights.actor(workspace.user_id)
        is_seen = _may(actor, Action.READ, TEMPLATE)
        rows = tuple(reads.list_templates_of_all_states(look)) if is_seen else ()
        return TemplatesPage(rows, _may(actor, Action.CREATE, TEMPLATE))


def list_library(workspace: Workspace) -> LibraryPage:
    """Return every version of every block with the templates that take it in."""
    with workspace.store.snapshot() as look:
        actor = look.rights.actor(workspace.user_id)
        rows = tuple(reads.list_block_versions(look)) if _may(actor, Action.READ, BLOCK) else ()
        uses = {code: tuple(reads.template_uses(look, code)) for code in {r.code for r in rows}}
        return LibraryPage(rows, uses, _may(actor, Action.CREATE, BLOCK))


def read_texts_of(workspace: Workspace, template_id: str) -> tuple[str, str]:
    """Return body and library of a version, to compare with.

    Raises:
        NotFoundError: It is not on this device.
    """
    with workspace.store.snapshot() as look:
        fields = _need(look, TEMPLATE, template_id)
        return str(fields["body"]), str(fields["library"])


def read_version(workspace: Workspace, entity: str, version_id: str) -> VersionDetail:
    """Return a version with everything its page shows.

    Raises:
        NotAllowedError: It is not on this device; `record.not_visible`.
    """
    with workspace.store.snapshot() as look:
        fields = _need(look, entity, version_id)
        actor = look.rights.actor(workspace.user_id)
        is_block = entity == BLOCK
        rows = (
            reads.list_block_versions(look)
            if is_block
            else reads.list_templates_of_all_states(look)
        )
        people = {str(fields[name]) for name in ("author_id", "approved_by", "withdrawn_by")}
        people.update(split_labels(fields["edited_by"]))
        return VersionDetail(
            id=version_id,
            fields=fields,
            typed=look.drafts.read(_DRAFTS[entity], version_id),
            steps=_steps(actor, entity, fields),
            people={each: reads.name_of_user(look, each) for each in people},
            siblings=tuple(r for r in rows if r.code == fields["code"] and r.id != version_id),
            uses=tuple(reads.template_uses(look, str(fields["code"]))) if is_block else (),
            read=text_fingerprint(str(fields["body"]), str(fields.get("library") or "")),
            logo="" if is_block else reads.any_logo(look),
        )


def _need(look: Snapshot, entity: str, version_id: str) -> Mapping[str, FieldValue]:
    record = look.records.read(entity, version_id)
    if record is None:
        raise NotAllowedError("record.not_visible", entity=entity)
    return record.fields


def _steps(actor: Actor | None, entity: str, fields: Mapping[str, FieldValue]) -> VersionSteps:
    state, waits = fields["state"], fields["submitted_at"] is not None
    writes = _may(actor, Action.UPDATE, entity)
    decides = actor is not None and may(actor, Action.APPROVE, entity)
    is_draft, refusal = state == "draft", ""
    if decides and is_draft and waits and actor is not None:
        refusal = _refusal(actor, entity, fields)
    return VersionSteps(
        edits=writes and is_draft,
        submits=writes and is_draft and not waits,
        takes_back=writes and is_draft and waits,
        decides=decides and is_draft and waits and not refusal,
        withdraws=state == "approved" and (writes or decides),
        copies=writes and not is_draft,
        deletes=writes and is_draft,
        refusal=refusal,
    )


def _refusal(actor: Actor, entity: str, fields: Mapping[str, FieldValue]) -> str:
    """Return why this person may not even send a draft back; empty where he may."""
    try:
        check_template_edit(
            entity,
            fields,
            {"submitted_at": None, "review_note": "?"},
            user_id=actor.id,
            roles=actor.roles,
        )
    except NotAllowedError as error:
        return error.code
    return ""


def _may(actor: Actor | None, action: Action, entity: str) -> bool:
    return actor is None or may(actor, action, entity)
