"""Which statement of account is due by the rhythm that a customer chose."""

from __future__ import annotations

import datetime as dt

_MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}

RHYTHMS = tuple(_MONTHS)
"""Rhythms that a calendar drives; "on_request" is none of them."""


def last_period(rhythm: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """Return first and last day of the period that ended last; None without a calendar rhythm.

    Periods follow the calendar: months, quarters from January, halves, years.

    Source: R060.
    """
    months = _MONTHS.get(rhythm)
    if months is None:
        return None
    began = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    last = began - dt.timedelta(days=1)
    return last.replace(month=last.month - months + 1, day=1), last
