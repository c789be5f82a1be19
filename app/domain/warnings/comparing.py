"""Over which days an account's sales are compared: as many as hold several of its purchases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from app.domain.analysis.figures import NotAvailable, Reason, Value, available
from app.domain.analysis.frequency import CONFIDENT_FROM, Purchases
from app.domain.analysis.periods import Period, month_of, month_period
from app.domain.analysis.plan import MonthDay, Plan, planned_to_date
from app.domain.warnings.purchases import WINDOW_DAYS, working_days

ENOUGH = CONFIDENT_FROM
"""Usual purchases that the days must hold: fewer say little, and with four of them one purchase
more or less is 25 % and no alarm. Source: domain.md 3.12 (n < 4), Appendix C (30 %)."""

LONGEST_DAYS = WINDOW_DAYS // 2 - 1
"""So that the same days of last year are among the records of two years."""


def comparison_days(purchases: Purchases, *, today: date) -> Period | None:
    """Return the days up to today that an account's sales are compared over.

    They are the month to date, as the rule says, where the account usually buys `ENOUGH` times in
    so many days; otherwise the rolling days in which it does. An account of which fewer purchases
    are known, or that needs more than `LONGEST_DAYS` for so many, is not compared: its rhythm and
    its loss tell what there is to tell.

    Args:
        purchases: Of `WINDOW_DAYS`.
        today: Calendar date.

    Source: domain.md 4.2 (W2), 3.11, 3.12; docs/decisions/0024; R138.
    """
    first_on, last_on = purchases.first_on, purchases.last_on
    if purchases.days < ENOUGH or first_on is None or last_on is None:
        return None
    needed = -(-ENOUGH * (last_on - first_on).days // (purchases.days - 1))  # rounded up
    days = max(today.day, needed)
    return Period(today - timedelta(days=days - 1), today) if days <= LONGEST_DAYS else None


def planned_over(plans: Mapping[str, Plan], days: Period) -> Value:
    """Return what should be sold in some days: of each month's plan what is due in them.

    A month that lies within as a whole counts with its plan; of another one, its schedule or its
    working days decide. A month without a plan leaves nothing to compare with.

    Args:
        plans: By month ("2026-11").
        days: The days.

    Source: domain.md 3.10.
    """
    parts = [_due(plans.get(month_of(part.first_on)), part) for part in _months(days)]
    numbers = available(parts)
    if len(numbers) < len(parts):
        return NotAvailable(Reason.NO_PLAN)
    return sum(numbers, start=numbers[0] - numbers[0])


def _due(plan: Plan | None, part: Period) -> Value:
    if plan is None:
        return NotAvailable(Reason.NO_PLAN)
    due = _until(plan, part.last_on)
    before = _until(plan, part.first_on - timedelta(days=1)) if part.first_on.day > 1 else None
    if before is None or isinstance(due, NotAvailable):
        return due
    return before if isinstance(before, NotAvailable) else due - before


def _until(plan: Plan, day: date) -> Value:
    whole = month_period(month_of(day))
    elapsed = working_days(whole.first_on, day)
    return planned_to_date(
        plan, day=MonthDay(day, elapsed, working_days(whole.first_on, whole.last_on))
    )


def _months(days: Period) -> Iterator[Period]:
    first = days.first_on
    while first <= days.last_on:
        last = min(month_period(month_of(first)).last_on, days.last_on)
        yield Period(first, last)
        first = last + timedelta(days=1)
