from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.plan import (
    MonthDay,
    Plan,
    planned_to_date,
    progress,
    progress_by_product,
    running_totals,
)
from app.domain.analysis.severity import Severity

MID_JUNE = MonthDay(date(2026, 6, 15), elapsed=11, working_days=22)
NO_PLAN = NotAvailable(Reason.NO_PLAN)
SCHEDULE = {date(2026, 6, day): 2_500_000 for day in (5, 15, 20, 30)}


def test_the_worked_example_42_percent_done_at_84_percent_of_the_pace():
    found = progress(Plan(10_000_000, SCHEDULE), 4_200_000, day=MID_JUNE)
    assert found.planned_to_date == 5_000_000
    assert (found.completion, found.index) == (Fraction(42, 100), Fraction(84, 100))
    assert found.gap == -800_000
    assert found.severity is Severity.WARNING


def test_without_a_schedule_the_plan_runs_with_the_working_days():
    found = progress(Plan(10_000_000), 4_200_000, day=MID_JUNE)
    assert found.planned_to_date == 5_000_000
    uneven = MonthDay(date(2026, 6, 1), elapsed=1, working_days=21)
    assert planned_to_date(Plan(100), day=uneven) == Fraction(100, 21)


@pytest.mark.parametrize("amount", [None, 0, -5])
def test_no_plan_is_not_a_plan_of_zero_and_is_itself_a_reminder(amount):
    found = progress(Plan(amount, SCHEDULE), 4_200_000, day=MID_JUNE)
    assert found.completion == found.index == found.gap == found.planned_to_date == NO_PLAN
    assert found.lacks_plan
    assert found.severity is Severity.NONE


def test_before_the_first_scheduled_point_nobody_is_warned():
    early = MonthDay(date(2026, 6, 4), elapsed=4, working_days=22)
    found = progress(Plan(10_000_000, SCHEDULE), 0, day=early)
    assert found.index == NotAvailable(Reason.NOT_DUE_YET)
    assert found.severity is Severity.NONE
    assert (found.completion, found.gap) == (0, 0)


def test_on_the_day_of_a_scheduled_point_its_part_is_due():
    fifth = MonthDay(date(2026, 6, 5), elapsed=5, working_days=22)
    found = progress(Plan(10_000_000, SCHEDULE), 0, day=fifth)
    assert (found.planned_to_date, found.index) == (2_500_000, 0)
    assert found.severity is Severity.ALARM


def test_more_than_the_plan_is_shown_as_such():
    found = progress(Plan(100), 250, day=MID_JUNE)
    assert (found.completion, found.index) == (Fraction(5, 2), 5)
    assert found.severity is Severity.NONE


def test_more_returns_than_sales_are_behind_the_plan():
    found = progress(Plan(100), -10, day=MID_JUNE)
    assert (found.completion, found.gap) == (Fraction(-1, 10), -60)
    assert found.severity is Severity.ALARM


def test_progress_is_seen_by_product_too_and_unplanned_products_lack_a_plan():
    found = progress_by_product(
        {"P1": Plan(100), "P2": Plan(50)}, {"P1": 50, "P3": 7}, day=MID_JUNE
    )
    assert list(found) == ["P1", "P2", "P3"]
    assert (found["P1"].index, found["P2"].index) == (1, 0)
    assert found["P3"].lacks_plan
    assert (found["P3"].actual, found["P3"].completion) == (7, NO_PLAN)


def test_running_totals_stand_beside_the_schedule():
    sold = {date(2026, 6, 3): 10, date(2026, 6, 15): 5}
    plan = Plan(40, {date(2026, 6, 5): 20, date(2026, 6, 15): 20})
    assert running_totals(sold, plan) == (
        (date(2026, 6, 3), 10, 0),
        (date(2026, 6, 5), 10, 20),
        (date(2026, 6, 15), 15, 40),
    )
    assert running_totals({}, Plan(40)) == ()


def test_before_the_first_working_day_nothing_is_due():
    holiday = MonthDay(date(2026, 10, 1), elapsed=0, working_days=17)
    found = progress(Plan(100), 0, day=holiday)
    assert (found.planned_to_date, found.index) == (0, NotAvailable(Reason.NOT_DUE_YET))


@pytest.mark.parametrize(("elapsed", "days"), [(23, 22), (-1, 22), (0, 0)])
def test_a_month_cannot_have_more_days_gone_than_it_has(elapsed, days):
    with pytest.raises(ValueError, match="working days"):
        MonthDay(date(2026, 6, 1), elapsed=elapsed, working_days=days)


@given(st.integers(1, 10**12), st.integers(-(10**11), 10**12), st.integers(1, 22))
def test_index_and_gap_tell_the_same_story(amount, actual, elapsed):
    day = MonthDay(date(2026, 6, 15), elapsed=elapsed, working_days=22)
    found = progress(Plan(amount), actual, day=day)
    assert (found.index < 1) == (found.gap < 0) == (found.severity is not Severity.NONE)
    assert found.index * found.planned_to_date == actual
    last_day = MonthDay(date(2026, 6, 30), elapsed=22, working_days=22)
    assert progress(Plan(amount), actual, day=last_day).index == found.completion
