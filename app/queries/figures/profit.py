"""What each account earns: margin, what is left after expenses, and its worth over years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.customer_profit import CustomerProfit, ProfitParts, customer_profits
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import NotAvailable, Reason, Value
from app.domain.analysis.lifetime_value import LifetimeTerms, lifetime_value
from app.domain.analysis.margin import Margins, SalesAndCost, margins
from app.domain.analysis.periods import Basis, Period
from app.queries.figures.basis import local_basis, look_at
from app.queries.figures.retention import read_retention
from app.store.reads.figures.account_names import read_account_names
from app.store.reads.figures.account_profit import (
    has_costs,
    read_earnings_of,
    read_expenses,
    read_sales_and_costs,
)
from app.workspace import Workspace

NAMED = 500
YEAR_DAYS = 365
DISCOUNT = Decimal("0.10")
"""Interest of a year. A proposal: no seed says it."""
YEARS = 5
"""Years looked at, this one included. A proposal: no seed says it."""


@dataclass(frozen=True, slots=True)
class ProfitFigure:
    """The accounts by what they earn.

    Attributes:
        basis: What it is based on.
        margins: Accounts by gross profit; None without any cost on the device.
        profits: Profit after expenses, contribution and expense rate by account.
        lately: Sales and cost of the last 365 days of the first accounts.
        retention: Of the accounts here.
        names: Of the first accounts, by id.
    """

    basis: Basis
    margins: Margins | None
    profits: dict[str, CustomerProfit]
    lately: dict[str, SalesAndCost]
    retention: Value
    names: dict[str, str]

    def lifetime(self, account_id: str) -> Value:
        """Return what one of the first accounts is worth in minor units, not rounded.

        That is the profit of the last 365 days over five years at the retention of the accounts
        here, without a cost of winning them.

        Source: domain.md 3.20; R118.
        """
        row = self.lately.get(account_id)
        if row is None:
            return NotAvailable(Reason.NO_SALES)
        if row.cost_minor is None:
            return NotAvailable(Reason.COST_UNKNOWN)
        rate = self.retention if isinstance(self.retention, Fraction) else None
        profit = row.sales_minor - row.cost_minor
        terms = LifetimeTerms(profit, None, DISCOUNT, YEARS, segment_retention=rate)
        return lifetime_value(terms).value_minor


def read_profit(
    workspace: Workspace,
    period: Period,
    today: dt.date,
    *,
    only: FigureFilter = EVERYTHING,
    named: int = NAMED,
) -> ProfitFigure:
    """Return margin, contribution and lifetime value of every account that bought.

    An account on which money was spent without a sale stands among them.

    Args:
        workspace: Store and clock.
        period: Days whose sales count.
        today: The lifetime looks at the 365 days up to it.
        only: The part that counts.
        named: How many accounts are named.

    Source: domain.md 3.6, 3.20, 3.26; R108, R118, R119.
    """
    year = Period(today - dt.timedelta(days=YEAR_DAYS - 1), today)
    with look_at(workspace, only) as look:
        basis = local_basis(workspace, look, period)
        none = NotAvailable(Reason.COST_UNKNOWN)
        if not has_costs(look):
            return ProfitFigure(basis, None, {}, {}, none, {})
        expenses = read_expenses(look, period)
        bought = _bought(read_sales_and_costs(look, period), expenses)
        found = margins(bought)
        first = [line.name for line in found.lines[:named]]
        names = read_account_names(look, first)
        lately = read_earnings_of(look, year, first)
    kept = read_retention(workspace, year, only=only).retention.retention
    return ProfitFigure(basis, found, _profits(bought, expenses), lately, kept, names)


def _bought(rows: Sequence[SalesAndCost], expenses: Mapping[str, int]) -> list[SalesAndCost]:
    """Leave out who had neither sales nor expenses, and add who had expenses alone."""
    spent = {account_id for account_id, minor in expenses.items() if minor}
    unsold = spent - {row.name for row in rows}
    kept = [row for row in rows if row.sales_minor or row.name in spent]
    return [*kept, *(SalesAndCost(account_id, 0, 0) for account_id in sorted(unsold))]


def _profits(
    bought: Iterable[SalesAndCost], expenses: Mapping[str, int]
) -> dict[str, CustomerProfit]:
    return customer_profits(
        ProfitParts(
            row.name,
            None if row.cost_minor is None else row.sales_minor - row.cost_minor,
            row.sales_minor,
            expenses.get(row.name, 0),
        )
        for row in bought
    )
