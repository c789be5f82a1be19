"""Risk ratios of a dealer (风险率): current, quick and profit rate of an entered balance sheet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, gap, is_below, quotient

COMFORTABLE_CURRENT = 2
COMFORTABLE_QUICK = 1
"""Usual readings of the trade. Source: domain.md 3.16 [STD]."""


class RiskFlag(StrEnum):
    """What to say beside the ratios."""

    UNAUDITED = "unaudited"
    NEGATIVE_EQUITY = "negative_equity"
    LOW_CURRENT = "low_current"
    LOW_QUICK = "low_quick"
    LOSS = "loss"


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceSheet:
    """Figures of one year as they were entered, in minor units; None where nothing was entered."""

    current_assets_minor: int | None = None
    inventory_minor: int | None = None
    current_liabilities_minor: int | None = None
    net_profit_minor: int | None = None
    sales_minor: int | None = None
    equity_minor: int | None = None
    is_audited: bool = False


@dataclass(frozen=True, slots=True)
class RiskRatios:
    """The ratios with the figures they came from.

    Attributes:
        sheet: The entered figures.
        current: Current assets ÷ current liabilities.
        quick: (Current assets − inventory) ÷ current liabilities.
        profit_on_sales: Net profit ÷ sales, the profit rate.
        profit_on_equity: Net profit ÷ equity, its variant; n/a when equity is not positive.
        flags: What to say beside them.
    """

    sheet: BalanceSheet
    current: Value
    quick: Value
    profit_on_sales: Value
    profit_on_equity: Value
    flags: tuple[RiskFlag, ...]


def risk_ratios(sheet: BalanceSheet) -> RiskRatios:
    """Return the ratios; no liabilities read as "no current debt", missing figures as n/a.

    Source: domain.md 3.16 [STD]; R130.
    """
    assets, stock = sheet.current_assets_minor, sheet.inventory_minor
    liquid = None if assets is None or stock is None else assets - stock
    current, quick = _over_debt(assets, sheet), _over_debt(liquid, sheet)
    on_sales = _over(sheet.net_profit_minor, sheet.sales_minor, reason=Reason.NO_SALES)
    on_equity = _over(sheet.net_profit_minor, sheet.equity_minor, reason=Reason.NO_EQUITY)
    found = {
        RiskFlag.UNAUDITED: not sheet.is_audited,
        RiskFlag.NEGATIVE_EQUITY: sheet.equity_minor is not None and sheet.equity_minor < 0,
        RiskFlag.LOW_CURRENT: is_below(current, COMFORTABLE_CURRENT),
        RiskFlag.LOW_QUICK: is_below(quick, COMFORTABLE_QUICK),
        RiskFlag.LOSS: sheet.net_profit_minor is not None and sheet.net_profit_minor < 0,
    }
    flags = tuple(flag for flag, applies in found.items() if applies)
    return RiskRatios(sheet, current, quick, on_sales, on_equity, flags)


def worsened_ratios(before: RiskRatios, now: RiskRatios) -> tuple[str, ...]:
    """Return the names of the ratios that fell since the last time; n/a on a side never counts.

    Source: domain.md 4.2 (W6); R144.
    """
    pairs = {
        "current": gap(now.current, before.current),
        "quick": gap(now.quick, before.quick),
        "profit_on_sales": gap(now.profit_on_sales, before.profit_on_sales),
        "profit_on_equity": gap(now.profit_on_equity, before.profit_on_equity),
    }
    return tuple(name for name, change in pairs.items() if is_below(change, 0))


def _over(part: int | None, whole: int | None, *, reason: Reason) -> Value:
    if part is None or whole is None:
        return NotAvailable(Reason.NO_DATA)
    return Fraction(part, whole) if whole > 0 else NotAvailable(reason)


def _over_debt(part: int | None, sheet: BalanceSheet) -> Value:
    if part is None or sheet.current_liabilities_minor is None:
        return NotAvailable(Reason.NO_DATA)
    return quotient(part, sheet.current_liabilities_minor, reason=Reason.NO_CURRENT_DEBT)
