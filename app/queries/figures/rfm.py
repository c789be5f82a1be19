"""How recently, how often and for how much accounts buy, scored against each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.rfm import DEFAULT_CUTS, Rfm, RfmCuts, rfm_scores
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.account_names import read_account_names
from app.store.reads.figures.buying import read_buying
from app.workspace import Workspace

WINDOW_DAYS = 365
"""A year of purchases is scored. A proposal: no seed says it."""
NAMED = 200
"""The best accounts whose names are read."""


@dataclass(frozen=True, slots=True)
class RfmFigure:
    """The scores of the accounts of this device.

    Attributes:
        basis: What it is based on.
        scores: The best first; equal ones by sales.
        names: Of the first `NAMED`, by id.
    """

    basis: Basis
    scores: tuple[Rfm, ...]
    names: dict[str, str]


def read_rfm(
    workspace: Workspace,
    today: dt.date,
    *,
    cuts: RfmCuts = DEFAULT_CUTS,
    only: FigureFilter = EVERYTHING,
    named: int = NAMED,
) -> RfmFigure:
    """Score every buyer by the year up to today.

    Source: domain.md 3.18; R117.
    """
    window = Period(today - dt.timedelta(days=WINDOW_DAYS - 1), today)
    with look_at(workspace, only) as look:
        scored = rfm_scores(read_buying(look, window), cuts=cuts)
        ordered = sorted(scored, key=_place)
        names = read_account_names(look, [row.facts.account_id for row in ordered[:named]])
        basis = local_basis(workspace, look, window)
    return RfmFigure(basis, tuple(ordered), names)


def _place(row: Rfm) -> tuple[int, int, str]:
    return -row.sum, -row.facts.money_minor, row.facts.account_id
