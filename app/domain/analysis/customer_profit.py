"""What an account earns us after what was spent on it, and its share of all (利润贡献率)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.domain.analysis.figures import (
    NotAvailable,
    Reason,
    Value,
    available,
    share_of,
)


@dataclass(frozen=True, slots=True)
class CustomerProfit:
    """One account.

    Attributes:
        account_id: The account.
        profit: Gross profit − selling expenses in minor units; n/a while a cost is unknown.
        contribution: Profit ÷ that of all whose cost is known; n/a when that is 0 or less.
        expense_rate: Selling expenses ÷ sales.
    """

    account_id: str
    profit: Value
    contribution: Value
    expense_rate: Value


@dataclass(frozen=True, slots=True)
class ProfitParts:
    """What a profit is made of.

    Attributes:
        account_id: The account.
        gross: Sales − cost in minor units; n/a while a cost is unknown.
        sales_minor: Sales less returns.
        expense_minor: Selling expenses of the same days.
    """

    account_id: str
    gross: Value
    sales_minor: int
    expense_minor: int


def customer_profits(parts: Iterable[ProfitParts]) -> dict[str, CustomerProfit]:
    """Return profit, contribution and expense rate by account.

    Returned goods are less sales already. What support and compensation cost is not recorded, so
    it is not taken off.

    Source: domain.md 3.26; R119.
    """
    listed = [(part, _less(part.gross, part.expense_minor)) for part in parts]
    total = sum(available(profit for _, profit in listed), Fraction(0))
    return {
        part.account_id: CustomerProfit(
            part.account_id,
            profit,
            profit
            if isinstance(profit, NotAvailable)
            else share_of(profit, total, reason=Reason.NEGATIVE_TOTAL),
            share_of(part.expense_minor, part.sales_minor),
        )
        for part, profit in listed
    }


def _less(gross: Value, expense_minor: int) -> Value:
    return gross if isinstance(gross, NotAvailable) else gross - expense_minor
