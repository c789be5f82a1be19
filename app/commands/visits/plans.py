"""Commands on planned visits: plan, move, order, not done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from app.domain.changes import ChangeSet
from app.domain.errors import ValidationError
from app.domain.schema import join_labels
from app.domain.visits.rules import SUB_DEALER_TIERS, check_plan_step
from app.store.reads.visits.plans import last_position, planned_visit
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace


def plan_visit(
    workspace: Workspace,
    account_id: str,
    planned_on: dt.date,
    *,
    starts: str = "",
    purposes: Iterable[str] = (),
    remark: str = "",
    contact_id: str = "",
) -> tuple[str, ChangeSet]:
    """Plan a visit as the last stop of a day; return its id and what was touched.

    An account that is already planned for that day is not planned twice: its plan is returned.

    Args:
        workspace: Who plans.
        account_id: The account.
        planned_on: Today or later.
        starts: "09:30", or empty when the time is open.
        purposes: Words from the list of purposes.
        remark: What to prepare.
        contact_id: Whom to meet.

    Raises:
        ValidationError: `visit_plan.day.past`, or a field breaks a rule.
        NotFoundError: The account is not on this device.
    """
    with workspace.store.unit_of_work() as work:
        fields = {
            "starts": starts,
            "purposes": join_labels(tuple(purposes)),
            "remark": remark,
            "contact_id": contact_id,
        }
        plan_id = add_plan(workspace, work, account_id, planned_on, fields)
        return plan_id, work.commit(workspace.author)


def add_plan(
    workspace: Workspace,
    work: UnitOfWork,
    account_id: str,
    planned_on: dt.date,
    fields: Mapping[str, object],
) -> str:
    """Plan a visit within a unit of work; return its id, or that of the plan already there.

    Raises:
        ValidationError: `visit_plan.day.past`, or a field breaks a rule.
        NotFoundError: The account is not on this device.
    """
    _check_day(workspace, planned_on)
    account = work.need("account", account_id).fields
    is_sub = account["tier"] in SUB_DEALER_TIERS
    user = workspace.user_id
    if there := planned_visit(work, account_id, user, planned_on):
        return there
    return work.create(
        "visit_plan",
        {
            **fields,
            "account_id": account_id,
            "owner_id": user,
            "planned_on": planned_on.isoformat(),
            "zone": workspace.zone,
            "position": last_position(work, user, planned_on) + 1,
            "kind": "sub_dealer" if is_sub else "rep",
            "state": "planned",
        },
        workspace.author,
    )


def move_visit(
    workspace: Workspace, plan_id: str, planned_on: dt.date, *, starts: str | None = None
) -> ChangeSet:
    """Move a planned visit to another day, where it becomes the last stop.

    Args:
        workspace: Who plans.
        plan_id: The plan.
        planned_on: Today or later; on its own day it keeps its place.
        starts: "09:30", empty when the time is open; None leaves it as it is.

    Raises:
        ValidationError: `visit_plan.day.past`; `visit_plan.day.taken` when the account is planned
            for that day already; `visit_plan.step` when it is done already.
        NotFoundError: The plan is not on this device.
    """
    with workspace.store.unit_of_work() as work:
        plan = work.need("visit_plan", plan_id).fields
        if plan["state"] == "done":
            raise ValidationError("visit_plan.step", state="done", new_state="planned")
        fields: dict[str, object] = {} if starts is None else {"starts": starts}
        if planned_on.isoformat() != plan["planned_on"]:
            _check_day(workspace, planned_on)
            user = workspace.user_id
            if planned_visit(work, str(plan["account_id"]), user, planned_on):
                raise ValidationError("visit_plan.day.taken", field="planned_on")
            fields["planned_on"] = planned_on.isoformat()
            fields["position"] = last_position(work, user, planned_on) + 1
        work.edit("visit_plan", plan_id, fields, workspace.author)
        return work.commit(workspace.author)


def mark_visit_not_done(workspace: Workspace, plan_id: str, reason: str) -> ChangeSet:
    """Say that a planned visit did not take place, and why.

    Raises:
        ValidationError: `visit_plan.reason.blank` or `visit_plan.step`.
        NotFoundError: The plan is not on this device.
    """
    return _step(workspace, plan_id, "not_done", reason.strip())


def replan_visit(workspace: Workspace, plan_id: str) -> ChangeSet:
    """Take "not done" back.

    Raises:
        ValidationError: `visit_plan.step`: it was not marked so.
        NotFoundError: The plan is not on this device.
    """
    return _step(workspace, plan_id, "planned", "")


def _step(workspace: Workspace, plan_id: str, new_state: str, reason: str) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        plan = work.need("visit_plan", plan_id)
        check_plan_step(str(plan.fields["state"]), new_state, not_done_reason=reason)
        fields = {"state": new_state, "not_done_reason": reason or None}
        work.edit("visit_plan", plan_id, fields, workspace.author)
        return work.commit(workspace.author)


def _check_day(workspace: Workspace, planned_on: dt.date) -> None:
    if planned_on < workspace.today():
        raise ValidationError("visit_plan.day.past", field="planned_on")
