"""Gross profit, expenses and worth of each account, where the device may know the cost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook

# A cost holds from its day to the next one's; without a day it holds from ever.
_PROFIT = """
WITH dated AS (
  SELECT product_id, cost_minor, coalesce(valid_from_on, '') AS from_on, max(id) AS id
  FROM product_cost GROUP BY product_id, from_on), spell AS MATERIALIZED (
  SELECT product_id, cost_minor, from_on,
         lead(from_on, 1, '9999-12-32') OVER (PARTITION BY product_id ORDER BY from_on) AS until_on
  FROM dated), earned AS MATERIALIZED (
  SELECT s.account_id, sum(s.amount_minor) AS minor, sum(s.quantity * c.cost_minor) AS cost,
         count(*) - count(s.quantity * c.cost_minor) AS unknown
  FROM sales_record s LEFT JOIN spell c
    ON c.product_id = s.product_id AND s.sold_on >= c.from_on AND s.sold_on < c.until_on
  WHERE s.account_id > '' AND s.sold_on BETWEEN :first AND :last GROUP BY s.account_id),
spent AS MATERIALIZED (
  SELECT account_id, sum(amount_minor) AS minor FROM selling_expense
  WHERE :with_expenses AND spent_on BETWEEN :first AND :last AND state <> 'refused'
  GROUP BY account_id)
SELECT a.id, a.potential, e.minor, e.cost, coalesce(e.unknown, 0), coalesce(a.number, ''),
       a.dealings_since_on, coalesce(x.minor, 0), a.model_value
FROM account a LEFT JOIN earned e ON e.account_id = a.id LEFT JOIN spent x ON x.account_id = a.id
WHERE e.account_id IS NOT NULL OR x.account_id IS NOT NULL
   OR a.status IN ('active', 'loyal', 'at_risk', 'lost')
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


def read_account_profits(look: FigureLook, period: Period) -> list[AccountProfit]:
    """Return profit and potential of every account that bought or ever was a buyer.

    Args:
        look: The store.
        period: Days whose sales count.
    """
    values = {**days_of(period), "with_expenses": not look.only.product_line}
    return [
        AccountProfit(
            account_id,
            potential,
            minor or 0,
            None if unknown else (cost or 0),
            number,
            dt.date.fromisoformat(since) if since else None,
            spent,
            model,
        )
        for account_id, potential, minor, cost, unknown, number, since, spent, model in look.run(
            _PROFIT, values
        )
    ]


def has_costs(look: FigureLook) -> bool:
    """Return whether this device may know any cost: a rep's does not."""
    found = look.run_on_all("SELECT EXISTS (SELECT 1 FROM product_cost)").scalar()
    return bool(found)
