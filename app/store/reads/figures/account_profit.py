"""Gross profit and potential of each account, where the device may know the cost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.margin import SalesAndCost
from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

# A cost holds from its day to the next one's; without a day it holds from ever.
_EARNED = """
WITH dated AS (
  SELECT product_id, cost_minor, coalesce(valid_from_on, '') AS from_on, max(id) AS id
  FROM product_cost GROUP BY product_id, from_on), spell AS MATERIALIZED (
  SELECT product_id, cost_minor, from_on,
         lead(from_on, 1, '9999-12-32') OVER (PARTITION BY product_id ORDER BY from_on) AS until_on
  FROM dated)
SELECT s.account_id, sum(s.amount_minor), sum(s.quantity * c.cost_minor),
       count(*) = count(s.quantity * c.cost_minor)
FROM sales_record s LEFT JOIN spell c
  ON c.product_id = s.product_id AND s.sold_on >= c.from_on AND s.sold_on < c.until_on
WHERE s.account_id > '' AND s.sold_on BETWEEN :first AND :last
GROUP BY s.account_id HAVING s.account_id IN (SELECT id FROM account)
"""
_ACCOUNTS = """
SELECT id, potential, coalesce(number, ''), dealings_since_on,
       status IN ('active', 'loyal', 'at_risk', 'lost') FROM account
"""


@dataclass(frozen=True, slots=True)
class AccountProfit:
    """One account.

    Attributes:
        account_id: The account.
        potential: "high", "medium" or "low"; None when nobody judged.
        sales_minor: Sales less returns.
        cost_minor: Of these sales; None when one of them has no cost.
        number: Account number.
        dealings_since_on: Start of dealings; None when nobody entered it.
    """

    account_id: str
    potential: str | None
    sales_minor: int
    cost_minor: int | None
    number: str = ""
    dealings_since_on: dt.date | None = None


def read_sales_and_costs(look: FigureLook, period: Period) -> list[SalesAndCost]:
    """Return sales of every account that bought, with what they cost where all of it is known.

    Args:
        look: The store.
        period: Days whose sales count.
    """
    return [
        SalesAndCost(account_id, minor, cost if is_known else None)
        for account_id, minor, cost, is_known in look.run(_EARNED, days_of(period))
    ]


def read_account_profits(look: FigureLook, period: Period) -> list[AccountProfit]:
    """Return profit and potential of every account that bought or ever was a buyer.

    Args:
        look: The store.
        period: Days whose sales count.
    """
    earned = {row.name: row for row in read_sales_and_costs(look, period)}
    found: list[AccountProfit] = []
    for account_id, potential, number, since, was_buyer in look.run(_ACCOUNTS):
        row = earned.get(account_id)
        if row is not None or was_buyer:
            sales, cost = (row.sales_minor, row.cost_minor) if row else (0, 0)
            began = dt.date.fromisoformat(since) if since else None
            found.append(AccountProfit(account_id, potential, sales, cost, number, began))
    return found


def has_costs(look: FigureLook) -> bool:
    """Return whether this device may know any cost: a rep's does not."""
    found = look.run_on_all("SELECT EXISTS (SELECT 1 FROM product_cost)").scalar()
    return bool(found)
