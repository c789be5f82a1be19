"""A month so far, and the target, schedule and state of a plan that is kept in several records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from app.domain.analysis.periods import Period, month_of, month_period
from app.domain.analysis.plan import MonthDay, Plan
from app.domain.sales.plans import plan_total
from app.queries.figures.sales import month_day
from app.store.reads.sales.month import StoredPlan

_IN_FORCE = frozenset({"agreed", "approved"})


def days_so_far(month: str, today: dt.date) -> tuple[Period, MonthDay]:
    """Return the days of a month that have been, and where in it we are."""
    whole = month_period(month)
    last = min(max(today, whole.first_on), whole.last_on)
    day = month_day(last)
    if month > month_of(today):
        day = MonthDay(whole.first_on, 0, day.working_days)
    return Period(whole.first_on, last), day


def target_of(plans: Sequence[StoredPlan]) -> Plan:
    """Return what is in force of a dealer's plan; drafts count nowhere."""
    counting = [plan for plan in plans if plan.state in _IN_FORCE]
    if not counting:
        return Plan(None)
    return Plan(plan_total(plan.line for plan in counting), schedule_of(counting) or None)


def schedule_of(plans: Iterable[StoredPlan]) -> dict[dt.date, int]:
    """Return the schedules of all records of a plan together."""
    schedule: dict[dt.date, int] = {}
    for plan in plans:
        for due_on, part in plan.schedule.items():
            schedule[due_on] = schedule.get(due_on, 0) + part
    return schedule


def plan_state(plans: Sequence[StoredPlan]) -> str:
    """Return where the plan stands: as far as its least advanced part."""
    order = ("draft", "agreed", "approved")
    states = [plan.state for plan in plans if plan.state in order]
    return min(states, key=order.index, default="")
