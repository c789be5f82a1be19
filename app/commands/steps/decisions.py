"""Steps of what one proposes and another decides, as the pages of the records offer them."""

from __future__ import annotations

from functools import partial

from app.commands.credit.decisions import decide, lift_blacklisting, note_appeal
from app.commands.steps.records import Fields, RecordStep, StepSubject
from app.domain.changes import ChangeSet
from app.domain.decided_records import LIVES
from app.domain.life import Step
from app.domain.policy import Action, may
from app.workspace import Workspace

_BARRING = "blacklist_entry"


def _is_ahead(step: Step, subject: StepSubject) -> bool:
    return subject.fields.get("state") in step.sources


def _refusal(entity: str, step: Step, subject: StepSubject) -> str:
    """Return the code of the sentence why this person does not take a step; empty if so."""
    life = LIVES[entity]
    if not subject.roles & step.roles:
        return f"{life.code}.step.role"
    if subject.fields.get(life.author) == subject.user_id:
        return f"{life.code}.step.author"
    if subject.owner_id and subject.owner_id == subject.user_id:
        return f"{life.code}.step.seller"
    return ""


def _run(entity: str, step: Step, workspace: Workspace, record_id: str, said: Fields) -> ChangeSet:
    if step.name == "lift":
        return lift_blacklisting(workspace, record_id, reason=str(said.get("lift_reason") or ""))
    is_approved = step.name == "approve"
    decision = str(said.get("decision") or "")
    return decide(workspace, entity, record_id, is_approved=is_approved, decision=decision)


def _step(entity: str, step: Step) -> RecordStep:
    field = "lift_reason" if step.name == "lift" else "decision"
    return RecordStep(
        key=step.name,
        is_open=partial(_is_ahead, step),
        refusal=partial(_refusal, entity, step),
        run=partial(_run, entity, step),
        asks=(field,),
        needs=frozenset({field}) & frozenset(step.needs),
        danger=step.name != "approve" or entity == _BARRING,
    )


def _may_appeal(subject: StepSubject) -> bool:
    if subject.fields.get("state") != "approved":
        return False
    if subject.user is None:
        return True
    context = {**subject.fields, "account_owner_id": subject.owner_id}
    context["account_sector_id"] = subject.user.sector_id
    return may(subject.user, Action.UPDATE, _BARRING, context, "appeal")


APPEAL = RecordStep(
    key="appeal",
    is_open=_may_appeal,
    run=lambda workspace, record_id, said: note_appeal(
        workspace, record_id, appeal=str(said.get("appeal") or "")
    ),
    asks=("appeal",),
    needs=frozenset({"appeal"}),
)


def decision_steps(entity: str) -> tuple[RecordStep, ...]:
    """Return the steps of the records of an entity that somebody decides about."""
    return tuple(_step(entity, step) for step in LIVES[entity].steps)
