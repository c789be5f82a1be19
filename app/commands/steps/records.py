"""What can be done with a record besides editing: steps of its life, each by its own command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from app.commands.accounts.commitments import keep_commitment, withdraw_commitment
from app.commands.credit.limits import clear_red_flags, decide_limit, move_limit
from app.commands.visits.field_notes import answer_need, finish_task, hand_over_need, withdraw_task
from app.domain.changes import ChangeSet
from app.domain.credit import limit_life
from app.domain.fields import FieldValue
from app.domain.policy import Action, Actor, may
from app.domain.policy_terms import Role
from app.workspace import Workspace

Fields = Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class StepSubject:
    """The record that a step is offered for.

    Attributes:
        fields: What stands in it.
        user: Who asks; None when the device does not know the roles.
        user_id: Of who asks.
        owner_id: Who has its account; empty when there is none.
    """

    fields: Fields
    user: Actor | None
    user_id: str
    owner_id: str = ""

    @property
    def roles(self) -> frozenset[Role]:
        """What who asks is."""
        return self.user.roles if self.user else frozenset(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStep:
    """One thing to do.

    Attributes:
        key: Permanent name; the screen's words are those of `step.<entity>.<key>`.
        is_open: Whether it is offered.
        run: Does it to the record of an id, with the values of `asks`.
        asks: Fields of the record that are asked for first.
        needs: Those of them that must not be blank.
        danger: It cannot be taken back and takes something away.
        refusal: Code of the sentence why this person cannot take an open step; empty when so.
        place: Where it is taken instead of here, as the screens know it; `run` is never asked then.
    """

    key: str
    is_open: Callable[[StepSubject], bool]
    run: Callable[[Workspace, str, Fields], ChangeSet]
    asks: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    danger: bool = False
    refusal: Callable[[StepSubject], str] = lambda _subject: ""
    place: str = ""


def _may_update(subject: StepSubject, entity: str, field: str) -> bool:
    if subject.user is None:
        return True
    record = {
        **subject.fields,
        "account_owner_id": subject.owner_id,
        "account_sector_id": subject.user.sector_id,
    }
    return may(subject.user, Action.UPDATE, entity, record, field)


def _limit_is_open(step: limit_life.LimitStep, subject: StepSubject) -> bool:
    if subject.fields.get("state") not in step.sources or not subject.roles & step.roles:
        return False
    if step.action is not Action.APPROVE:
        return True
    return subject.user_id not in {subject.fields.get("proposed_by"), subject.owner_id}


def _run_limit(
    step: limit_life.LimitStep, workspace: Workspace, limit_id: str, said: Fields
) -> ChangeSet:
    decision = str(said.get("decision") or "")
    if step.action is Action.APPROVE:
        is_approved = step.target == "approved"
        return decide_limit(workspace, limit_id, is_approved=is_approved, decision=decision)
    return move_limit(workspace, limit_id, step.target, decision=decision)


LIMIT_STEPS = tuple(
    RecordStep(
        key=step.name,
        is_open=partial(_limit_is_open, step),
        run=partial(_run_limit, step),
        asks=("decision",),
        needs=frozenset({"decision"}) if step.needs_reason else frozenset(),
        danger=step.needs_reason,
    )
    for step in limit_life.LIMIT_STEPS
)

CLEAR_FLAGS = RecordStep(
    key="clear",
    is_open=lambda subject: (
        not subject.fields.get("is_cleared") and _may_update(subject, "red_flag", "is_cleared")
    ),
    run=lambda workspace, record_id, said: clear_red_flags(
        workspace, record_id, remark=str(said.get("remark") or "")
    ),
    asks=("remark",),
    needs=frozenset({"remark"}),
)


def _is_open_promise(subject: StepSubject) -> bool:
    is_open = subject.fields.get("state") == "open"
    return is_open and _may_update(subject, "commitment", "state")


NEED_STEPS = (
    RecordStep(
        key="hand_over",
        is_open=lambda subject: (
            subject.fields.get("state") == "noted"
            and _may_update(subject, "customer_need", "state")
        ),
        run=lambda workspace, record_id, said: hand_over_need(
            workspace, record_id, handed_to=str(said.get("handed_to") or "")
        ),
        asks=("handed_to",),
        needs=frozenset({"handed_to"}),
    ),
    RecordStep(
        key="answer",
        is_open=lambda subject: (
            subject.fields.get("state") in {"noted", "handed_over"}
            and _may_update(subject, "customer_need", "state")
        ),
        run=lambda workspace, record_id, said: answer_need(
            workspace, record_id, answer=str(said.get("answer") or "")
        ),
        asks=("answer",),
        needs=frozenset({"answer"}),
    ),
)

TASK_STEPS = (
    RecordStep(
        key="finish",
        is_open=lambda subject: (
            subject.fields.get("state") == "open"
            and subject.user_id in {subject.fields.get("assignee_id"), subject.owner_id}
        ),
        run=lambda workspace, record_id, said: finish_task(
            workspace, record_id, answer=str(said.get("answer") or "")
        ),
        asks=("answer",),
    ),
    RecordStep(
        key="withdraw",
        is_open=lambda subject: (
            subject.fields.get("state") == "open"
            and subject.user_id == subject.fields.get("given_by")
        ),
        run=lambda workspace, record_id, _said: withdraw_task(workspace, record_id),
        danger=True,
    ),
)

COMMITMENT_STEPS = (
    RecordStep(
        key="keep",
        is_open=_is_open_promise,
        run=lambda workspace, record_id, _said: keep_commitment(workspace, record_id),
    ),
    RecordStep(
        key="withdraw",
        is_open=_is_open_promise,
        run=lambda workspace, record_id, _said: withdraw_commitment(workspace, record_id),
        danger=True,
    ),
)
