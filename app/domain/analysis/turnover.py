"""Stock turnover at the customer (周转率): how often the goods there are sold in a month."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, quotient
from app.domain.analysis.stock_counts import StockLevel
from app.domain.sales.stock import StockLimits, days_of_stock


class Valuation(StrEnum):
    """In what stock and sales are measured; both must be measured alike."""

    SELLING = "selling"  # minor units at selling price
    PURCHASE = "purchase"  # minor units at purchase price
    UNITS = "units"  # whole pieces


@dataclass(frozen=True, slots=True)
class SoldOn:
    """What the account sold to its own customers in the period.

    Attributes:
        amount: In the unit of `valuation`.
        valuation: How it is measured.
        is_derived: Computed from counts and deliveries, not reported by the account.
    """

    amount: int
    valuation: Valuation
    is_derived: bool = False


@dataclass(frozen=True, slots=True)
class StockTurn:
    """The turnover with the numbers it came from.

    Attributes:
        average: Mean of opening and closing stock, not rounded.
        turns: Sell-out ÷ average stock.
        days_left: Whole days the closing stock lasts, rounded down.
        is_estimated: A count was taken on another day.
        is_derived: The sell-out was computed.
    """

    average: Value
    turns: Value
    days_left: Value
    is_estimated: bool
    is_derived: bool


def derived_sell_out(
    opening: StockLevel | NotAvailable,
    closing: StockLevel | NotAvailable,
    *,
    delivered: int,
    valuation: Valuation,
) -> SoldOn | NotAvailable:
    """Return opening + deliveries − closing; n/a without counts or when they disagree.

    A result below 0 means that more stock was found than can be there.

    Source: domain.md 3.7; R109.
    """
    if isinstance(opening, NotAvailable):
        return opening
    if isinstance(closing, NotAvailable):
        return closing
    sold = opening.amount + delivered - closing.amount
    if sold < 0:
        return NotAvailable(Reason.COUNTS_DISAGREE)
    return SoldOn(sold, valuation, is_derived=True)


def stock_turn(
    opening: StockLevel | NotAvailable,
    closing: StockLevel | NotAvailable,
    sold: SoldOn | NotAvailable,
    *,
    valuation: Valuation,
    days: int,
) -> StockTurn:
    """Return turnover and days of stock of one product (or all) at one account.

    Args:
        opening: Stock at the start of the period.
        closing: Stock at its end.
        sold: What the account sold on.
        valuation: How the stock is measured; sales measured otherwise give n/a.
        days: Length of the period.

    Source: domain.md 3.7; R109, R101.
    """
    levels = [level for level in (opening, closing) if isinstance(level, StockLevel)]
    average = _average(opening, closing)
    comparable = _comparable(sold, valuation)
    return StockTurn(
        average=average,
        turns=_turns(comparable, average),
        days_left=_days_left(closing, comparable, days=days),
        is_estimated=any(level.is_estimated for level in levels),
        is_derived=isinstance(sold, SoldOn) and sold.is_derived,
    )


def _average(opening: StockLevel | NotAvailable, closing: StockLevel | NotAvailable) -> Value:
    if isinstance(opening, NotAvailable):
        return opening
    return (
        closing
        if isinstance(closing, NotAvailable)
        else Fraction(opening.amount + closing.amount, 2)
    )


def _comparable(sold: SoldOn | NotAvailable, valuation: Valuation) -> Value:
    if isinstance(sold, NotAvailable):
        return sold
    if sold.valuation is not valuation:
        return NotAvailable(Reason.VALUATION_DIFFERS)
    return Fraction(sold.amount)


def _turns(sold: Value, average: Value) -> Value:
    went_through = isinstance(sold, Fraction) and sold > 0
    reason = Reason.SOLD_STRAIGHT_THROUGH if went_through else Reason.NO_STOCK
    return quotient(sold, average, reason=reason)


def _days_left(closing: StockLevel | NotAvailable, sold: Value, *, days: int) -> Value:
    if isinstance(closing, NotAvailable):
        return closing
    if isinstance(sold, NotAvailable):
        return sold
    window = StockLimits(sales_window_days=days)
    whole = days_of_stock(closing.amount, sold=int(sold), limits=window)
    return NotAvailable(Reason.NO_SALES) if whole is None else Fraction(whole)
