"""How long the goods at an account last, and when that is too short or too long."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StockSignal(StrEnum):
    """What a count says."""

    FINE = "fine"
    OUT = "out"
    OVERSTOCKED = "overstocked"


class StockNeed(StrEnum):
    """What somebody should do about goods."""

    NONE = "none"
    OUT = "out"
    LOW = "low"
    OVERSTOCKED = "overstocked"


@dataclass(frozen=True, slots=True)
class StockLimits:
    """Settings of the organisation.

    Attributes:
        sales_window_days: Over how many past days the daily sales are averaged.
        overstock_days: Goods for more days than this lie too long.
        low_days: Goods for fewer days than this run out before the next delivery. A proposal: no
            seed says it.
    """

    sales_window_days: int = 90
    overstock_days: int = 60
    low_days: int = 7


DEFAULT_STOCK_LIMITS = StockLimits()


def days_of_stock(
    quantity: int, *, sold: int, limits: StockLimits = DEFAULT_STOCK_LIMITS
) -> int | None:
    """Return for how many whole days the goods last, rounded down; None when nothing is sold.

    Args:
        quantity: Counted units, not negative.
        sold: Units delivered within the window. Deliveries stand in for what the account sold
            on, which only the account knows.
        limits: Holds the length of the window.

    Source: domain.md 3.7, companion.
    """
    if quantity <= 0:
        return 0
    return quantity * limits.sales_window_days // sold if sold > 0 else None


def stock_signal(
    quantity: int, *, sold: int, limits: StockLimits = DEFAULT_STOCK_LIMITS
) -> StockSignal:
    """Return whether a count calls for an order or for a word about slow goods.

    Source: domain.md 4.2, W8.
    """
    if quantity <= 0:
        return StockSignal.OUT
    days = days_of_stock(quantity, sold=sold, limits=limits)
    is_slow = days is not None and days > limits.overstock_days
    return StockSignal.OVERSTOCKED if is_slow else StockSignal.FINE


def stock_need(
    quantity: int, *, sold: int, limits: StockLimits = DEFAULT_STOCK_LIMITS
) -> StockNeed:
    """Return what a count asks for: more goods now, soon, fewer, or nothing.

    Goods that were not sold within the window and are gone are no stock-out: nobody wants them.

    Source: domain.md 3.7 (companion), 2.17 (stock-out watch of key accounts); R101.
    """
    if quantity <= 0:
        return StockNeed.OUT if sold > 0 else StockNeed.NONE
    days = days_of_stock(quantity, sold=sold, limits=limits)
    if days is not None and days < limits.low_days:
        return StockNeed.LOW
    is_slow = stock_signal(quantity, sold=sold, limits=limits) is StockSignal.OVERSTOCKED
    return StockNeed.OVERSTOCKED if is_slow else StockNeed.NONE
