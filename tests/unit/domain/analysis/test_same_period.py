from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.lunar_new_year import LUNAR_NEW_YEAR
from app.domain.analysis.periods import Period, month_period
from app.domain.analysis.same_period import (
    compare,
    festival_period,
    lunar_year_earlier,
    year_earlier,
)
from app.domain.analysis.severity import Severity
from tests.support.new_moons import new_moon_days

NO_TABLE = NotAvailable(Reason.NO_HOLIDAY_TABLE)


def test_the_worked_example_42_000_after_60_000_is_30_percent_less():
    found = compare(4_200_000, 6_000_000)
    assert found.change == Fraction(-30, 100)
    assert found.severity is Severity.WARNING


def test_nothing_last_year_is_new_and_unknown_is_not_zero():
    assert compare(5, 0).change == NotAvailable(Reason.NEW)
    assert compare(5, None).change == NotAvailable(Reason.NO_DATA)
    assert compare(None, 5).change == NotAvailable(Reason.NO_DATA)
    assert compare(5, None).severity is Severity.NONE


def test_more_returns_than_sales_last_year_have_no_rate():
    assert compare(5, -5).change == NotAvailable(Reason.NEGATIVE_TOTAL)


def test_nothing_this_year_is_a_fall_of_100_percent():
    found = compare(0, 5)
    assert (found.change, found.severity) == (-1, Severity.ALARM)


def test_the_period_of_last_year_ends_on_the_same_day_of_the_month():
    assert year_earlier(Period(date(2026, 6, 1), date(2026, 6, 15))) == Period(
        date(2025, 6, 1), date(2025, 6, 15)
    )


def test_a_leap_day_compares_with_the_28th():
    assert year_earlier(Period(date(2028, 2, 3), date(2028, 2, 29))) == Period(
        date(2027, 2, 3), date(2027, 2, 28)
    )


def test_a_whole_month_compares_with_the_whole_month():
    assert year_earlier(month_period("2029-02")) == month_period("2028-02")
    assert year_earlier(month_period("2028-02")) == month_period("2027-02")
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert year_earlier(year) == Period(date(2025, 1, 1), date(2025, 12, 31))


def test_a_turn_of_the_year_stays_inside_its_period():
    winter = Period(date(2025, 11, 10), date(2026, 1, 9))
    assert year_earlier(winter) == Period(date(2024, 11, 10), date(2025, 1, 9))


def test_the_festival_is_the_31st_of_60_days():
    found = festival_period(2026)
    assert found == Period(date(2026, 1, 18), date(2026, 3, 18))
    assert found.days == 60
    assert found.first_on + timedelta(days=30) == LUNAR_NEW_YEAR[2026]
    assert festival_period(2013) == NO_TABLE


def test_days_before_the_festival_compare_with_as_many_days_before_last_years():
    run_up = Period(date(2026, 2, 8), date(2026, 2, 16))
    assert lunar_year_earlier(run_up) == Period(date(2025, 1, 20), date(2025, 1, 28))
    assert lunar_year_earlier(festival_period(2026)) == festival_period(2025)


def test_in_december_the_festival_to_come_is_meant():
    december = Period(date(2022, 12, 23), date(2022, 12, 31))
    assert lunar_year_earlier(december) == december.shifted(-355)


@pytest.mark.parametrize("day", [date(2014, 2, 1), date(2060, 2, 1), date(2046, 1, 30)])
def test_outside_the_table_there_is_no_lunar_comparison(day):
    assert lunar_year_earlier(Period(day, day)) == NO_TABLE


def test_the_table_covers_every_year_without_a_gap():
    assert list(LUNAR_NEW_YEAR) == list(range(2014, 2046))
    assert all(day.year == year for year, day in LUNAR_NEW_YEAR.items())


@pytest.mark.parametrize("year", range(2014, 2046))
def test_spring_festival_is_the_day_of_a_new_moon_in_beijing(year):
    day = LUNAR_NEW_YEAR[year]
    assert date(year, 1, 21) <= day <= date(year, 2, 20)
    assert day in new_moon_days(year)


def test_lunar_years_have_12_or_13_months():
    days = list(LUNAR_NEW_YEAR.values())
    lengths = {(after - day).days for day, after in pairwise(days)}
    assert lengths <= {353, 354, 355, 383, 384, 385}


@given(st.integers(2015, 2045), st.integers(0, 59), st.integers(0, 59))
def test_a_lunar_comparison_keeps_length_and_distance(year, start, end):
    first = festival_period(year).first_on
    days = sorted((start, end))
    part = Period(first + timedelta(days=days[0]), first + timedelta(days=days[1]))
    before = lunar_year_earlier(part)
    assert before.days == part.days
    assert LUNAR_NEW_YEAR[year - 1] - before.first_on == LUNAR_NEW_YEAR[year] - part.first_on


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_a_year_earlier_is_one_year_off_at_both_ends(first, days):
    period = Period(first, first + timedelta(days=days))
    before = year_earlier(period)
    assert before.first_on.year == period.first_on.year - 1
    assert (before.last_on.year, before.last_on.month) == (
        period.last_on.year - 1,
        period.last_on.month,
    )


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_the_change_leads_from_the_earlier_amount_to_the_later(now, before):
    assert before * (1 + compare(now, before).change) == now
