"""How broad and deep dealers distribute, against their plans."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.domain.analysis.distribution import Coverage, Distribution, DistributionGoal, distribution
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Period
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.account_names import read_account_names
from app.store.reads.figures.distribution_counts import DealerReach, read_dealer_reach
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReachFigure:
    """Distribution by dealer, the broadest first.

    Attributes:
        basis: What it is based on.
        lines: Counts and plan with breadth, depth and gaps.
        names: Of these dealers, by id.
    """

    basis: Basis
    lines: tuple[tuple[DealerReach, Distribution], ...]
    names: dict[str, str]


def read_reach(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> ReachFigure:
    """Return breadth, depth and tiers of every dealer with accounts below it or a plan.

    Source: domain.md 3.28, 2.11; R174.
    """
    with look_at(workspace, only) as look:
        found = read_dealer_reach(look, period)
        names = read_account_names(look, [row.account_id for row in found])
        basis = local_basis(workspace, look, period)
    found.sort(key=lambda row: (-row.served, row.account_id))
    return ReachFigure(basis, tuple((row, _judged(row)) for row in found), names)


def _judged(row: DealerReach) -> Distribution:
    goal = DistributionGoal(
        depth=None if row.products_goal is None else Decimal(row.products_goal), tiers=row.tier_goal
    )
    return distribution(Coverage(row.served, row.universe, row.placements, row.tiers), goal=goal)
