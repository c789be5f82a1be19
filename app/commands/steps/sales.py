"""Steps of plans of a month and of trips, as the pages of their records offer them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial

from app.commands.sales.plans import agree_plan, approve_plan, reopen_plan
from app.commands.steps.records import Fields, RecordStep, StepSubject
from app.commands.visits.trips import gather_stops, move_trip, plan_trip
from app.domain.changes import ChangeSet
from app.domain.errors import NotFoundError
from app.domain.life import Life, Step
from app.domain.policy import Action, may
from app.domain.sales.plans import PLAN_LIFE
from app.domain.schema import ENTITIES
from app.domain.visits.trips import TRIP_LIFE
from app.workspace import Workspace

_PLAN, _TRIP = "sales_plan", "trip"
_UNFINISHED = frozenset({"planned", "approved", "under_way"})
_ACCOUNT = "account_id"

OfMonth = Callable[[Workspace, str, str], ChangeSet]


def _is_open(entity: str, life: Life, step: Step, subject: StepSubject) -> bool:
    """Return whether a step is offered: by state, by role, by the policy, never on one's own."""
    if subject.fields.get("state") not in step.sources or not subject.roles & step.roles:
        return False
    own = {subject.fields.get(life.author)}
    if _ACCOUNT in ENTITIES[entity].fields:
        own.add(subject.owner_id)
    is_own = subject.user_id in own
    if is_own and step.action in {Action.APPROVE, Action.ASSIGN}:
        return False
    return _is_granted(entity, step.action, subject)


def _is_granted(entity: str, action: Action, subject: StepSubject) -> bool:
    user = subject.user
    if user is None:
        return True
    record = dict(subject.fields)
    if _ACCOUNT in ENTITIES[entity].fields:
        record["account_owner_id"] = subject.owner_id
        record["account_sector_id"] = user.sector_id
    return may(user, action, entity, record, "state")


def _run_plan(act: OfMonth, workspace: Workspace, plan_id: str, _said: Fields) -> ChangeSet:
    """Take the step with every target of the same dealer and month: they are one plan."""
    with workspace.store.snapshot() as look:
        plan = look.records.read(_PLAN, plan_id)
    if plan is None:
        raise NotFoundError("record.unknown", entity=_PLAN)
    return act(workspace, str(plan.fields[_ACCOUNT]), str(plan.fields["month"]))


def save_trip(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Plan a trip from plain fields; see `trips.plan_trip`."""
    today = workspace.today().isoformat()
    first, last = (
        dt.date.fromisoformat(str(fields.get(name) or today)) for name in ("from_on", "to_on")
    )
    area, remark = (str(fields.get(name) or "") for name in ("area", "remark"))
    return plan_trip(workspace, first, last, area=area, remark=remark)


def _run_trip(target: str, workspace: Workspace, trip_id: str, _said: Fields) -> ChangeSet:
    return move_trip(workspace, trip_id, target)


_PLAN_COMMANDS: Mapping[str, OfMonth] = {
    "agree": agree_plan,
    "reopen": reopen_plan,
    "approve": approve_plan,
    "return": reopen_plan,
}

PLAN_STEPS = tuple(
    RecordStep(
        key=step.name,
        is_open=partial(_is_open, _PLAN, PLAN_LIFE, step),
        run=partial(_run_plan, _PLAN_COMMANDS[step.name]),
    )
    for step in PLAN_LIFE.steps
    if step.name in _PLAN_COMMANDS
)

TRIP_STEPS = tuple(
    RecordStep(
        key=step.name,
        is_open=partial(_is_open, _TRIP, TRIP_LIFE, step),
        run=partial(_run_trip, step.target),
    )
    for step in TRIP_LIFE.steps
)

GATHER_STOPS = RecordStep(
    key="gather",
    is_open=lambda subject: (
        subject.fields.get("state") in _UNFINISHED
        and subject.fields.get("owner_id") == subject.user_id
    ),
    run=lambda workspace, trip_id, _said: gather_stops(workspace, trip_id),
)
"""Makes every visit that is planned for the days of a trip one of its stops."""
