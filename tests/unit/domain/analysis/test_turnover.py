from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.stock_counts import CountRules, StockLevel, stock_on
from app.domain.analysis.turnover import SoldOn, Valuation, derived_sell_out, stock_turn

SELLING = Valuation.SELLING
MISSING = NotAvailable(Reason.COUNT_MISSING)


def turn(opening, closing, sold, days=30):
    levels = (StockLevel(opening), StockLevel(closing))
    return stock_turn(*levels, SoldOn(sold, SELLING), valuation=SELLING, days=days)


@pytest.mark.parametrize(
    ("opening", "closing", "sold", "average", "turns"),
    [
        (80_000, 40_000, 120_000, 60_000, Fraction(2)),
        (60_000, 60_000, 60_000, 60_000, Fraction(1)),
        (14_000, 10_000, 30_000, 12_000, Fraction(5, 2)),
        (30_000, 30_000, 15_000, 30_000, Fraction(1, 2)),
        (1, 2, 3, Fraction(3, 2), Fraction(2)),
    ],
)
def test_the_worked_examples(opening, closing, sold, average, turns):
    found = turn(opening, closing, sold)
    assert (found.average, found.turns) == (average, turns)


def test_closing_60_000_with_sales_of_120_000_in_30_days_lasts_15_days():
    assert turn(60_000, 60_000, 120_000).days_left == 15


def test_an_empty_store_that_sold_was_sold_straight_through():
    assert turn(0, 0, 1).turns == NotAvailable(Reason.SOLD_STRAIGHT_THROUGH)
    found = turn(0, 0, 10)
    assert found.turns == NotAvailable(Reason.SOLD_STRAIGHT_THROUGH)
    assert found.average == found.days_left == 0


def test_an_empty_store_that_sold_nothing_has_no_stock():
    found = turn(0, 0, 0)
    assert found.turns == NotAvailable(Reason.NO_STOCK)
    assert turn(5, 5, 0).turns == 0
    assert turn(5, 5, 0).days_left == NotAvailable(Reason.NO_SALES)


@pytest.mark.parametrize("place", [0, 1])
def test_a_missing_count_gives_no_turnover(place):
    levels = [StockLevel(10), StockLevel(10)]
    levels[place] = MISSING
    found = stock_turn(*levels, SoldOn(10, SELLING), valuation=SELLING, days=30)
    assert found.turns == found.average == MISSING
    assert derived_sell_out(*levels, delivered=5, valuation=SELLING) == MISSING


def test_stock_and_sales_must_be_measured_alike():
    sold = SoldOn(10, Valuation.PURCHASE)
    found = stock_turn(StockLevel(10), StockLevel(10), sold, valuation=SELLING, days=30)
    assert found.turns == found.days_left == NotAvailable(Reason.VALUATION_DIFFERS)


def test_sell_out_is_derived_from_deliveries_and_says_so():
    levels = (StockLevel(80), StockLevel(40))
    sold = derived_sell_out(*levels, delivered=80, valuation=SELLING)
    assert sold == SoldOn(120, SELLING, is_derived=True)
    found = stock_turn(*levels, sold, valuation=SELLING, days=30)
    assert (found.turns, found.is_derived, found.is_estimated) == (2, True, False)


def test_a_month_in_which_nothing_left_the_store_sold_nothing():
    levels = (StockLevel(10), StockLevel(40))
    sold = derived_sell_out(*levels, delivered=30, valuation=SELLING)
    assert sold == SoldOn(0, SELLING, is_derived=True)


def test_more_stock_than_can_be_there_means_that_the_counts_disagree():
    levels = (StockLevel(10), StockLevel(50))
    disagree = NotAvailable(Reason.COUNTS_DISAGREE)
    sold = derived_sell_out(*levels, delivered=30, valuation=SELLING)
    assert sold == disagree
    assert stock_turn(*levels, sold, valuation=SELLING, days=30).turns == disagree


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_turnover_times_average_stock_is_the_sell_out(opening, closing, delivered):
    levels = (StockLevel(opening), StockLevel(closing))
    sold = derived_sell_out(*levels, delivered=delivered, valuation=SELLING)
    found = stock_turn(*levels, sold, valuation=SELLING, days=30)
    if isinstance(found.turns, Fraction):
        assert found.turns * found.average == opening + delivered - closing


COUNTS = {date(2026, 5, 28): 100, date(2026, 6, 7): 20}
END = date(2026, 5, 31)


def test_a_count_of_the_very_day_is_taken_as_it_is():
    assert stock_on(date(2026, 5, 28), COUNTS) == StockLevel(100)


def test_the_nearest_count_within_the_tolerance_stands_in_as_an_estimate():
    assert stock_on(END, COUNTS) == StockLevel(100, is_estimated=True)
    assert stock_on(END, COUNTS, rules=CountRules(tolerance_days=2)) == MISSING
    assert stock_on(date(2026, 6, 4), COUNTS) == StockLevel(20, is_estimated=True)
    assert stock_on(END, {}) == MISSING


def test_older_and_later_counts_than_the_nearest_do_not_matter():
    more = COUNTS | {date(2026, 1, 1): 7, date(2026, 12, 1): 9}
    line = CountRules(may_interpolate=True)
    assert stock_on(END, more) == stock_on(END, COUNTS)
    assert stock_on(date(2026, 6, 4), more) == stock_on(date(2026, 6, 4), COUNTS)
    assert stock_on(END, more, rules=line) == stock_on(END, COUNTS, rules=line)


def test_of_two_counts_equally_near_the_earlier_stands_in():
    five = CountRules(tolerance_days=5)
    assert stock_on(date(2026, 6, 2), COUNTS, rules=five) == StockLevel(100, is_estimated=True)


def test_stock_is_interpolated_only_if_the_setting_allows():
    line = CountRules(tolerance_days=0, may_interpolate=True)
    assert stock_on(END, COUNTS, rules=line) == StockLevel(76, is_estimated=True)
    assert stock_on(date(2026, 6, 8), COUNTS, rules=line) == MISSING
    counts = {date(2026, 5, 30): 0, date(2026, 6, 1): 1}
    assert stock_on(END, counts, rules=line) == StockLevel(1, is_estimated=True)


def test_an_estimated_stock_marks_the_turnover():
    levels = (StockLevel(10, is_estimated=True), StockLevel(10))
    sold = SoldOn(10, SELLING)
    assert stock_turn(*levels, sold, valuation=SELLING, days=30).is_estimated
