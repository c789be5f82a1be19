"""Sales of each account in a period."""

from __future__ import annotations

import datetime as dt

from app.domain.analysis.abc import AbcAccount, is_new
from app.domain.analysis.periods import Period
from app.store.reads.figures.figure_look import FigureLook

_SALES = """
WITH sold AS MATERIALIZED (
  SELECT account_id, sum(amount_minor) AS minor FROM sales_record
  WHERE account_id > '' AND sold_on BETWEEN :first AND :last GROUP BY account_id)
SELECT a.id, coalesce(a.number, ''), coalesce(s.minor, 0), a.dealings_since_on
FROM account a LEFT JOIN sold s ON s.account_id = a.id
WHERE s.account_id IS NOT NULL
   OR a.status IN ('active', 'loyal', 'at_risk', 'lost')
"""


def days_of(period: Period) -> dict[str, str]:
    """Return the first and the last day as statements name them."""
    return {"first": period.first_on.isoformat(), "last": period.last_on.isoformat()}


def read_account_sales(look: FigureLook, period: Period) -> list[AbcAccount]:
    """Return the sales of every account that bought in the period or ever was a buyer.

    Whoever is only courted, and archived accounts without sales, are not graded.

    Args:
        look: The store.
        period: Days whose sales count.
    """
    rows = look.run(_SALES, days_of(period))
    accounts: list[AbcAccount] = []
    for account_id, number, minor, since in rows:
        began = dt.date.fromisoformat(since) if since else None
        fresh = is_new(began, period=period)
        accounts.append(AbcAccount(account_id, number, minor, began, fresh))
    return accounts
