from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason, shown
from app.domain.analysis.golden import (
    Gold,
    GoldenRules,
    golden_customers,
    seasonal_indices,
    stability,
)

STEADY = (30, 35, 33, 34, 32, 36)
JUMPY = (90, 5, 0, 80, 0, 25)
SMALL = {str(n): (1, 1, 1, 1, 1, 1) for n in range(4)}


def standing(name, monthly, **options):
    return next(row for row in golden_customers(monthly, **options) if row.account_id == name)


def test_the_worked_examples_have_the_same_total_but_only_one_is_stable():
    steady, jumpy = stability(STEADY), stability(JUMPY)
    assert steady.total_minor == jumpy.total_minor == 200
    assert f"{shown(steady.mean_minor, places=1)}" == "33.3"
    assert f"{shown(steady.deviation_minor, places=2)}" == "1.97"
    assert f"{shown(steady.cv, places=3)}" == "0.059"
    assert f"{shown(jumpy.cv, places=2)}" == "1.13"
    assert standing("a", {"a": STEADY, **SMALL}).gold is Gold.GOLDEN
    assert standing("a", {"a": JUMPY, **SMALL}).gold is Gold.ORDINARY


def test_a_stable_account_outside_the_largest_fifth_is_not_golden():
    monthly = {"big": (99,) * 6, **SMALL, "steady": (2,) * 6}
    rules = GoldenRules(top_percent=10)
    assert standing("steady", monthly, rules=rules).gold is Gold.ORDINARY
    assert standing("big", monthly, rules=rules).gold is Gold.GOLDEN


def test_all_that_tie_with_the_last_of_the_largest_are_looked_at():
    lines = golden_customers({"a": STEADY, "b": STEADY, **SMALL})
    assert [(row.account_id, row.gold) for row in lines][:2] == [
        ("a", Gold.GOLDEN),
        ("b", Gold.GOLDEN),
    ]


def test_a_coefficient_of_exactly_0_30_is_still_stable():
    exact = (7, 13, 7, 13, 7, 13)
    assert stability(exact).cv_squared == Fraction(9, 100)
    assert standing("a", {"a": exact, **SMALL}).gold is Gold.GOLDEN
    beyond = (6999, 13001, 7000, 13000, 7000, 13000)
    assert standing("a", {"a": beyond, **SMALL}).gold is Gold.ORDINARY


def test_fewer_than_six_known_months_make_a_candidate():
    found = standing("a", {"a": (30, 35, 33, 34, 32, None), **SMALL})
    assert (found.gold, found.stability.months) == (Gold.CANDIDATE, 5)


def test_a_missing_month_is_left_out_and_a_zero_month_counts():
    assert stability((10, None, 10)).cv == 0
    assert stability((10, 0, 10)).cv > Decimal("0.7")


def test_a_mean_of_zero_or_less_has_no_coefficient():
    assert stability((0, 0)).cv == NotAvailable(Reason.NO_SALES)
    assert stability((5, -9)).cv == NotAvailable(Reason.NEGATIVE_TOTAL)
    unknown = stability((None, None))
    assert (unknown.months, unknown.mean_minor) == (0, NotAvailable(Reason.NO_DATA))
    assert standing("a", {"a": (0,) * 6, "b": (0,) * 6}).gold is Gold.ORDINARY


def test_seasonal_goods_are_judged_without_their_season():
    season = [Fraction(1, 2), Fraction(3, 2)] * 3
    amounts = (50, 150) * 3
    assert standing("a", {"a": amounts, **SMALL}).gold is Gold.ORDINARY
    adjusted = standing("a", {"a": amounts, **SMALL}, season=season)
    assert (adjusted.gold, adjusted.stability.cv) == (Gold.GOLDEN, 0)


def test_the_season_is_learnt_from_the_means_of_each_month():
    assert seasonal_indices([(50, 150), (None, 150)]) == (Fraction(1, 2), Fraction(3, 2))
    assert seasonal_indices([(1, 1)]) == (1, 1)
    assert seasonal_indices([]) is None


@pytest.mark.parametrize("years", [[(None, 5)], [(0, 5)], [(0, 0)], [(-1, 5)]])
def test_a_month_without_sales_gives_no_season(years):
    assert seasonal_indices(years) is None


def test_twelve_months_judge_better_than_six():
    assert stability((1,) * 12).is_full_year
    assert not stability((1,) * 11).is_full_year


@given(st.lists(st.integers(1, 10**9), min_size=6, max_size=24), st.integers(1, 1000))
def test_the_coefficient_does_not_depend_on_the_unit_and_is_zero_only_for_even_sales(rows, factor):
    found = stability(rows)
    assert stability([row * factor for row in rows]).cv_squared == found.cv_squared
    assert (found.cv_squared == 0) == (len(set(rows)) == 1)
    assert found.mean_minor * found.months == found.total_minor


@given(st.dictionaries(st.text(max_size=3), st.lists(st.integers(0, 9), min_size=6, max_size=6)))
def test_golden_customers_are_among_the_largest(monthly):
    lines = golden_customers(monthly)
    assert len(lines) == len(monthly)
    assert all(row.is_among_largest for row in lines if row.gold is not Gold.ORDINARY)
    totals = [row.stability.total_minor for row in lines]
    assert totals == sorted(totals, reverse=True)
