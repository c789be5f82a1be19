"""Classes by profit beside those by sales, and which classes changed from quarter to quarter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.abc import (
    AbcAccount,
    AbcClass,
    ClassChange,
    abc_grades,
    class_changes,
    is_new,
)
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.same_period import reaches_back
from app.domain.analysis.spans import Span, stretch
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.account_names import read_account_names
from app.store.reads.figures.account_profit import has_costs, read_account_profits
from app.store.reads.figures.account_sales import read_sales_by_period
from app.store.reads.figures.figure_look import FigureLook
from app.store.reads.figures.product_sales import read_earliest_sale
from app.workspace import Workspace

NAMED = 500
QUARTERS = 4
"""Closed quarters whose changes are told. A proposal: no seed says it."""


@dataclass(frozen=True, slots=True)
class ChangesFigure:
    """The changes of the closed quarters.

    Attributes:
        basis: What they are based on.
        changes: The latest quarter first; accounts in it by their new class.
        names: Of the first accounts, by id.
    """

    basis: Basis
    changes: tuple[ClassChange, ...]
    names: dict[str, str]


def read_class_changes(
    workspace: Workspace,
    today: dt.date,
    *,
    only: FigureFilter = EVERYTHING,
    named: int = NAMED,
) -> ChangesFigure:
    """Return which local classes changed with the last four closed quarters.

    They are computed anew from what is known today, so data that came late is in them. The
    official classes are the server's.

    Source: domain.md 3.2 (class changes are logged with old, new and period); R104.
    """
    quarters = [stretch(Span.QUARTER, today, back=back).whole for back in range(1, QUARTERS + 2)]
    with look_at(workspace, only) as look:
        earliest = read_earliest_sale(look)
        known = [days for days in quarters if reaches_back(earliest, days)]
        grades = [abc_grades(accounts) for accounts in read_sales_by_period(look, known)]
        found: list[ClassChange] = []
        for place, days in enumerate(known[:-1]):
            changes = class_changes(grades[place + 1], grades[place], period=days)
            found += sorted(changes, key=lambda change: (change.new or "", change.account_id))
        names = read_account_names(look, {change.account_id for change in found[:named]})
        span = Period(known[-1].first_on, known[0].last_on) if known else quarters[0]
        return ChangesFigure(local_basis(workspace, look, span), tuple(found), names)


def read_profit_classes(look: FigureLook, period: Period) -> dict[str, AbcClass]:
    """Return the class of each account by gross profit; nothing where costs are not known here.

    Accounts of which a cost is missing have none.

    Source: domain.md 3.2 (variant by gross profit); R104.
    """
    if not has_costs(look):
        return {}
    accounts = (
        AbcAccount(
            row.account_id,
            row.number,
            row.sales_minor - row.cost_minor,
            row.dealings_since_on,
            is_new(row.dealings_since_on, period=period),
        )
        for row in read_account_profits(look, period)
        if row.cost_minor is not None
    )
    return abc_grades(accounts)
