from dataclasses import replace
from fractions import Fraction

import pytest

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.risk_ratios import BalanceSheet, RiskFlag, risk_ratios, worsened_ratios

THOUSAND = 100_000
EXAMPLE = BalanceSheet(
    current_assets_minor=1200 * THOUSAND,
    inventory_minor=500 * THOUSAND,
    current_liabilities_minor=800 * THOUSAND,
    net_profit_minor=90 * THOUSAND,
    sales_minor=1500 * THOUSAND,
    equity_minor=600 * THOUSAND,
    is_audited=True,
)
UNKNOWN = NotAvailable(Reason.NO_DATA)


def test_the_worked_example():
    found = risk_ratios(EXAMPLE)
    assert (found.current, found.quick) == (Fraction(3, 2), Fraction(7, 8))
    assert (found.profit_on_sales, found.profit_on_equity) == (Fraction(6, 100), Fraction(15, 100))
    assert found.flags == (RiskFlag.LOW_CURRENT, RiskFlag.LOW_QUICK)
    assert found.sheet is EXAMPLE


def test_no_liabilities_read_as_no_current_debt():
    found = risk_ratios(replace(EXAMPLE, current_liabilities_minor=0))
    assert found.current == found.quick == NotAvailable(Reason.NO_CURRENT_DEBT)
    assert found.flags == ()


def test_what_was_not_entered_is_not_zero():
    found = risk_ratios(BalanceSheet())
    assert {found.current, found.quick, found.profit_on_sales, found.profit_on_equity} == {UNKNOWN}
    assert found.flags == (RiskFlag.UNAUDITED,)
    assert risk_ratios(replace(EXAMPLE, inventory_minor=None)).quick == UNKNOWN
    assert risk_ratios(replace(EXAMPLE, inventory_minor=None)).current == Fraction(3, 2)


def test_negative_equity_is_flagged_and_earns_no_rate():
    found = risk_ratios(replace(EXAMPLE, equity_minor=-1, net_profit_minor=-90))
    assert found.profit_on_equity == NotAvailable(Reason.NO_EQUITY)
    assert RiskFlag.NEGATIVE_EQUITY in found.flags
    assert RiskFlag.LOSS in found.flags
    assert found.profit_on_sales < 0


def test_without_sales_there_is_no_profit_rate():
    assert risk_ratios(replace(EXAMPLE, sales_minor=1)).profit_on_sales == 90 * THOUSAND
    found = risk_ratios(replace(EXAMPLE, sales_minor=0))
    assert found.profit_on_sales == NotAvailable(Reason.NO_SALES)


def test_a_result_of_zero_is_neither_a_loss_nor_negative_equity():
    found = risk_ratios(replace(EXAMPLE, equity_minor=0, net_profit_minor=0))
    assert (found.profit_on_sales, found.profit_on_equity) == (0, NotAvailable(Reason.NO_EQUITY))
    assert found.flags == (RiskFlag.LOW_CURRENT, RiskFlag.LOW_QUICK)


def test_liabilities_that_were_not_entered_are_not_none():
    assert risk_ratios(replace(EXAMPLE, current_liabilities_minor=None)).current == UNKNOWN


@pytest.mark.parametrize(("liabilities", "flags"), [(600, ()), (601, (RiskFlag.LOW_CURRENT,))])
def test_twice_the_debt_in_current_assets_is_comfortable(liabilities, flags):
    sheet = replace(EXAMPLE, current_liabilities_minor=liabilities * THOUSAND)
    assert risk_ratios(sheet).flags == flags


def test_ratios_that_fell_are_named():
    now = risk_ratios(replace(EXAMPLE, inventory_minor=501 * THOUSAND, equity_minor=None))
    assert worsened_ratios(risk_ratios(EXAMPLE), now) == ("quick",)
    assert worsened_ratios(now, risk_ratios(EXAMPLE)) == ()
    assert worsened_ratios(risk_ratios(BalanceSheet()), now) == ()
    poor = replace(EXAMPLE, net_profit_minor=1, current_assets_minor=1100 * THOUSAND)
    worse = worsened_ratios(risk_ratios(EXAMPLE), risk_ratios(poor))
    assert worse == ("current", "quick", "profit_on_sales", "profit_on_equity")
