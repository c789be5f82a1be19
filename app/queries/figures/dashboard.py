"""All figures of a dashboard together."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Period
from app.queries.figures.accounts import AbcFigure, LossFigure, read_abc_classes, read_loss_outlook
from app.queries.figures.products import (
    CrossRatioFigure,
    MarginFigure,
    StructureFigure,
    cross_ratios_of,
    read_margins,
    read_structure,
)
from app.queries.figures.receivables import AgeingFigure, read_ageing
from app.queries.figures.sales import (
    PlanFigure,
    SamePeriodFigure,
    read_plan_progress,
    read_same_period,
)
from app.queries.figures.turnover import TurnoverFigure, read_turnover
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The figures of one period; each states its own basis and evidence."""

    abc: AbcFigure
    structure: StructureFigure
    margin: MarginFigure
    turnover: TurnoverFigure
    cross_ratio: CrossRatioFigure
    plan: PlanFigure
    same_period: SamePeriodFigure
    loss: LossFigure
    ageing: AgeingFigure


def read_dashboard(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> Dashboard:
    """Return all figures of a period; rhythm and age are those of its last day."""
    earned, turned = (
        read_margins(workspace, period, only=only),
        read_turnover(workspace, period, only=only),
    )
    return Dashboard(
        abc=read_abc_classes(workspace, period, only=only),
        structure=read_structure(workspace, period, only=only),
        margin=earned,
        turnover=turned,
        cross_ratio=cross_ratios_of(earned, turned),
        plan=read_plan_progress(workspace, period, only=only),
        same_period=read_same_period(workspace, period, only=only),
        loss=read_loss_outlook(workspace, period.last_on, only=only),
        ageing=read_ageing(workspace, period.last_on, only=only),
    )
