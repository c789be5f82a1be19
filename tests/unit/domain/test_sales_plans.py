"""Monthly plans: targets, schedules, and what keeps them from adding up."""

import datetime as dt

import pytest

from app.domain.sales.plans import (
    PlanLine,
    plan_faults,
    plan_total,
    read_schedule,
    spell_schedule,
    ten_day_schedule,
)

MONTH = "2026-06"


def codes(lines, schedule=None, month=MONTH):
    return [fault.code for fault in plan_faults(lines, schedule or {}, month=month)]


def test_the_line_for_everything_stands_before_the_sum_of_its_parts():
    parts = [PlanLine(60_000, "soy"), PlanLine(30_000, kind="rice")]
    assert plan_total(parts) == 90_000
    assert plan_total([PlanLine(100_000), *parts]) == 100_000


def test_a_schedule_adds_up_to_the_target_and_lies_in_the_month():
    lines = [PlanLine(100_000)]
    tenth, last = dt.date(2026, 6, 10), dt.date(2026, 6, 30)
    assert codes(lines, {tenth: 50_000, last: 50_000}) == []
    assert codes(lines, {tenth: 50_000, last: 40_000}) == ["plan.schedule.sum"]
    july = {tenth: 50_000, dt.date(2026, 7, 1): 50_000}
    assert codes(lines, july) == ["plan.schedule.outside"]


@pytest.mark.parametrize(
    ("lines", "month", "code"),
    [
        ([], MONTH, "plan.lines.blank"),
        ([PlanLine(-1)], MONTH, "plan.line.negative"),
        ([PlanLine(1, "soy", quantity=-1)], MONTH, "plan.line.negative"),
        ([PlanLine(1, "soy"), PlanLine(2, "soy")], MONTH, "plan.line.twice"),
        ([PlanLine(1)], "2026-13", "plan.month"),
        ([PlanLine(1)], "2026-6", "plan.month"),
    ],
)
def test_what_is_wrong_with_a_plan_is_named(lines, month, code):
    assert codes(lines, month=month) == [code]


def test_ten_day_periods_end_on_the_10th_the_20th_and_the_last_day():
    assert ten_day_schedule(100_000, "2026-02") == {
        dt.date(2026, 2, 10): 33_333,
        dt.date(2026, 2, 20): 33_333,
        dt.date(2026, 2, 28): 33_334,
    }


def test_a_schedule_is_read_back_as_it_was_written():
    schedule = ten_day_schedule(100_000, MONTH)
    assert read_schedule(spell_schedule(schedule)) == schedule
    assert spell_schedule({}) is None


@pytest.mark.parametrize("text", [None, "", "null", "[1]", '{"soon": 5}', '{"2026-06-10": null}'])
def test_a_schedule_that_cannot_be_read_is_none(text):
    assert read_schedule(text) == {}
