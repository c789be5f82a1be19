"""Gross margin (毛利率) by product and account; the rate of a total is a quotient of sums.

Cost is not on a rep's device by default: every figure then reads "cost unknown".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.domain.analysis.figures import (
    NotAvailable,
    Reason,
    Value,
    is_below,
    quotient,
    share_of,
)

TOTAL = ""
"""Name of a line that sums up others."""


@dataclass(frozen=True, slots=True)
class SalesAndCost:
    """Grouped sums of a product or an account.

    Attributes:
        name: Product code or account id.
        sales_minor: Sales less returns.
        cost_minor: Cost of these sales; None when it is not known.
    """

    name: str
    sales_minor: int
    cost_minor: int | None


@dataclass(frozen=True, slots=True)
class MarginLine:
    """A margin with the numbers it came from.

    Attributes:
        name: Product code, account id, or `TOTAL`.
        sales_minor: Sales.
        cost_minor: Cost; None when it is not known.
    """

    name: str
    sales_minor: int
    cost_minor: int | None

    @property
    def profit_minor(self) -> Value:
        """Sales − cost in minor units; the printed "cross ratio" of the seed."""
        if self.cost_minor is None:
            return NotAvailable(Reason.COST_UNKNOWN)
        return Fraction(self.sales_minor - self.cost_minor)

    @property
    def rate(self) -> Value:
        """Profit ÷ sales; n/a when sales are 0 or less, or the cost is unknown."""
        return self.share_of_profit(self.sales_minor)

    def share_of_profit(self, total_minor: int) -> Value:
        """Return profit ÷ a total; n/a when that is 0 or less, or the cost is unknown."""
        if self.cost_minor is None:
            return NotAvailable(Reason.COST_UNKNOWN)
        return share_of(self.sales_minor - self.cost_minor, total_minor)

    @property
    def is_negative(self) -> bool:
        """Whether it loses money and is to be flagged."""
        return is_below(self.profit_minor, 0)


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins by gross profit, the unknown ones last.

    Attributes:
        lines: One per product or account.
        total: Of all; n/a as soon as one cost is unknown.
        known: Of those whose cost is known, to be shown beside it.
        known_share: Their share of the sales.
    """

    lines: tuple[MarginLine, ...]
    total: MarginLine
    known: MarginLine
    known_share: Value


def margin(group: SalesAndCost) -> MarginLine:
    """Return the margin of one product or account.

    Source: domain.md 3.6; R108.
    """
    return MarginLine(group.name, group.sales_minor, group.cost_minor)


def margins(groups: Iterable[SalesAndCost]) -> Margins:
    """Return all margins and the one of the total.

    Source: domain.md 3.6; R108.
    """
    listed = list(groups)
    known = [group for group in listed if group.cost_minor is not None]
    known_sum = _sum(known)
    all_sales = sum(group.sales_minor for group in listed)
    complete = SalesAndCost(
        TOTAL, all_sales, known_sum.cost_minor if len(known) == len(listed) else None
    )
    return Margins(
        lines=tuple(sorted(map(margin, listed), key=_order)),
        total=margin(complete),
        known=margin(known_sum),
        known_share=quotient(known_sum.sales_minor, all_sales, reason=Reason.NO_SALES),
    )


def _order(line: MarginLine) -> tuple[bool, int, str]:
    return line.cost_minor is None, (line.cost_minor or 0) - line.sales_minor, line.name


def _sum(groups: list[SalesAndCost]) -> SalesAndCost:
    sales = sum(group.sales_minor for group in groups)
    return SalesAndCost(TOTAL, sales, sum(group.cost_minor or 0 for group in groups))
