from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason, percent, shown
from app.domain.analysis.ranking import (
    ProductSales,
    average_price,
    long_untraded,
    new_product_share,
    ranked_products,
    untraded_days,
)

TODAY = date(2025, 5, 20)


def test_the_worked_example_of_the_average_price_is_25():
    found = average_price(ProductSales("P", 22_500_000, 9_000))
    assert f"{shown(found / 100, places=2)}" == "25.00"


def test_gifts_stay_out_of_the_average_price():
    with_gifts = ProductSales("P", 22_500_000, 9_000, gift_quantity=1_000)
    assert average_price(with_gifts) == 2_500
    only_gifts = ProductSales("P", 0, 0, gift_quantity=5)
    assert average_price(only_gifts) == NotAvailable(Reason.NO_QUANTITY)


def test_more_returned_than_sold_has_no_price():
    assert average_price(ProductSales("P", -50, -2)) == NotAvailable(Reason.NEGATIVE_TOTAL)


def test_the_worked_example_of_new_products_is_13_3_percent():
    rows = [
        ProductSales("new", 3_000_000, 1, launched_on=date(2025, 1, 1)),
        ProductSales("old", 15_000_000, 1, launched_on=date(2020, 1, 1)),
        ProductSales("undated", 4_500_000, 1),
    ]
    assert f"{percent(new_product_share(rows, today=TODAY))}" == "13.3"
    assert new_product_share([], today=TODAY) == NotAvailable(Reason.NO_SALES)


@pytest.mark.parametrize(("launched_on", "share"), [(date(2024, 5, 20), 1), (date(2024, 5, 19), 0)])
def test_a_product_is_new_for_twelve_months(launched_on, share):
    assert (
        new_product_share([ProductSales("P", 5, 1, launched_on=launched_on)], today=TODAY) == share
    )


def test_the_worked_example_last_sold_108_days_ago_is_listed():
    row = ProductSales("P", 0, 0, last_sold_on=date(2025, 2, 1))
    assert untraded_days(row, today=TODAY) == 108
    (found,) = long_untraded([row], today=TODAY)
    assert (found.days, found.was_ever_sold) == (108, True)


@pytest.mark.parametrize(
    ("day", "is_listed"), [(date(2025, 2, 19), True), (date(2025, 2, 20), False)]
)
def test_90_days_without_a_sale_are_long(day, is_listed):
    row = ProductSales("P", 0, 0, last_sold_on=day)
    assert bool(long_untraded([row], today=TODAY)) is is_listed


def test_a_product_never_sold_is_measured_from_its_launch():
    row = ProductSales("P", 0, 0, launched_on=date(2025, 2, 1))
    (found,) = long_untraded([row], today=TODAY)
    assert (found.days, found.was_ever_sold) == (108, False)
    unknown = ProductSales("Q", 0, 0)
    assert untraded_days(unknown, today=TODAY) == NotAvailable(Reason.NEVER_SOLD)
    assert long_untraded([unknown], today=TODAY) == ()
    just = ProductSales("R", 1, 1, last_sold_on=TODAY)
    assert untraded_days(just, today=TODAY) == 0


def test_the_longest_untraded_stands_first():
    rows = [
        ProductSales("b", 0, 0, last_sold_on=date(2025, 2, 1)),
        ProductSales("a", 0, 0, last_sold_on=date(2025, 2, 1)),
        ProductSales("c", 0, 0, last_sold_on=date(2025, 1, 1)),
    ]
    listed = [row.sales.product for row in long_untraded(rows, today=TODAY)]
    assert listed == ["c", "a", "b"]


def test_products_are_ranked_with_equal_ones_sharing_a_place():
    rows = [
        ProductSales("d", 10, 1, before_minor=90),
        ProductSales("c", 30, 1, before_minor=30),
        ProductSales("b", 30, 1),
        ProductSales("a", 40, 2, before_minor=80),
    ]
    found = ranked_products(rows)
    assert [(row.sales.product, row.rank, row.rank_before) for row in found] == [
        ("a", 1, 2),
        ("b", 2, None),
        ("c", 2, 3),
        ("d", 4, 1),
    ]
    assert found[0].comparison.change == Fraction(-1, 2)
    assert (found[0].share, found[0].average_price_minor) == (Fraction(40, 110), 20)
    assert ranked_products([]) == ()
    tied = ranked_products([ProductSales("b", 5, 1), ProductSales("a", 5, 1)])
    assert [(row.sales.product, row.rank) for row in tied] == [("a", 1), ("b", 1)]


@given(st.dictionaries(st.text(max_size=4), st.integers(-2, 2) | st.integers(0, 10**12)))
def test_a_rank_is_one_more_than_the_number_of_larger_products(amounts):
    found = ranked_products([ProductSales(name, amount, 1) for name, amount in amounts.items()])
    for row in found:
        larger = sum(amount > row.sales.amount_minor for amount in amounts.values())
        assert row.rank == larger + 1
