"""Which statement is due by its rhythm, and when demand plans are asked for."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.credit.statement_rhythm import last_period
from app.domain.sales.demand_season import asked_year


@pytest.mark.parametrize(
    ("rhythm", "today", "first", "last"),
    [
        ("monthly", "2026-11-23", "2026-10-01", "2026-10-31"),
        ("monthly", "2027-01-01", "2026-12-01", "2026-12-31"),
        ("quarterly", "2026-11-23", "2026-07-01", "2026-09-30"),
        ("quarterly", "2026-02-01", "2025-10-01", "2025-12-31"),
        ("half_yearly", "2026-07-01", "2026-01-01", "2026-06-30"),
        ("yearly", "2026-11-23", "2025-01-01", "2025-12-31"),
    ],
)
def test_the_period_that_ended_last_follows_the_calendar(rhythm, today, first, last):
    found = last_period(rhythm, dt.date.fromisoformat(today))
    assert found == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_on_request_is_never_due():
    assert last_period("on_request", dt.date(2026, 11, 23)) is None


def test_customers_are_asked_for_next_year_in_december_only():
    assert asked_year(dt.date(2026, 12, 1)) == 2027
    assert asked_year(dt.date(2026, 11, 30)) is None
    assert asked_year(dt.date(2027, 1, 1)) is None
