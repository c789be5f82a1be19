"""What an account earns us after what was spent on it, and its share of all (利润贡献率)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, share_of


@dataclass(frozen=True, slots=True)
class ProfitParts:
    """What a profit is made of.

    Attributes:
        account_id: The account.
        gross_minor: Sales − cost; None while a cost is unknown.
        sales_minor: Sales less returns.
        expense_minor: Selling expenses of the same days.
    """

    account_id: str
    gross_minor: int | None
    sales_minor: int
    expense_minor: int


@dataclass(frozen=True, slots=True)
class CustomerProfit:
    """One account.

    Attributes:
        parts: What its profit is made of.
        total_minor: Profit of all whose cost is known.
    """

    parts: ProfitParts
    total_minor: int

    @property
    def profit(self) -> Value:
        """Gross profit − selling expenses in minor units; n/a while a cost is unknown."""
        if self.parts.gross_minor is None:
            return NotAvailable(Reason.COST_UNKNOWN)
        return Fraction(self.parts.gross_minor - self.parts.expense_minor)

    @property
    def contribution(self) -> Value:
        """Profit ÷ that of all whose cost is known; n/a when that is 0 or less."""
        profit = self.profit
        if isinstance(profit, NotAvailable):
            return profit
        return share_of(profit, self.total_minor, reason=Reason.NEGATIVE_TOTAL)

    @property
    def expense_rate(self) -> Value:
        """Selling expenses ÷ sales."""
        return share_of(self.parts.expense_minor, self.parts.sales_minor)


def customer_profits(parts: Iterable[ProfitParts]) -> dict[str, CustomerProfit]:
    """Return profit, contribution and expense rate by account.

    Returned goods are less sales already. What support and compensation cost is not recorded, so
    it is not taken off.

    Source: domain.md 3.26; R119.
    """
    listed = list(parts)
    total = sum(
        part.gross_minor - part.expense_minor for part in listed if part.gross_minor is not None
    )
    return {part.account_id: CustomerProfit(part, total) for part in listed}
