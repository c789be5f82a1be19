"""Commands on monthly plans: write, agree, reopen, approve, give back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.changes import ChangeSet
from app.domain.errors import NotFoundError
from app.domain.faults import refuse_first
from app.domain.sales.plans import PlanLine, plan_faults, spell_schedule
from app.store.reads.sales.month import StoredPlan, list_month_plans
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

__all__ = ["PlanDraft"]

_PLAN = "sales_plan"


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What a rep writes into a month's plan of a dealer.

    Attributes:
        lines: Targets, one each; either one for everything or by product, kind, specification.
        schedule: What is to be sold by which day of the month, in minor units.
        support: What we do for it: people, vehicles, promotion.
    """

    lines: tuple[PlanLine, ...]
    schedule: Mapping[dt.date, int] = field(default_factory=dict)
    support: str = ""


def write_plan(workspace: Workspace, account_id: str, month: str, draft: PlanDraft) -> ChangeSet:
    """Write a month's plan of a dealer; it counts when it is agreed.

    What was written before is overwritten target by target, so that its history stays with it.

    Raises:
        NotFoundError: The account is not on this device.
        ValidationError: As `sales_plans.plan_faults`.
        NotAllowedError: The plan was agreed or approved (`plan.fixed`), or is not the user's.

    Source: domain.md 2.9, 4.6.
    """
    refuse_first(plan_faults(draft.lines, draft.schedule, month=month))
    with workspace.store.unit_of_work() as work:
        work.need("account", account_id)
        there = {plan.line.key: plan for plan in list_month_plans(work, month, account_id)}
        wanted = {line.key for line in draft.lines}
        gone = [plan for key, plan in there.items() if key not in wanted]
        version = max((plan.version for plan in there.values()), default=1)
        for place, line in enumerate(draft.lines):
            fields = {**_spelled(line), **_shared(draft, is_first=place == 0), "version": version}
            plan = there.get(line.key) or (gone.pop() if gone else None)
            if plan is not None:
                work.edit(_PLAN, plan.id, fields, workspace.author)
            else:
                own = {"account_id": account_id, "month": month, "state": "draft"}
                made = {**own, **fields, "maker_id": workspace.user_id}
                work.create(_PLAN, made, workspace.author)
        for plan in gone:
            work.edit(_PLAN, plan.id, {"state": "replaced"}, workspace.author)
        return work.commit(workspace.author)


def agree_plan(workspace: Workspace, account_id: str, month: str) -> ChangeSet:
    """Note that the dealer agreed today; from now on the plan counts, as its next version.

    Raises:
        NotFoundError: There is no plan; `record.unknown`.
        NotAllowedError: It is no draft, or not the user's.
    """
    with workspace.store.unit_of_work() as work:
        for plan in _plans(work, account_id, month):
            fields = {
                "state": "agreed",
                "agreed_on": workspace.today().isoformat(),
                "version": plan.version + (plan.agreed_on is not None),
            }
            work.edit(_PLAN, plan.id, fields, workspace.author)
        return work.commit(workspace.author)


def reopen_plan(workspace: Workspace, account_id: str, month: str) -> ChangeSet:
    """Open an agreed plan again; an approved one only the head gives back.

    Raises:
        NotFoundError: There is no plan; `record.unknown`.
        NotAllowedError: It was approved and the user is not the head.
    """
    return _move(workspace, account_id, month, {"state": "draft"})


def approve_plan(workspace: Workspace, account_id: str, month: str) -> ChangeSet:
    """Approve a plan that somebody else made.

    Raises:
        NotFoundError: There is no plan; `record.unknown`.
        NotAllowedError: The user made it, sells on the account, or is not the sector's head.
    """
    fields = {"state": "approved", "approver_id": workspace.user_id}
    return _move(workspace, account_id, month, fields)


def _move(
    workspace: Workspace, account_id: str, month: str, fields: Mapping[str, object]
) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        for plan in _plans(work, account_id, month):
            work.edit(_PLAN, plan.id, fields, workspace.author)
        return work.commit(workspace.author)


def _plans(work: UnitOfWork, account_id: str, month: str) -> list[StoredPlan]:
    plans = list_month_plans(work, month, account_id)
    if not plans:
        raise NotFoundError("record.unknown", entity=_PLAN)
    return plans


def _spelled(line: PlanLine) -> dict[str, object]:
    return {
        "product_id": line.product_id or None,
        "kind": line.kind or None,
        "specification": line.specification or None,
        "quantity": line.quantity,
        "amount_minor": line.amount_minor,
    }


def _shared(draft: PlanDraft, *, is_first: bool) -> dict[str, object]:
    """Schedule and support are of the month: they stand at the first target."""
    if not is_first:
        return {"schedule": None, "support": None}
    return {"schedule": spell_schedule(draft.schedule), "support": draft.support.strip() or None}
