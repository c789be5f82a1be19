"""Which of the largest accounts also buy evenly."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from app.domain.accounts.follow_ups import months_after
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.golden import DEFAULT_RULES, GoldenLine, GoldenRules, golden_customers
from app.domain.analysis.pareto import largest
from app.domain.analysis.periods import Basis, Period, month_of, monthly_amounts, months_from
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.account_names import read_account_names
from app.store.reads.figures.account_sales import read_account_sales
from app.store.reads.figures.monthly_accounts import read_account_months
from app.workspace import Workspace

_MONTHS = 12
_EVERYBODY = 100


@dataclass(frozen=True, slots=True)
class GoldenFigure:
    """The largest accounts with how evenly they buy.

    Attributes:
        basis: What it is based on: the twelve closed months before the running one.
        lines: The largest first; the others are ordinary and left out.
        names: Of these accounts, by id.
    """

    basis: Basis
    lines: tuple[GoldenLine, ...]
    names: dict[str, str]


def read_golden(
    workspace: Workspace,
    today: dt.date,
    *,
    rules: GoldenRules = DEFAULT_RULES,
    only: FigureFilter = EVERYTHING,
) -> GoldenFigure:
    """Judge the largest accounts by their last twelve closed months.

    Only the largest can be golden, so only their months are read.

    Source: domain.md 3.19; R115.
    """
    ends = today.replace(day=1) - dt.timedelta(days=1)
    year = Period(months_after(today.replace(day=1), -_MONTHS), ends)
    months = tuple(months_from(month_of(year.first_on), month_of(year.last_on)))
    with look_at(workspace, only) as look:
        totals = {row.account_id: row.amount_minor for row in read_account_sales(look, year)}
        top = largest(totals, percent=rules.top_percent)
        found = read_account_months(look, top, year)
        names = read_account_names(look, top)
        basis = local_basis(workspace, look, year)
    amounts = {
        account_id: monthly_amounts(
            row.sums, months, active_from=row.since, closed_to=month_of(year.last_on)
        )
        for account_id, row in found.items()
    }
    everybody = replace(rules, top_percent=_EVERYBODY)
    return GoldenFigure(basis, golden_customers(amounts, rules=everybody), names)
