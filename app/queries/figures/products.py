"""Figures by product: structure, margin, turnover, cross ratio and contribution."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.contribution import Contributions, contributions
from app.domain.analysis.cross_ratio import CrossRatioLine, MarginAndTurns, cross_ratios
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import NotAvailable, Reason, Value
from app.domain.analysis.margin import Margins, margins
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.structure import Structure, structure
from app.queries.figures.basis import local_basis, look_at
from app.queries.figures.turnover import TurnoverFigure, read_turnover
from app.store.reads.figures.product_costs import read_sales_and_cost
from app.store.reads.figures.product_sales import read_product_sales
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class StructureFigure:
    """What is sold.

    Attributes:
        basis: What it is based on.
        structure: Products, the largest first.
    """

    basis: Basis
    structure: Structure


@dataclass(frozen=True, slots=True)
class MarginFigure:
    """What is earned; "cost unknown" where the device may not know the cost.

    Attributes:
        basis: What it is based on.
        margins: Products by gross profit.
    """

    basis: Basis
    margins: Margins


@dataclass(frozen=True, slots=True)
class CrossRatioFigure:
    """What deserves to be pushed.

    Attributes:
        basis: What it is based on.
        lines: Products with margin rate and turnover, the best first.
        contributions: Cross ratio × sales, the largest first.
    """

    basis: Basis
    lines: tuple[CrossRatioLine, ...]
    contributions: Contributions


def read_structure(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> StructureFigure:
    """Return the sales structure of all accounts of this device.

    Source: domain.md 3.5; R107.
    """
    with look_at(workspace, only) as look:
        sales = read_product_sales(look, period)
        return StructureFigure(local_basis(workspace, look, period), structure(sales))


def read_margins(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> MarginFigure:
    """Return the gross margin by product.

    Source: domain.md 3.6; R108.
    """
    with look_at(workspace, only) as look:
        groups = read_sales_and_cost(look, period)
        return MarginFigure(local_basis(workspace, look, period), margins(groups))


def read_cross_ratios(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> CrossRatioFigure:
    """Return cross and contribution ratio by product; n/a without cost or counts.

    Source: domain.md 3.8, 3.9; R110.
    """
    return cross_ratios_of(
        read_margins(workspace, period, only=only), read_turnover(workspace, period, only=only)
    )


def cross_ratios_of(earned: MarginFigure, turned: TurnoverFigure) -> CrossRatioFigure:
    """Return cross and contribution ratio from figures that are there already."""
    lines = cross_ratios(
        MarginAndTurns(
            line.name, line.sales_minor, line.profit_minor, line.rate, _turns(turned, line.name)
        )
        for line in earned.margins.lines
    )
    return CrossRatioFigure(earned.basis, lines, contributions(lines))


def _turns(turned: TurnoverFigure, code: str) -> Value:
    line = turned.lines.get(code)
    return line.turn.turns if line else NotAvailable(Reason.COUNT_MISSING)
