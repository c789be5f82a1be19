"""Gross profit, expenses and worth of each account, where the device may know the cost."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.analysis.margin import SalesAndCost
from app.domain.analysis.periods import Period
from app.domain.sales.expenses import COUNTED
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

# A cost holds from its day to the next one's; without a day it holds from ever.
_EARNINGS = """
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
WHERE {of} AND s.sold_on BETWEEN :first AND :last
GROUP BY s.account_id HAVING s.account_id IN (SELECT id FROM account)
"""
_EARNED = _EARNINGS.format(of="s.account_id > ''")
_EARNED_OF = _EARNINGS.format(of="s.account_id IN (SELECT value FROM json_each(:accounts))")
_BUYERS_OF = """
SELECT id FROM account WHERE status IN ('active', 'loyal', 'at_risk', 'lost')
  AND id IN (SELECT value FROM json_each(:accounts))
"""
_ACCOUNTS = """
SELECT id, potential, coalesce(number, ''), dealings_since_on, model_value,
       status IN ('active', 'loyal', 'at_risk', 'lost') FROM account
"""
_COUNTED = ", ".join(f"'{state}'" for state in COUNTED)
_SPENT = f"""
SELECT account_id, sum(amount_minor) FROM selling_expense
WHERE spent_on BETWEEN :first AND :last AND state IN ({_COUNTED}) GROUP BY account_id
HAVING account_id IN (SELECT id FROM account)
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
        expense_minor: Spent on the account, but what was refused; 0 where one line of products was
            chosen, since nobody divides an expense by products.
        model_value: Judged effect as an example, "1" to "5"; None when nobody judged.
    """

    account_id: str
    potential: str | None
    sales_minor: int
    cost_minor: int | None
    number: str = ""
    dealings_since_on: dt.date | None = None
    expense_minor: int = 0
    model_value: str | None = None


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


def read_earnings_of(
    look: FigureLook, period: Period, accounts: Sequence[str]
) -> dict[str, SalesAndCost]:
    """Return the same of some accounts, by account; one that was a buyer and bought nothing: 0.

    Args:
        look: The store.
        period: Days whose sales count.
        accounts: Their ids.
    """
    values = {**days_of(period), "accounts": json.dumps(list(accounts))}
    buyers = {str(row[0]): SalesAndCost(str(row[0]), 0, 0) for row in look.run(_BUYERS_OF, values)}
    earned = {row[0]: SalesAndCost(row[0], row[1], row[2] if row[3] else None)
              for row in look.run(_EARNED_OF, values)}  # fmt: skip
    return buyers | earned


def read_expenses(look: FigureLook, period: Period) -> dict[str, int]:
    """Return what was spent on accounts, in minor units; of one product line nobody knows it."""
    if look.only.product_line:
        return {}
    return {str(row[0]): row[1] for row in look.run(_SPENT, days_of(period))}


def read_account_profits(look: FigureLook, period: Period) -> list[AccountProfit]:
    """Return profit and potential of every account that bought or ever was a buyer.

    Args:
        look: The store.
        period: Days whose sales count.
    """
    earned = {row.name: row for row in read_sales_and_costs(look, period)}
    spent = read_expenses(look, period)
    found: list[AccountProfit] = []
    for account_id, potential, number, since, model, was_buyer in look.run(_ACCOUNTS):
        row, expense = earned.get(account_id), spent.get(account_id)
        if row is None and expense is None and not was_buyer:
            continue
        sales, cost = (row.sales_minor, row.cost_minor) if row else (0, 0)
        began = dt.date.fromisoformat(since) if since else None
        found.append(
            AccountProfit(account_id, potential, sales, cost, number, began, expense or 0, model)
        )
    return found


def has_costs(look: FigureLook) -> bool:
    """Return whether this device may know any cost: a rep's does not."""
    found = look.run_on_all("SELECT EXISTS (SELECT 1 FROM product_cost)").scalar()
    return bool(found)
