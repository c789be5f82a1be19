from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason, percent
from app.domain.analysis.margin import SalesAndCost, margin, margins

MONTH = [
    SalesAndCost("P1", 12_000_000, 9_600_000),
    SalesAndCost("P2", 6_000_000, 4_200_000),
    SalesAndCost("P3", 3_000_000, 1_800_000),
    SalesAndCost("P4", 1_500_000, 1_350_000),
]
sums = st.lists(
    st.builds(
        SalesAndCost, st.text(max_size=3), st.integers(-(10**9), 10**11), st.integers(0, 10**11)
    ),
    max_size=12,
)


def test_the_worked_example_20_30_40_10_and_24_7_percent():
    found = margins(MONTH)
    rates = {line.name: percent(line.rate, places=0) for line in found.lines}
    assert rates == {"P1": 20, "P2": 30, "P3": 40, "P4": 10}
    assert (found.total.sales_minor, found.total.profit_minor) == (22_500_000, 5_550_000)
    assert f"{percent(found.total.rate)}" == "24.7"
    assert found.known == found.total


def test_products_are_listed_by_gross_profit():
    profits = [(line.name, line.profit_minor) for line in margins(MONTH).lines]
    assert profits == [("P1", 2_400_000), ("P2", 1_800_000), ("P3", 1_200_000), ("P4", 150_000)]


def test_without_sales_there_is_a_loss_but_no_rate():
    found = margin(SalesAndCost("x", 0, 40))
    assert (found.profit_minor, found.rate) == (-40, NotAvailable(Reason.NO_SALES))


def test_an_unknown_cost_is_not_a_margin_of_100_percent():
    found = margin(SalesAndCost("x", 100, None))
    assert found.rate == found.profit_minor == NotAvailable(Reason.COST_UNKNOWN)
    assert not found.is_negative


def test_a_known_cost_of_zero_is_one():
    assert margin(SalesAndCost("x", 100, 0)).rate == 1


def test_one_unknown_cost_takes_the_total_away_and_shows_what_is_known():
    found = margins([*MONTH, SalesAndCost("P5", 2_500_000, None)])
    assert found.total.rate == NotAvailable(Reason.COST_UNKNOWN)
    assert found.lines[-1].name == "P5"
    assert (found.known.profit_minor, found.known_share) == (5_550_000, Fraction(9, 10))


def test_a_negative_margin_is_shown_and_flagged():
    found = margin(SalesAndCost("x", 100, 130))
    assert (found.rate, found.is_negative) == (Fraction(-3, 10), True)


def test_no_profit_is_not_a_loss():
    found = margin(SalesAndCost("x", 100, 100))
    assert (found.rate, found.is_negative) == (0, False)


def test_more_returns_than_sales_have_no_rate():
    assert margin(SalesAndCost("x", -100, -80)).rate == NotAvailable(Reason.NEGATIVE_TOTAL)


def test_nothing_at_all_has_no_rate():
    assert margins([]).total.rate == NotAvailable(Reason.NO_SALES)


@given(sums)
def test_the_total_is_a_quotient_of_sums(groups):
    found, sales = margins(groups), sum(group.sales_minor for group in groups)
    profit = sales - sum(group.cost_minor for group in groups)
    assert found.total.profit_minor == profit == sum(line.profit_minor for line in found.lines)
    if sales > 0:
        assert found.total.rate == Fraction(profit, sales)


@pytest.mark.parametrize("cost", [None, 5])
def test_equal_profits_stand_by_name(cost):
    rows = [SalesAndCost("b", 10, cost), SalesAndCost("a", 10, cost)]
    assert [line.name for line in margins(rows).lines] == ["a", "b"]
