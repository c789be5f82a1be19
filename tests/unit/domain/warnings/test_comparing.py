"""Sales are compared over days in which the account usually buys several times."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.frequency import Purchases
from app.domain.analysis.periods import Period
from app.domain.analysis.plan import Plan
from app.domain.analysis.severity import Severity
from app.domain.warnings.comparing import LONGEST_DAYS, comparison_days, planned_over
from app.domain.warnings.progress import judge_progress
from app.domain.warnings.purchases import SalesFacts, month_day, working_days
from app.domain.warnings.thresholds import Thresholds

TODAY = dt.date(2026, 11, 23)
NOVEMBER = Period(dt.date(2026, 11, 1), TODAY)
DAY = dt.timedelta(days=1)


def every(days, times=9, *, ends=TODAY):
    """Return the purchases of an account that buys every so many days."""
    return Purchases(times, ends - days * (times - 1) * DAY, ends)


@pytest.mark.parametrize(
    ("interval", "days"),
    [(1, 23), (5, 23), (6, 24), (7, 28), (30, 120), (60, 240), (91, 364)],
)
def test_the_days_are_the_month_to_date_or_four_usual_intervals(interval, days):
    found = comparison_days(every(interval), today=TODAY)
    assert (found.days, found.last_on) == (days, TODAY)


def test_a_broken_interval_is_rounded_up_to_whole_days():
    bought = Purchases(4, TODAY - 22 * DAY, TODAY)  # every 7 1/3 days: 29 1/3
    assert comparison_days(bought, today=TODAY).days == 30


def test_an_account_of_fewer_than_four_purchases_or_that_needs_a_year_is_not_compared():
    assert comparison_days(every(7, 3), today=TODAY) is None
    assert comparison_days(Purchases(0), today=TODAY) is None
    assert comparison_days(every(92, 4), today=TODAY) is None
    assert LONGEST_DAYS == 364


def test_on_the_first_of_a_month_four_days_are_compared_at_least():
    first = dt.date(2026, 12, 1)
    assert comparison_days(every(1, ends=first), today=first).days == 4


def facts(interval, **changes):
    bought = every(interval)
    return SalesFacts(
        account_id="a" * 32,
        purchases=bought,
        days=comparison_days(bought, today=TODAY),
        **{"month_minor": 0, **changes},
    )


def progress(given):
    return judge_progress(given, Thresholds(), today=TODAY, day=month_day(TODAY))


def test_an_account_that_buys_every_second_month_is_not_behind_in_the_month_between():
    plans = {f"2026-{month:02d}": Plan(1_000) for month in range(3, 12)}
    steady = facts(60, bought_minor=9_000, last_year_minor=9_000, plans=plans)
    assert steady.month_minor == 0
    assert progress(steady) is None


def test_over_its_own_days_a_decline_is_told_with_both_sums():
    found = progress(facts(60, bought_minor=6_000, last_year_minor=9_000))
    assert found.severity is Severity.ALARM
    assert found.evidence == {
        "bought_minor": 6_000, "window_last_year_minor": 9_000, "window_days": 240,
    }  # fmt: skip


def test_one_purchase_less_than_usual_is_no_alarm():
    assert progress(facts(60, bought_minor=3, last_year_minor=4)).severity is Severity.WARNING


def test_an_account_that_buys_weekly_is_compared_with_the_plans_of_both_months():
    plans = {"2026-10": Plan(2_200), "2026-11": Plan(2_100)}
    found = progress(facts(7, bought_minor=900, plans=plans))
    # 27 October to 23 November: 4 of 22 and 16 of 21 working days, 400 and 1,600.
    assert found.evidence == {
        "bought_minor": 900, "window_planned_minor": 2_000, "plan_minor": 2_100, "window_days": 28,
    }  # fmt: skip
    assert (found.severity, found.value) == (Severity.ALARM, 5_500)


def test_a_schedule_holds_whatever_the_rhythm():
    plan = Plan(1_000, {dt.date(2026, 11, 10): 1_000})
    found = progress(facts(60, month_minor=850, bought_minor=9, plans={"2026-11": plan}))
    assert (found.severity, found.evidence["planned_minor"]) == (Severity.WARNING, 1_000)
    assert "window_days" not in found.evidence


def test_a_month_without_a_plan_leaves_nothing_to_compare_with():
    assert planned_over({"2026-11": Plan(2_100)}, NOVEMBER) == Fraction(1_600)
    back = Period(dt.date(2026, 10, 30), TODAY)
    assert planned_over({"2026-11": Plan(2_100)}, back) == NotAvailable(Reason.NO_PLAN)
    assert progress(facts(60, plans={"2026-11": Plan(2_100)})) is None


def test_days_over_the_turn_of_the_year_take_each_months_part():
    days = Period(dt.date(2026, 12, 31), dt.date(2027, 1, 1))
    plans = {"2026-12": Plan(2_300), "2027-01": Plan(2_100)}
    assert planned_over(plans, days) == Fraction(100 + 100)


@pytest.mark.parametrize(
    ("first", "last", "worked"),
    [("2026-11-01", "2026-11-01", 0), ("2026-11-01", "2026-11-30", 21),
     ("2026-11-21", "2026-11-22", 0), ("2026-11-20", "2026-11-23", 2),
     ("2026-11-02", "2026-11-01", 0), ("2026-02-01", "2026-02-28", 20)],
)  # fmt: skip
def test_monday_to_friday_are_worked(first, last, worked):
    assert working_days(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == worked
