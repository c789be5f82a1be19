"""Calls after a delivery: monthly in the first year, quarterly after it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHLY_CALLS = 12
_MONTHS_IN_YEAR = 12
_MONTHS_IN_QUARTER = 3


def follow_up_on(delivered_on: date, number: int) -> date:
    """Return the day of the `number`-th call (1 is the first), clamped to the month's end.

    Source: domain.md 4.8, F1.
    """
    quarters = max(number - MONTHLY_CALLS, 0)
    months = min(number, MONTHLY_CALLS) + quarters * _MONTHS_IN_QUARTER
    return months_after(delivered_on, months)


def next_follow_up_on(delivered_on: date, *, last_contact_on: date) -> date:
    """Return the first call that is due after the last contact."""
    number = 1
    while follow_up_on(delivered_on, number) <= last_contact_on:
        number += 1
    return follow_up_on(delivered_on, number)


def months_after(day: date, months: int) -> date:
    """Return the same day some months on; a day that the month lacks becomes its last."""
    years, month = divmod(day.month - 1 + months, _MONTHS_IN_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
