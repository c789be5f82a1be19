"""Who buys: the accounts by type."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.composition import Composition, composition
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Period
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.type_sales import read_type_sales
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CompositionFigure:
    """Sales and heads by account type."""

    basis: Basis
    composition: Composition


def read_composition(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> CompositionFigure:
    """Return the customer composition of this device.

    Source: domain.md 3.1; R103.
    """
    with look_at(workspace, only) as look:
        groups = read_type_sales(look, period)
        return CompositionFigure(local_basis(workspace, look, period), composition(groups))
