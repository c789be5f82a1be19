"""What each account earns: margin, contribution, and what it is worth over the years."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import NotAvailable, Reason, Value
from app.domain.analysis.lifetime_value import LifetimeTerms, lifetime_value
from app.domain.analysis.margin import MarginLine, Margins, margins
from app.domain.analysis.periods import Basis, Period
from app.queries.figures.basis import local_basis, look_at
from app.queries.figures.retention import read_retention
from app.store.reads.figures.account_names import read_account_names
from app.store.reads.figures.account_profit import (
    AccountProfit,
    has_costs,
    read_account_profits,
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
        lately: Sales and cost of the last 365 days, by account that bought or ever did.
        retention: Of the accounts here.
        names: Of the first accounts, by id.
    """

    basis: Basis
    margins: Margins | None
    lately: dict[str, AccountProfit]
    retention: Value
    names: dict[str, str]

    def contribution(self, line: MarginLine) -> Value:
        """Return profit of an account ÷ profit of all whose cost is known.

        Source: domain.md 3.26; R119.
        """
        known = self.margins.known if self.margins else line
        return line.share_of_profit(known.sales_minor - (known.cost_minor or 0))

    def lifetime(self, account_id: str) -> Value:
        """Return what an account is worth in minor units, not rounded.

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

    Selling expenses of an account are not recorded, so its contribution is that of gross profit.

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
            return ProfitFigure(basis, None, {}, none, {})
        found = margins(row for row in read_sales_and_costs(look, period) if row.sales_minor)
        names = read_account_names(look, [line.name for line in found.lines[:named]])
        lately = {row.account_id: row for row in read_account_profits(look, year)}
    kept = read_retention(workspace, year, only=only).retention.retention
    return ProfitFigure(basis, found, lately, kept, names)
