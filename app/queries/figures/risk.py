"""Current, quick and profit ratio of the accounts whose figures somebody entered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import descending
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.risk_ratios import RiskRatios, risk_ratios
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.account_names import read_account_names
from app.store.reads.figures.risk_figures import read_balance_sheets
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One account: the year of its figures and the ratios."""

    account_id: str
    year: int | None
    ratios: RiskRatios


@dataclass(frozen=True, slots=True)
class RiskFigure:
    """Accounts by quick ratio, the weakest first, those without one last."""

    basis: Basis
    lines: tuple[RiskLine, ...]
    names: dict[str, str]


def read_risk(
    workspace: Workspace, today: dt.date, *, only: FigureFilter = EVERYTHING
) -> RiskFigure:
    """Return the ratios of the latest year that credit investigations brought home.

    Source: domain.md 3.16; R130.
    """
    with look_at(workspace, only) as look:
        sheets = read_balance_sheets(look)
        names = read_account_names(look, sheets)
        basis = local_basis(workspace, look, Period(today, today))
    lines = [RiskLine(key, year, risk_ratios(sheet)) for key, (year, sheet) in sheets.items()]
    return RiskFigure(basis, tuple(sorted(lines, key=_weakest)), names)


def _weakest(line: RiskLine) -> tuple[bool, object, str]:
    is_unknown, negated = descending(line.ratios.quick)
    return is_unknown, -negated, line.account_id
