"""Which kinds of records have commands of their own, to save them and to move them on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.commands.credit.collections import save_collection
from app.commands.credit.decisions import propose_blacklisting, propose_debt_mark, propose_terms
from app.commands.records.plans import change_plan_line, change_visit_plan, save_plan_line
from app.commands.records.special import (
    change_investigation,
    change_security,
    save_commitment,
    save_debt_event,
    save_investigation,
    save_limit,
    save_red_flags,
    save_security,
)
from app.commands.steps.decisions import APPEAL, decision_steps
from app.commands.steps.quotations import QUOTATION_STEPS
from app.commands.steps.records import (
    CLEAR_FLAGS,
    COMMITMENT_STEPS,
    LIMIT_STEPS,
    NEED_STEPS,
    TASK_STEPS,
    RecordStep,
)
from app.commands.steps.sales import GATHER_STOPS, PLAN_STEPS, TRIP_STEPS, save_trip
from app.commands.steps.warnings import STEPS as WARNING_STEPS
from app.commands.visits.field_notes import save_task
from app.commands.visits.trips import save_visit_plan
from app.domain.changes import ChangeSet
from app.domain.fields import FieldValue
from app.workspace import Workspace

Fields = Mapping[str, FieldValue]
Create = Callable[[Workspace, Fields], tuple[str, ChangeSet]]
Change = Callable[[Workspace, str, Fields], ChangeSet]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRule:
    """How records of one kind are written where the generic way does not do.

    Attributes:
        create: Makes one from all its fields; None for the generic way.
        change: Sets some fields of one; None for the generic way.
        steps: What can be done with one besides editing.
    """

    create: Create | None = None
    change: Change | None = None
    steps: tuple[RecordStep, ...] = ()


_PLAIN = RecordRule()

RULES: Mapping[str, RecordRule] = {
    "credit_limit": RecordRule(create=save_limit, steps=LIMIT_STEPS),
    "credit_investigation": RecordRule(create=save_investigation, change=change_investigation),
    "security": RecordRule(create=save_security, change=change_security),
    "red_flag": RecordRule(create=save_red_flags, steps=(CLEAR_FLAGS,)),
    "debt_event": RecordRule(create=save_debt_event),
    "collection": RecordRule(create=save_collection),
    "blacklist_entry": RecordRule(
        create=propose_blacklisting, steps=(*decision_steps("blacklist_entry"), APPEAL)
    ),
    "debt_mark": RecordRule(create=propose_debt_mark, steps=decision_steps("debt_mark")),
    "credit_policy": RecordRule(create=propose_terms, steps=decision_steps("credit_policy")),
    "selling_expense": RecordRule(steps=decision_steps("selling_expense")),
    "commitment": RecordRule(create=save_commitment, steps=COMMITMENT_STEPS),
    "sales_plan": RecordRule(create=save_plan_line, change=change_plan_line, steps=PLAN_STEPS),
    "quotation": RecordRule(steps=QUOTATION_STEPS),
    "customer_need": RecordRule(steps=NEED_STEPS),
    "task": RecordRule(create=save_task, steps=TASK_STEPS),
    "trip": RecordRule(create=save_trip, steps=(GATHER_STOPS, *TRIP_STEPS)),
    "visit_plan": RecordRule(create=save_visit_plan, change=change_visit_plan),
    "warning": RecordRule(steps=WARNING_STEPS),
}
"""By entity; a kind that is not named here is written by `commands.records.saving` alone."""


def rule_of(entity: str) -> RecordRule:
    """Return how records of a kind are written."""
    return RULES.get(entity, _PLAIN)
