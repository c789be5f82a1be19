"""Counts of stock around both ends of a period, and what was delivered in between."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

# Two counts of a day correct each other: the later one, which has the larger id, holds.
_COUNTS = """
SELECT c.account_id, coalesce(p.code, c.product_id), c.counted_on,
       coalesce(c.warehouse_quantity, 0) + coalesce(c.shelf_quantity, 0), max(c.id)
FROM stock_count c LEFT JOIN product p ON p.id = c.product_id
WHERE (c.counted_on BETWEEN :opens AND :opened OR c.counted_on BETWEEN :closes AND :closed)
  AND (c.warehouse_quantity IS NOT NULL OR c.shelf_quantity IS NOT NULL)
GROUP BY c.account_id, c.product_id, c.counted_on
"""
_DELIVERED = """
WITH counted AS MATERIALIZED (
  SELECT DISTINCT account_id, product_id FROM stock_count
  WHERE counted_on BETWEEN :opens AND :opened
  INTERSECT
  SELECT account_id, product_id FROM stock_count WHERE counted_on BETWEEN :closes AND :closed)
SELECT c.account_id, coalesce(p.code, c.product_id), sum(s.quantity), count(*) - count(s.quantity)
FROM counted c
CROSS JOIN sales_record s ON s.account_id = c.account_id AND s.product_id = c.product_id
 AND s.sold_on BETWEEN :first AND :last
LEFT JOIN product p ON p.id = c.product_id
GROUP BY c.account_id, c.product_id
"""


@dataclass(slots=True)
class CountedStock:
    """One product at one account, in whole pieces.

    Attributes:
        counts: By day, of the days near either end of the period.
        delivered: In the period; None when a delivery has no quantity.
    """

    counts: dict[dt.date, int] = field(default_factory=dict)
    delivered: int | None = 0


def read_counted_stock(
    look: FigureLook, period: Period, tolerance_days: int
) -> dict[tuple[str, str], CountedStock]:
    """Return counts and deliveries by account id and product code.

    Args:
        look: The store.
        period: Its first and its last day are the ends.
        tolerance_days: How far from them a count may lie.
    """
    values = days_of(period) | _ends(period, dt.timedelta(days=tolerance_days))
    found: dict[tuple[str, str], CountedStock] = {}
    run = look.run
    for account_id, code, day, quantity, _ in run(_COUNTS, values):
        stock = found.setdefault((account_id, code), CountedStock())
        stock.counts[dt.date.fromisoformat(day)] = quantity
    for account_id, code, quantity, unknown in run(_DELIVERED, values):
        if stock_there := found.get((account_id, code)):
            stock_there.delivered = None if unknown else quantity
    return found


def _ends(period: Period, tolerance: dt.timedelta) -> dict[str, str]:
    return {
        "opens": (period.first_on - tolerance).isoformat(),
        "opened": (period.first_on + tolerance).isoformat(),
        "closes": (period.last_on - tolerance).isoformat(),
        "closed": (period.last_on + tolerance).isoformat(),
    }
