"""Sales of each account in a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

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
    return next(iter(read_sales_by_period(look, [period])))


def read_sales_by_period(look: FigureLook, periods: Iterable[Period]) -> Iterator[list[AbcAccount]]:
    """Yield the same of several periods, one after the other.

    Args:
        look: The store.
        periods: Days whose sales count.
    """
    accounts = [
        (account_id, number, dt.date.fromisoformat(since) if since else None, bool(was_buyer))
        for account_id, number, since, was_buyer in look.run(_ACCOUNTS)
    ]
    for period in periods:
        sold: dict[str, int] = dict(look.run(_SALES, days_of(period)).fetchall())
        yield [
            AbcAccount(
                account_id, number, sold.get(account_id, 0), since, is_new(since, period=period)
            )
            for account_id, number, since, was_buyer in accounts
            if was_buyer or account_id in sold
        ]
