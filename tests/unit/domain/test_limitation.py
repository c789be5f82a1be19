"""How long a debt can be sued for, and what begins the three years anew."""

from datetime import date, timedelta

import pytest

from app.domain.credit.limitation import SOON_DAYS, Interruption, limitation_clock

DUE = date(2023, 11, 23)
TODAY = date(2026, 11, 23)


def clock(*events, due_on=DUE, today=TODAY):
    return limitation_clock(due_on, [Interruption(*event) for event in events], today=today)


def test_three_years_after_the_due_day_is_the_last_day():
    found = clock()
    assert (found.last_day, found.days_left, found.is_over) == (TODAY, 0, False)
    assert clock(today=TODAY + timedelta(days=1)).is_over


def test_a_leap_day_ends_at_the_end_of_february():
    assert clock(due_on=date(2024, 2, 29)).last_day == date(2027, 2, 28)


@pytest.mark.parametrize(
    "kind",
    [
        "reminder",
        "acknowledgement",
        "part_payment",
        "promise",
        "lawsuit",
        "arbitration",
        "statement_confirmed",
    ],
)
def test_an_interruption_begins_the_period_anew(kind):
    found = clock((date(2025, 6, 1), kind))
    assert (found.began_on, found.interrupted_by) == (date(2025, 6, 1), kind)
    assert found.last_day == date(2028, 6, 1)


def test_the_last_interruption_counts_in_whatever_order_they_come():
    later, earlier = (date(2026, 1, 5), "promise"), (date(2024, 3, 1), "reminder")
    assert clock(later, earlier).last_day == date(2029, 1, 5)


def test_each_interruption_may_reach_the_next_one():
    chain = [(date(2026, 11, 23), "reminder"), (date(2029, 11, 23), "acknowledgement")]
    assert clock(*chain, today=date(2030, 1, 1)).last_day == date(2032, 11, 23)


def test_what_comes_a_day_late_revives_nothing():
    late = (TODAY + timedelta(days=1), "reminder")
    found = clock(late, today=date(2027, 1, 1))
    assert (found.interrupted_by, found.last_day) == ("", TODAY)
    assert found.is_over


def test_what_came_before_the_due_day_or_lies_ahead_does_not_count():
    early, ahead = (DUE - timedelta(days=9), "reminder"), (date(2026, 11, 1), "promise")
    assert clock(early, ahead, today=date(2026, 10, 1)).last_day == TODAY


@pytest.mark.parametrize(
    ("left", "soon"), [(SOON_DAYS + 1, False), (SOON_DAYS, True), (0, True), (-1, False)]
)
def test_the_end_is_announced_in_time(left, soon):
    assert clock(today=TODAY - timedelta(days=left)).ends_soon is soon
