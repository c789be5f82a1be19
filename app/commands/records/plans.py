"""Targets of a month and planned visits as forms of any record write them, by their own rules."""

from __future__ import annotations

from collections.abc import Mapping

from app.commands.visits.trips import check_stop
from app.domain.changes import ChangeSet
from app.domain.errors import ValidationError
from app.domain.fields import FieldValue
from app.domain.sales.plans import PlanLine, plan_faults, read_schedule
from app.store.reads.sales.month import list_month_plans
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

_PLAN = "sales_plan"
_OF_THE_TARGET = frozenset(
    {"month", "amount_minor", "quantity", "product_id", "kind", "specification", "schedule"}
)
_GONE = "replaced"
Fields = Mapping[str, FieldValue]


def save_plan_line(workspace: Workspace, fields: Fields) -> tuple[str, ChangeSet]:
    """Write one target of a month's plan, judged beside the others of its dealer and month.

    Raises:
        NotFoundError: The account is not on this device.
        ValidationError: As `sales_plans.plan_faults`, on the field that is wrong.
        NotAllowedError: The user may not plan for this account.

    Source: domain.md 2.9.
    """
    with workspace.store.unit_of_work() as work:
        work.need("account", str(fields.get("account_id") or ""))
        _judge(work, fields)
        begun = {"maker_id": workspace.user_id, "state": "draft", "version": 1}
        plan_id = work.create(_PLAN, {**begun, **fields}, workspace.author)
        return plan_id, work.commit(workspace.author)


def change_plan_line(workspace: Workspace, record_id: str, edits: Fields) -> ChangeSet:
    """Set fields of a target, judged as `save_plan_line` does.

    Raises:
        NotFoundError: It is not on this device.
        ValidationError: As `sales_plans.plan_faults`.
        NotAllowedError: It was agreed or approved, or is not the user's.
    """
    with workspace.store.unit_of_work() as work:
        before = work.need(_PLAN, record_id).fields
        if _OF_THE_TARGET & edits.keys():
            _judge(work, {**before, **edits}, record_id)
        work.edit(_PLAN, record_id, edits, workspace.author)
        return work.commit(workspace.author)


def change_visit_plan(workspace: Workspace, record_id: str, edits: Fields) -> ChangeSet:
    """Set fields of a planned visit; one that is a stop of a trip stays within its days.

    Raises:
        NotFoundError: The plan or the trip is not on this device.
        ValidationError: `trip.stop.outside`, or `visit_plan.day.past` for a new day.
        NotAllowedError: The plan is not the user's.
    """
    with workspace.store.unit_of_work() as work:
        whole = {**work.need("visit_plan", record_id).fields, **edits}
        day = str(whole["planned_on"])
        if "planned_on" in edits and day < workspace.today().isoformat():
            raise ValidationError("visit_plan.day.past", field="planned_on")
        if whole["trip_id"]:
            check_stop(work, str(whole["trip_id"]), day)
        work.edit("visit_plan", record_id, edits, workspace.author)
        return work.commit(workspace.author)


def _judge(work: UnitOfWork, fields: Fields, record_id: str = "") -> None:
    month = str(fields.get("month") or "")
    stored = list_month_plans(work, month, str(fields.get("account_id") or ""))
    others = [plan for plan in stored if plan.id != record_id and plan.state != _GONE]
    schedule = read_schedule(fields.get("schedule"))
    lines = [*(plan.line for plan in others), _line(fields)]
    for fault in plan_faults(lines, schedule, month=month):
        name = fault.field.rsplit(".", 1)[-1]
        raise ValidationError(fault.code, field=name, **fault.params)


def _line(fields: Fields) -> PlanLine:
    amount, quantity = fields.get("amount_minor"), fields.get("quantity")
    return PlanLine(
        amount_minor=amount if isinstance(amount, int) else 0,
        product_id=str(fields.get("product_id") or ""),
        kind=str(fields.get("kind") or ""),
        specification=str(fields.get("specification") or ""),
        quantity=quantity if isinstance(quantity, int) else None,
    )
