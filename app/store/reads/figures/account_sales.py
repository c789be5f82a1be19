"""Sales of each account in a period."""

from __future__ import annotations

import datetime as dt

from app.domain.analysis.abc import AbcAccount, is_new
from app.domain.analysis.periods import Period
from app.store.reads.figures.figure_look import FigureLook

_SALES = """
SELECT account_id, sum(amount_minor) FROM sales_record
WHERE account_id > '' AND sold_on BETWEEN :first AND :last GROUP BY account_id
"""
_ACCOUNTS = """
SELECT id, coalesce(number, ''), dealings_since_on,
       status IN ('active', 'loyal', 'at_risk', 'lost') FROM account
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
    sold: dict[str, int] = dict(look.run(_SALES, days_of(period)).fetchall())
    accounts: list[AbcAccount] = []
    for account_id, number, since, was_buyer in look.run(_ACCOUNTS):
        minor = sold.get(account_id)
        if minor is not None or was_buyer:
            began = dt.date.fromisoformat(since) if since else None
            fresh = is_new(began, period=period)
            accounts.append(AbcAccount(account_id, number, minor or 0, began, fresh))
    return accounts
