from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.periods import (
    Basis,
    Level,
    Period,
    month_of,
    month_period,
    monthly_amounts,
    months_from,
)

MONTHS = tuple(months_from("2026-01", "2026-06"))


def test_a_month_runs_from_its_first_to_its_last_day():
    assert month_period("2028-02") == Period(date(2028, 2, 1), date(2028, 2, 29))
    assert month_period("2026-12").days == 31
    assert month_of(date(2026, 3, 31)) == "2026-03"
    with pytest.raises(ValueError, match="isoformat"):
        month_period("2026-13-01")


def test_months_are_listed_across_the_turn_of_the_year():
    assert list(months_from("2025-11", "2026-02")) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert list(months_from("2026-02", "2026-01")) == []


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="first day"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_whole_months_are_told_from_parts():
    assert Period(date(2026, 1, 1), date(2026, 2, 28)).is_whole_months
    assert not Period(date(2026, 1, 1), date(2026, 2, 27)).is_whole_months
    assert not Period(date(2026, 1, 2), date(2026, 2, 28)).is_whole_months


def test_only_the_figures_of_ones_own_accounts_are_local():
    period = month_period("2026-01")
    moment = datetime(2026, 2, 1, tzinfo=UTC)
    assert Basis(period, moment, Level.OWN, includes_tax=True).is_local
    assert not Basis(period, moment, Level.COMPANY, includes_tax=True).is_local


def test_a_closed_month_without_a_record_is_zero_only_while_the_account_was_active():
    amounts = monthly_amounts(
        {"2026-02": 70}, MONTHS, active_from="2026-02", active_to="2026-04", closed_to="2026-05"
    )
    assert amounts == (None, 70, 0, 0, None, None)


def test_an_open_month_without_a_record_is_missing_not_zero():
    amounts = monthly_amounts({}, MONTHS, active_from="2026-01", closed_to="2026-05")
    assert amounts == (0, 0, 0, 0, 0, None)


def test_an_account_that_never_bought_has_no_zeros():
    assert monthly_amounts({}, MONTHS, active_from=None, closed_to="2026-06") == (None,) * 6


@given(st.dates(), st.integers(-400, 400))
def test_a_shifted_period_keeps_its_length(day, days):
    period = Period(date(2026, 5, 3), date(2026, 7, 1))
    assert period.shifted(days).days == period.days
    assert Period(day, day).days == 1
