"""Structure, margin, turnover and ratios of products come out of the rows as they do by hand."""

import datetime as dt
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.periods import Period
from app.queries.figures.products import read_cross_ratios, read_margins, read_structure
from app.queries.figures.turnover import read_turnover
from tests.integration.figures.conftest import key

MONTH = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
NO_COST = NotAvailable(Reason.COST_UNKNOWN)


def cost(product, minor, since=None):
    return {"product_id": key(product), "cost_minor": minor, "valid_from_on": since}


def count(account, product, day, warehouse, shelf=None):
    return {
        "account_id": key(account),
        "product_id": key(product),
        "counted_on": day,
        "warehouse_quantity": warehouse,
        "shelf_quantity": shelf,
    }


def test_the_structure_names_products_by_code_and_keeps_sales_without_one(desk, trade):
    trade(1, 11, "2026-11-01", 600)
    trade(2, 11, "2026-11-30", 150)
    trade(2, 12, "2026-11-30", 150)
    trade(2, 99, "2026-11-30", 60)
    trade(3, None, "2026-11-02", 40)
    trade(3, 12, "2026-10-31", 7_777)
    lines = read_structure(desk, MONTH).structure.lines
    assert [(line.product, line.amount_minor, line.share) for line in lines] == [
        ("P1", 750, Fraction(3, 4)),
        ("P2", 150, Fraction(3, 20)),
        (key(99), 60, Fraction(3, 50)),
        ("", 40, Fraction(1, 25)),
    ]


def test_without_sales_there_is_no_structure(desk, trade):
    del trade
    structure = read_structure(desk, MONTH).structure
    assert (structure.lines, structure.total_minor) == ((), 0)


def test_without_costs_on_the_device_every_margin_is_unknown(desk, trade):
    trade(1, 11, "2026-11-01", 600)
    found = read_margins(desk, MONTH).margins
    assert [line.rate for line in found.lines] == [NO_COST]
    assert found.total.profit_minor == NO_COST


def test_a_sale_costs_what_held_on_its_day(desk, trade, write):
    write("product_cost", cost(11, 40), cost(11, 50, "2026-11-10"), cost(11, 90, "2026-12-01"))
    trade(1, 11, "2026-11-09", 1_000, 10)
    trade(2, 11, "2026-11-10", 2_000, 20)
    trade(2, 11, "2026-11-30", 1_000, 10)
    trade(2, 11, "2026-12-01", 1_000, 10)
    line = read_margins(desk, MONTH).margins.lines[0]
    assert (line.sales_minor, line.cost_minor, line.profit_minor) == (4_000, 1_900, 2_100)
    assert line.rate == Fraction(21, 40)


def test_a_sale_before_the_first_cost_or_without_a_quantity_makes_it_unknown(desk, trade, write):
    write("product_cost", cost(11, 40, "2026-11-05"), cost(12, 40))
    trade(1, 11, "2026-11-04", 100, 1)
    trade(1, 11, "2026-11-05", 100, 1)
    trade(1, 12, "2026-11-05", 100, None)
    found = read_margins(desk, MONTH).margins
    assert [(line.name, line.rate) for line in found.lines] == [("P1", NO_COST), ("P2", NO_COST)]


def test_a_corrected_cost_of_the_same_day_replaces_the_first(desk, trade, write):
    write("product_cost", cost(11, 40, "2026-01-01"))
    write("product_cost", cost(11, 60, "2026-01-01"))
    trade(1, 11, "2026-11-04", 100, 1)
    assert read_margins(desk, MONTH).margins.lines[0].cost_minor == 60


def test_turnover_is_what_went_through_over_the_average_stock(desk, trade, write):
    write(
        "stock_count",
        count(1, 11, "2026-11-01", 60, 20),
        count(1, 11, "2026-11-30", 40),
        count(2, 11, "2026-11-02", 20),
        count(2, 11, "2026-11-28", 0, 20),
        count(3, 11, "2026-11-01", 500),
    )
    trade(1, 11, "2026-11-01", 1, 80)
    trade(2, 11, "2026-11-30", 1, 40)
    trade(1, 12, "2026-11-10", 1, 999)
    trade(1, 11, "2026-12-01", 1, 999)
    line = read_turnover(desk, MONTH).lines["P1"]
    assert (line.opening, line.closing, line.sold) == (100, 60, 160)
    assert (line.accounts, line.left_out) == (2, 1)
    assert (line.turn.average, line.turn.turns, line.turn.days_left) == (80, 2, 11)
    assert (line.turn.is_estimated, line.turn.is_derived) == (True, True)


def test_counts_too_far_away_or_against_the_deliveries_give_no_turnover(desk, trade, write):
    del trade
    write(
        "stock_count",
        count(1, 11, "2026-11-05", 60),
        count(1, 11, "2026-11-30", 60),
        count(1, 12, "2026-11-01", 10),
        count(1, 12, "2026-11-30", 11),
    )
    lines = read_turnover(desk, MONTH).lines
    missing = NotAvailable(Reason.COUNT_MISSING)
    assert [(code, line.turn.turns, line.left_out) for code, line in lines.items()] == [
        ("P1", missing, 1),
        ("P2", missing, 1),
    ]


def test_the_later_of_two_counts_of_a_day_holds(desk, trade, write):
    del trade
    write("stock_count", count(1, 11, "2026-11-01", 10), count(1, 11, "2026-11-01", 30))
    write("stock_count", count(1, 11, "2026-11-30", 10))
    assert read_turnover(desk, MONTH).lines["P1"].opening == 30


def test_cross_ratio_is_margin_times_turnover_and_contribution_times_sales(desk, trade, write):
    write("product_cost", cost(11, 40), cost(12, 10))
    write("stock_count", count(1, 11, "2026-11-01", 10), count(1, 11, "2026-11-30", 10))
    trade(1, 11, "2026-11-10", 2_000, 20)
    trade(1, 12, "2026-11-10", 100, 1)
    figure = read_cross_ratios(desk, MONTH)
    first, second = figure.lines
    assert (first.factors.margin_rate, first.factors.turns) == (Fraction(3, 5), 2)
    assert first.ratio == Fraction(6, 5)
    assert second.ratio == NotAvailable(Reason.COUNT_MISSING)
    assert figure.contributions.lines[0].contribution == 2_400
    assert figure.contributions.lines[0].share == 1
