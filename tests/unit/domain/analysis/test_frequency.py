from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason, percent
from app.domain.analysis.frequency import (
    Purchases,
    group_interval,
    repurchase_rate,
    rhythm,
)

TODAY = date(2025, 5, 20)
EXAMPLE = Purchases(4, date(2025, 1, 5), date(2025, 4, 5))
NEVER = Purchases(0)
ONCE = Purchases(1, TODAY - timedelta(days=10), TODAY - timedelta(days=10))


def test_the_worked_example_45_days_after_a_rhythm_of_30_is_a_factor_of_1_5():
    found = rhythm(EXAMPLE, today=TODAY, window_days=365)
    assert (found.mean_interval, found.days_since_last) == (30, 45)
    assert found.overdue_factor == Fraction(3, 2)
    assert found.per_day == Fraction(4, 365)
    assert found.is_confident
    assert found.is_late
    assert not found.is_group_interval


def test_the_intervals_of_the_example_are_30_32_and_28_days():
    days = [date(2025, 1, 5), date(2025, 2, 4), date(2025, 3, 8), date(2025, 4, 5)]
    gaps = [(after - day).days for day, after in pairwise(days)]
    assert gaps == [30, 32, 28]
    found = rhythm(Purchases(len(days), days[0], days[-1]), today=TODAY, window_days=365)
    assert found.mean_interval == Fraction(sum(gaps), 3)


@pytest.mark.parametrize(
    ("today", "is_late"), [(date(2025, 5, 5), False), (date(2025, 5, 6), True)]
)
def test_a_purchase_is_late_only_after_its_usual_interval(today, is_late):
    assert rhythm(EXAMPLE, today=today, window_days=365).is_late is is_late
    assert not rhythm(NEVER, today=today, window_days=365).is_late


def test_130_of_200_buyers_bought_again():
    buyers = [EXAMPLE] * 130 + [ONCE] * 70
    assert percent(repurchase_rate([*buyers, NEVER, NEVER]), places=0) == 65
    twice = Purchases(2, date(2025, 1, 1), TODAY)
    assert repurchase_rate([twice]) == 1
    assert repurchase_rate([NEVER]) == NotAvailable(Reason.NEVER_BOUGHT)
    assert repurchase_rate([]) == NotAvailable(Reason.NEVER_BOUGHT)


def test_who_never_bought_has_no_rhythm_but_a_known_frequency_of_zero():
    found = rhythm(NEVER, today=TODAY, window_days=365, group_interval=Fraction(30))
    assert found.mean_interval == found.overdue_factor == NotAvailable(Reason.NEVER_BOUGHT)
    assert found.days_since_last == NotAvailable(Reason.NEVER_BOUGHT)
    assert found.per_day == 0
    assert not found.is_group_interval


def test_one_purchase_has_no_interval_unless_the_group_lends_its_own():
    alone = rhythm(ONCE, today=TODAY, window_days=365)
    assert alone.mean_interval == alone.overdue_factor == NotAvailable(Reason.ONE_PURCHASE)
    assert alone.days_since_last == 10
    lent = rhythm(ONCE, today=TODAY, window_days=365, group_interval=Fraction(40))
    assert (lent.overdue_factor, lent.is_group_interval) == (Fraction(1, 4), True)


def test_the_group_lends_nothing_to_those_that_have_a_rhythm():
    found = rhythm(EXAMPLE, today=TODAY, window_days=365, group_interval=Fraction(40))
    assert (found.mean_interval, found.is_group_interval) == (30, False)


def test_fewer_than_four_purchases_say_little():
    three = Purchases(3, date(2025, 1, 5), date(2025, 3, 8))
    assert not rhythm(three, today=TODAY, window_days=365).is_confident


def test_the_interval_of_a_group_weighs_every_interval_alike():
    pair = Purchases(2, date(2025, 1, 1), date(2025, 4, 11))
    assert group_interval([EXAMPLE, pair, ONCE, NEVER]) == Fraction(190, 4)
    assert group_interval([ONCE, NEVER]) == NotAvailable(Reason.ONE_PURCHASE)


def test_a_window_without_days_has_no_frequency():
    found = rhythm(EXAMPLE, today=TODAY, window_days=0)
    assert found.per_day == NotAvailable(Reason.NO_DATA)


def test_a_purchase_dated_ahead_is_not_negative_days_ago():
    ahead = Purchases(1, TODAY + timedelta(days=1), TODAY + timedelta(days=1))
    assert rhythm(ahead, today=TODAY, window_days=30).days_since_last == 0


@pytest.mark.parametrize("facts", [(0, TODAY, TODAY), (1, None, None), (2, TODAY, None)])
def test_purchases_and_their_days_must_agree(facts):
    with pytest.raises(ValueError, match="first and a last day"):
        Purchases(*facts)


@given(st.sets(st.dates(date(2020, 1, 1), date(2025, 1, 1)), min_size=2))
def test_the_mean_interval_is_the_mean_of_the_intervals(days):
    ordered = sorted(days)
    gaps = [(after - day).days for day, after in pairwise(ordered)]
    purchases = Purchases(len(days), ordered[0], ordered[-1])
    found = rhythm(purchases, today=TODAY, window_days=365).mean_interval
    assert found == Fraction(sum(gaps), len(gaps))
    assert found >= 1
