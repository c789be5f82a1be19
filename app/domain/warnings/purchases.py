"""What the rules on sales look at: one account's purchases, plan and last year."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.accounts.follow_ups import months_after
from app.domain.analysis.figures import Value
from app.domain.analysis.frequency import NO_GROUP, Purchases
from app.domain.analysis.periods import Period
from app.domain.analysis.plan import MonthDay, Plan

WINDOW_DAYS = 730
"""Purchases of two years show the rhythm: what a device keeps. A proposal: no seed says it."""

_SATURDAY, _WEEK = 5, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesFacts:
    """How an account buys.

    Attributes:
        account_id: The account.
        month_minor: Bought in this month to date, less returns.
        purchases: Days with purchases in `WINDOW_DAYS`.
        days: What it is compared over, `comparing.comparison_days`; None for not at all.
        bought_minor: Bought in those days, less returns.
        last_year_minor: In the same days of last year; None when nothing is known of them.
        plans: Plans of this month and of the earlier ones that those days begin in.
        group_interval: Mean interval of its peers.
        is_barred: Frozen or blacklisted by us: not lost, but stopped.
    """

    account_id: str
    month_minor: int
    purchases: Purchases
    days: Period | None = None
    bought_minor: int = 0
    last_year_minor: int | None = None
    plans: Mapping[str, Plan] = field(default_factory=dict)
    group_interval: Value = NO_GROUP
    is_barred: bool = False


def month_day(today: date) -> MonthDay:
    """Return where in the month a day is; Monday to Friday are worked.

    A month that began on a weekend has no elapsed working day yet, and no shortfall.

    Source: domain.md 3.10.
    """
    first = today.replace(day=1)
    return MonthDay(
        today,
        working_days(first, today),
        working_days(first, months_after(first, 1) - timedelta(days=1)),
    )


def working_days(first: date, last: date) -> int:
    """Return how many days are worked from the first to the last; none when it ends before."""
    weeks, rest = divmod((last - first).days + 1, _WEEK)
    days = range(max(rest, 0) if weeks >= 0 else 0)
    odd = sum((first.weekday() + day) % _WEEK < _SATURDAY for day in days)
    return max(weeks, 0) * _SATURDAY + odd


def read_schedule(text: str | None) -> dict[date, int] | None:
    """Return the scheduled amounts of a plan by day; None when there are none to be read.

    Args:
        text: JSON object of amounts in minor units by day ("2026-11-15").
    """
    try:
        read = json.loads(text) if text else None
        parts = read if isinstance(read, dict) else {}
        found = {date.fromisoformat(day): int(amount) for day, amount in parts.items()}
    except (ValueError, TypeError):
        return None
    return found or None
