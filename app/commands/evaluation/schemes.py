"""Writes evaluation schemes, and decides about them: draft, approve, drop, withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.analysis.scheme_reading import SchemeBook
from app.domain.changes import ChangeSet
from app.domain.evaluation.drafts import SchemeDraft, draft_faults, spell_scheme
from app.domain.evaluation.schemes import SCHEME_LIFE
from app.domain.faults import refuse_first
from app.workspace import Workspace

_SCHEME = "evaluation_scheme"


@dataclass(frozen=True, slots=True)
class SchemeOrigin:
    """What a draft was made from.

    Attributes:
        record_id: The draft that is changed; empty for a new one.
        book: Criteria and words that it began with; None for an empty one.
        shown: By code, the words that they were shown by.
    """

    record_id: str = ""
    book: SchemeBook | None = None
    shown: Mapping[str, str] = field(default_factory=dict)


def save_scheme(
    workspace: Workspace, draft: SchemeDraft, origin: SchemeOrigin
) -> tuple[str, ChangeSet]:
    """Keep a scheme as a draft; it counts when somebody else approved it.

    Raises:
        ValidationError: As `scheme_drafts.draft_faults`, with the `field`.
        NotFoundError: The draft is not on this device any more.
        NotAllowedError: The user may not write schemes, or it was approved meanwhile.

    Source: domain.md 2.3, 3.17, 5.4; R041.
    """
    refuse_first(draft_faults(draft))
    fields = {
        "name": draft.name.strip(),
        "version": draft.version.strip(),
        "valid_from_on": draft.valid_from_on or None,
        "body": spell_scheme(draft, origin.book, origin.shown),
    }
    with workspace.store.unit_of_work() as work:
        record_id = origin.record_id
        if record_id:
            work.edit(_SCHEME, record_id, fields, workspace.author)
        else:
            begun = {"state": SCHEME_LIFE.first, "maker_id": workspace.user_id}
            record_id = work.create(_SCHEME, {**fields, **begun}, workspace.author)
        return record_id, work.commit(workspace.author)


def move_scheme(workspace: Workspace, record_id: str, step: str) -> ChangeSet:
    """Take a step about a scheme: "approve", "drop" or "withdraw".

    Raises:
        NotFoundError: It is not on this device.
        NotAllowedError: As `Life.check_step`: nobody approves what he made.
    """
    target = next(each.target for each in SCHEME_LIFE.steps if each.name == step)
    fields = {"state": target}
    if step == "approve":
        fields["approver_id"] = workspace.user_id
    with workspace.store.unit_of_work() as work:
        work.edit(_SCHEME, record_id, fields, workspace.author)
        return work.commit(workspace.author)
