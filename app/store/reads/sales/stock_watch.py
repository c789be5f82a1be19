"""The last count of every product at every account, with what was delivered lately."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

_COUNTED = """
WITH counted AS MATERIALIZED (
  SELECT account_id, product_id, counted_on,
    coalesce(warehouse_quantity, 0) + coalesce(shelf_quantity, 0) AS quantity,
    row_number() OVER (PARTITION BY account_id, product_id
                       ORDER BY counted_on DESC, id DESC) AS place
  FROM stock_count WHERE counted_on > :since)
SELECT a.id, a.name, coalesce(a.class, ''), coalesce(a.key_account, 0), p.id, p.name,
  coalesce(p.name_en, ''), p.unit, c.counted_on, c.quantity,
  coalesce((SELECT sum(s.quantity) FROM sales_record s WHERE s.account_id = c.account_id
    AND s.product_id = c.product_id AND s.sold_on > :window), 0),
  coalesce((SELECT sum(s.quantity) FROM sales_record s WHERE s.account_id = c.account_id
    AND s.product_id = c.product_id AND s.sold_on BETWEEN :season_from AND :season_to), 0)
FROM counted c CROSS JOIN account a ON a.id = c.account_id
JOIN product p ON p.id = c.product_id
WHERE c.place = 1 AND a.status NOT IN ('archived', 'lost')
"""


@dataclass(frozen=True, slots=True)
class CountedGoods:
    """One product at one account.

    Attributes:
        account_id: The account.
        account_name: Its name.
        grade: Its class; empty without one.
        is_key: Whether it is a key account.
        product_id: The product.
        product_name: Its name.
        product_name_en: In English; empty when there is none.
        unit: What is counted.
        counted_on: Day of the last count.
        quantity: Units counted then.
        sold_in_window: Units delivered within the window of `StockLimits`.
        season_quantity: Units delivered in the same days of last year that lie ahead now.
    """

    account_id: str
    account_name: str
    grade: str
    is_key: bool
    product_id: str
    product_name: str
    product_name_en: str
    unit: str
    counted_on: dt.date
    quantity: int
    sold_in_window: int
    season_quantity: int = 0


def list_counted_goods(
    look: Snapshot, *, since: dt.date, window: dt.date, season: tuple[dt.date, dt.date]
) -> tuple[CountedGoods, ...]:
    """Return the last count of every product at every account, if it is younger than `since`."""
    values = {
        "since": since.isoformat(),
        "window": window.isoformat(),
        "season_from": season[0].isoformat(),
        "season_to": season[1].isoformat(),
    }
    return tuple(
        CountedGoods(*[*row[:3], bool(row[3]), *row[4:8], dt.date.fromisoformat(row[8]), *row[9:]])
        for row in look.connection.exec_driver_sql(_COUNTED, values)
    )
