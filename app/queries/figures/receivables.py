"""How old the money owed is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.receivables import Ageing, ageing, oldest_overdue_days
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.debts import read_debts
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AgeingFigure:
    """Open receivables by age.

    Attributes:
        basis: What it is based on; its period is the day itself.
        ageing: Balances by days past due.
        oldest_days: Age of the oldest day that is still owed for; 0 when nothing is late.
    """

    basis: Basis
    ageing: Ageing
    oldest_days: int


def read_ageing(
    workspace: Workspace, today: dt.date, *, only: FigureFilter = EVERYTHING
) -> AgeingFigure:
    """Return what all accounts of this device owe, by age.

    Source: domain.md 3.15; R057.
    """
    with look_at(workspace, only) as look:
        debts = read_debts(look)
        basis = local_basis(workspace, look, Period(today, today))
    return AgeingFigure(basis, ageing(debts, today=today), oldest_overdue_days(debts, today=today))
