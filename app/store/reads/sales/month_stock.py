"""Opening and closing count of every product of one account in a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

_STOCK = """
WITH counted AS (
  SELECT product_id, counted_on,
    coalesce(warehouse_quantity, 0) + coalesce(shelf_quantity, 0) AS quantity, id
  FROM stock_count WHERE account_id = :account AND counted_on <= :last),
opening AS (SELECT product_id, quantity, max(counted_on || id) AS at FROM counted
  WHERE counted_on <= :first GROUP BY product_id),
closing AS (SELECT product_id, quantity, max(counted_on || id) AS at FROM counted
  WHERE counted_on > :first GROUP BY product_id)
SELECT p.id, p.name, coalesce(p.name_en, ''), p.unit, o.quantity, substr(o.at, 1, 10),
  c.quantity, substr(c.at, 1, 10),
  coalesce((SELECT sum(s.quantity) FROM sales_record s WHERE s.account_id = :account
    AND s.product_id = p.id AND s.sold_on > substr(coalesce(o.at, :first), 1, 10)
    AND s.sold_on <= substr(coalesce(c.at, :last), 1, 10)), 0)
FROM product p LEFT JOIN opening o ON o.product_id = p.id LEFT JOIN closing c ON c.product_id = p.id
WHERE o.at IS NOT NULL OR c.at IS NOT NULL ORDER BY p.name, p.id
"""


@dataclass(frozen=True, slots=True)
class StockSpan:
    """One product between two counts.

    Attributes:
        product_id: The product.
        name: What it is called.
        name_en: In English; empty when there is none.
        unit: What is counted.
        opening: The last count up to the first day; None when there was none.
        opening_on: Its day.
        closing: The last count after the first day; None when there was none.
        closing_on: Its day.
        delivered: Units delivered from the opening count to the closing one.
    """

    product_id: str
    name: str
    name_en: str
    unit: str
    opening: int | None
    opening_on: dt.date | None
    closing: int | None
    closing_on: dt.date | None
    delivered: int

    @property
    def gone(self) -> int | None:
        """Units that went on to the customer's customers; None unless both counts are there.

        Opening + delivered − closing. Source: R100.
        """
        if self.opening is None or self.closing is None:
            return None
        return self.opening + self.delivered - self.closing


def list_month_stock(
    look: Snapshot, account_id: str, *, first: dt.date, last: dt.date
) -> list[StockSpan]:
    """Return every product counted up to the end of a period, by name."""
    values = {"account": account_id, "first": first.isoformat(), "last": last.isoformat()}
    return [
        StockSpan(*[*row[:5], _day(row[5]), row[6], _day(row[7]), row[8]])
        for row in look.connection.exec_driver_sql(_STOCK, values)
    ]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
