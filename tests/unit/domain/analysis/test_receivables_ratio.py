from datetime import date
from fractions import Fraction

import pytest

from app.domain.analysis.figures import NotAvailable, Reason, shown
from app.domain.analysis.receivables_ratio import (
    buy_and_sell,
    collection_rate,
    sales_outstanding_days,
    warning_line,
)

TODAY = date(2026, 11, 23)
MILLION = 100_000_000


def line(receivables, assets, assets_on=date(2026, 9, 30)):
    return warning_line(
        receivables_minor=receivables, assets_minor=assets, assets_on=assets_on, today=TODAY
    )


def test_the_worked_example_18_of_100_million_leaves_2_million():
    found = line(18 * MILLION, 100 * MILLION)
    assert (found.ratio, found.headroom_minor) == (Fraction(18, 100), 2 * MILLION)
    assert not found.is_crossed
    assert not found.is_stale


def test_exactly_the_line_is_not_crossed():
    assert not line(20, 100).is_crossed
    assert line(21, 100).is_crossed
    assert line(21, 100).headroom_minor == -1


@pytest.mark.parametrize("assets", [None, 0, -5])
def test_unknown_assets_give_no_ratio_and_no_warning(assets):
    found = line(18, assets)
    assert found.ratio == found.headroom_minor == NotAvailable(Reason.ASSETS_UNKNOWN)
    assert not found.is_crossed


@pytest.mark.parametrize(
    ("assets_on", "is_stale"),
    [(date(2026, 8, 23), False), (date(2026, 8, 22), True), (None, True)],
)
def test_a_balance_sheet_older_than_a_quarter_is_stale(assets_on, is_stale):
    assert line(1, 10, assets_on).is_stale is is_stale


def test_178_000_received_of_200_000_due_is_89_percent():
    found = collection_rate(received_minor=17_800_000, due_minor=20_000_000)
    assert found == Fraction(89, 100)
    nothing = collection_rate(received_minor=5, due_minor=0)
    assert nothing == NotAvailable(Reason.NOTHING_DUE)


def test_46_500_owed_on_180_000_in_90_days_is_23_3_days():
    days = sales_outstanding_days(owed_minor=4_650_000, credit_sales_minor=18_000_000, days=90)
    assert f"{shown(days, places=1)}" == "23.3"
    none = sales_outstanding_days(owed_minor=4_650_000, credit_sales_minor=0, days=90)
    assert none == NotAvailable(Reason.NO_SALES)


def test_a_rep_brings_in_all_that_was_debited_to_him():
    assert buy_and_sell(debited_minor=500, collected_minor=500).rate == 1
    short = buy_and_sell(debited_minor=500, collected_minor=400)
    assert (short.rate, short.missing_minor) == (Fraction(4, 5), 100)
    nothing = buy_and_sell(debited_minor=0, collected_minor=0)
    assert nothing.rate == NotAvailable(Reason.NOTHING_DUE)
