"""What each account earns: margin, what is left after expenses, and its worth over years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
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
from app.store.reads.figures.account_profit import AccountProfit, has_costs, read_account_profits
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
        lifetimes: Worth in minor units, not rounded, by account: profit of the last 365 days over
            five years at the retention of the accounts here, without a cost of winning them.
        retention: The rate that was taken.
        names: Of the first accounts, by id.
    """

    basis: Basis
    margins: Margins | None
    profits: dict[str, CustomerProfit]
    lifetimes: dict[str, Value]
    retention: Value
    names: dict[str, str]


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
        rows = read_account_profits(look, period)
        bought = [row for row in rows if row.sales_minor or row.expense_minor]
        found = margins(SalesAndCost(r.account_id, r.sales_minor, r.cost_minor) for r in bought)
        names = read_account_names(look, [line.name for line in found.lines[:named]])
        lately = {row.account_id: row for row in read_account_profits(look, year)}
    kept = read_retention(workspace, year, only=only).retention.retention
    return ProfitFigure(
        basis=basis,
        margins=found,
        profits=_profits(found, {row.account_id: row.expense_minor for row in bought}),
        lifetimes={row.account_id: _worth(lately.get(row.account_id), kept) for row in bought},
        retention=kept,
        names=names,
    )


def _profits(found: Margins, expenses: Mapping[str, int]) -> dict[str, CustomerProfit]:
    return customer_profits(
        ProfitParts(line.name, line.profit_minor, line.sales_minor, expenses[line.name])
        for line in found.lines
    )


def _worth(row: AccountProfit | None, kept: Value) -> Value:
    if row is None:
        return NotAvailable(Reason.NO_SALES)
    if row.cost_minor is None:
        return NotAvailable(Reason.COST_UNKNOWN)
    rate = kept if isinstance(kept, Fraction) else None
    terms = LifetimeTerms(
        row.sales_minor - row.cost_minor, None, DISCOUNT, YEARS, segment_retention=rate
    )
    return lifetime_value(terms).value_minor
