"""Questions about the evaluation schemes themselves: which there are, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.scheme_reading import SchemeBook, read_scheme
from app.domain.errors import ValidationError
from app.domain.evaluation.schemes import SCHEME_LIFE
from app.domain.policy import Action, Actor, may
from app.queries.evaluation.evaluating import OWN_SCHEME
from app.store.reads.accounts.evaluations import SchemeRecord, list_scheme_records
from app.store.rights import Rights
from app.workspace import Workspace

__all__ = ["OWN_SCHEME", "SchemeEntry", "SchemePage", "SchemeRecord", "read_scheme_page"]

_SCHEME = "evaluation_scheme"


@dataclass(frozen=True, slots=True)
class SchemeEntry:
    """One scheme.

    Attributes:
        record: As it is stored.
        book: Criteria and words; None where they cannot be read.
        steps: What the user may do with it: "approve", "drop", "withdraw".
        may_edit: Whether the user may change it.
    """

    record: SchemeRecord
    book: SchemeBook | None
    steps: tuple[str, ...]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class SchemePage:
    """All schemes.

    Attributes:
        entries: Drafts first, then by their first day, the latest first.
        may_write: Whether the user may write new ones.
    """

    entries: tuple[SchemeEntry, ...]
    may_write: bool


def read_scheme_page(workspace: Workspace) -> SchemePage:
    """Return every scheme; without known roles the server judges."""
    with workspace.store.snapshot() as look:
        records = list_scheme_records(look)
        actor = Rights(look.connection, look.records).actor(workspace.user_id)
    entries = tuple(_entry(record, actor, workspace.user_id) for record in records)
    return SchemePage(entries, actor is None or may(actor, Action.CREATE, _SCHEME))


def _entry(record: SchemeRecord, actor: Actor | None, user_id: str) -> SchemeEntry:
    try:
        book = read_scheme(record.id, record.body)
    except ValidationError:
        book = None
    facts = {"state": record.state, "maker_id": record.maker_id or None}
    steps = tuple(
        step.name
        for step in SCHEME_LIFE.steps
        if record.state in step.sources
        and (step.action is not Action.APPROVE or record.maker_id != user_id)
        and (step.name != "approve" or record.valid_from_on)
        and (
            actor is None
            or (actor.roles & step.roles and may(actor, step.action, _SCHEME, facts, "state"))
        )
    )
    is_draft = record.state == SCHEME_LIFE.first
    may_edit = is_draft and (actor is None or may(actor, Action.UPDATE, _SCHEME, facts, "body"))
    return SchemeEntry(record, book, steps, may_edit)
