from __future__ import annotations

import pytest

from app.domain.sales.stock import StockLimits, StockSignal, days_of_stock, stock_signal

MONTH = StockLimits(sales_window_days=30)


def test_the_worked_example_of_the_book():
    assert days_of_stock(60_000, sold=120_000, limits=MONTH) == 15


def test_days_are_rounded_down_so_that_nobody_runs_out_early():
    assert days_of_stock(10, sold=31, limits=MONTH) == 9


def test_without_sales_nobody_can_say_how_long_it_lasts():
    assert days_of_stock(10, sold=0) is None
    assert stock_signal(10, sold=0) is StockSignal.FINE


@pytest.mark.parametrize(
    ("quantity", "signal"),
    [(0, StockSignal.OUT), (60, StockSignal.FINE), (61, StockSignal.OVERSTOCKED)],
)
def test_a_count_warns_of_nothing_left_and_of_too_much(quantity, signal):
    assert stock_signal(quantity, sold=90) is signal
