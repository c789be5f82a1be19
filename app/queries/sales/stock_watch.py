"""The stock-out watch: which accounts run out of which goods, key accounts first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.sales.stock import (
    DEFAULT_STOCK_LIMITS,
    StockLimits,
    StockNeed,
    days_of_stock,
    stock_need,
)
from app.store.reads.sales.stock_watch import CountedGoods, list_counted_goods
from app.workspace import Workspace

__all__ = ["CountedGoods", "WatchedGoods", "read_stock_watch"]

_OLDEST = dt.timedelta(days=60)
"""A count older than the longest visit rhythm says nothing about today."""

_YEAR, _AHEAD = dt.timedelta(weeks=52), dt.timedelta(days=29)

_ORDER = (StockNeed.OUT, StockNeed.LOW, StockNeed.OVERSTOCKED)


@dataclass(frozen=True, slots=True)
class WatchedGoods:
    """Goods that ask for an order or for a word.

    Attributes:
        goods: Account, product, last count.
        days: For how many days they last from the day of the count; None when nothing is sold.
        need: What should be done.
    """

    goods: CountedGoods
    days: int | None
    need: StockNeed


def read_stock_watch(
    workspace: Workspace, *, limits: StockLimits = DEFAULT_STOCK_LIMITS
) -> tuple[WatchedGoods, ...]:
    """Return goods that are gone, nearly gone or lie too long; what was not counted is not watched.

    Key accounts come first, then what is gone, then what lasts shortest.

    Source: domain.md 3.7 (companion), 2.17; R101.
    """
    today = workspace.today()
    window = today - dt.timedelta(days=limits.sales_window_days)
    with workspace.store.snapshot() as look:
        counted = list_counted_goods(
            look, since=today - _OLDEST, window=window, season=season_ahead(today)
        )
    watched = []
    for goods in counted:
        need = stock_need(goods.quantity, sold=goods.sold_in_window, limits=limits)
        if need is not StockNeed.NONE:
            days = days_of_stock(goods.quantity, sold=goods.sold_in_window, limits=limits)
            watched.append(WatchedGoods(goods, days, need))
    return tuple(sorted(watched, key=_urgency))


def season_ahead(today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and last of the days of last year that stand for the next 30.

    Seen a year ago less a day of the week or two: 52 whole weeks, so that market days meet.
    """
    first = today + dt.timedelta(days=1) - _YEAR
    return first, first + _AHEAD


def _urgency(watched: WatchedGoods) -> tuple[bool, int, int, str, str]:
    goods = watched.goods
    place, days = _ORDER.index(watched.need), watched.days or 0
    return not goods.is_key, place, days, goods.account_id, goods.product_id
