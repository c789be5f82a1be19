"""What one account buys, what accounts of its type buy, and when it bought."""

from __future__ import annotations

import datetime as dt

from app.domain.analysis.frequency import Purchases
from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

_NAMED = "SELECT coalesce(p.code, b.product_id, ''), b.minor FROM bought b"
_OWN = f"""
WITH bought AS (
  SELECT product_id, sum(amount_minor) AS minor FROM sales_record
  WHERE account_id = :id AND sold_on BETWEEN :first AND :last GROUP BY product_id)
{_NAMED} LEFT JOIN product p ON p.id = b.product_id
"""
_PEERS = f"""
WITH bought AS (
  SELECT s.product_id, sum(s.amount_minor) AS minor
  FROM account a
  CROSS JOIN sales_record s ON s.account_id = a.id AND s.sold_on BETWEEN :first AND :last
  WHERE a.type = (SELECT type FROM account WHERE id = :id) AND a.id <> :id
  GROUP BY s.product_id)
{_NAMED} LEFT JOIN product p ON p.id = b.product_id
"""
_DAYS = """
SELECT count(DISTINCT sold_on), min(sold_on), max(sold_on) FROM sales_record
WHERE account_id = :id AND sold_on BETWEEN :first AND :last AND amount_minor > 0
"""


def read_own_products(look: FigureLook, account_id: str, period: Period) -> dict[str, int]:
    """Return what an account bought by product code, in minor units.

    Args:
        look: The store.
        account_id: The account.
        period: Days whose sales count.
    """
    rows = look.run(_OWN, days_of(period) | {"id": account_id})
    return {code: minor for code, minor in rows}  # noqa: C416 - rows are no pairs to mypy


def read_peer_products(look: FigureLook, account_id: str, period: Period) -> dict[str, int]:
    """Return what the other accounts of the same type bought by product code, in minor units.

    Args:
        look: The store.
        account_id: The account whose peers are meant; itself left out.
        period: Days whose sales count.
    """
    rows = look.run(_PEERS, days_of(period) | {"id": account_id})
    return {code: minor for code, minor in rows}  # noqa: C416 - rows are no pairs to mypy


def read_purchases(look: FigureLook, account_id: str, window: Period) -> Purchases:
    """Return the purchases of one account; returns are none.

    Args:
        look: The store.
        account_id: The account.
        window: Days whose purchases count.
    """
    values = days_of(window) | {"id": account_id}
    days, first, last = look.run(_DAYS, values).one()
    day = dt.date.fromisoformat
    return Purchases(days, day(first), day(last)) if days else Purchases(0)
