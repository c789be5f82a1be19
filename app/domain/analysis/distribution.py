"""Distribution below a dealer (分销): breadth, depth, tiers; and the share of a market."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, gap, quotient


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of a dealer's area.

    Attributes:
        served: Outlets that carry at least one product of ours.
        universe: Outlets in the area; None when nobody knows.
        placements: Products × outlets: our products summed over the served outlets.
        tiers: Tiers reached below us (1 = the dealer alone).
    """

    served: int
    universe: int | None
    placements: int
    tiers: int = 1


@dataclass(frozen=True, slots=True)
class DistributionGoal:
    """The plan of a period.

    Attributes:
        breadth: Share of the outlets to be served.
        depth: Products per outlet.
        tiers: Tiers to be reached.
    """

    breadth: Decimal | None = None
    depth: Decimal | None = None
    tiers: int | None = None


NO_GOAL = DistributionGoal()


@dataclass(frozen=True, slots=True)
class Distribution:
    """The figures with the counts they came from.

    Attributes:
        coverage: The counts, shown when breadth is n/a.
        breadth: Served ÷ universe; above 1 means that the universe is out of date.
        depth: Placements ÷ served.
        breadth_gap: Breadth − goal.
        depth_gap: Depth − goal.
        tiers_gap: Tiers − goal.
    """

    coverage: Coverage
    breadth: Value
    depth: Value
    breadth_gap: Value
    depth_gap: Value
    tiers_gap: Value

    @property
    def is_universe_outdated(self) -> bool:
        """Whether more outlets are served than are said to exist."""
        return isinstance(self.breadth, Fraction) and self.breadth > 1


def distribution(coverage: Coverage, *, goal: DistributionGoal = NO_GOAL) -> Distribution:
    """Return breadth and depth against their goals; breadth n/a when the universe is unknown.

    Source: domain.md 3.28, 2.11; R174.
    """
    breadth = quotient(coverage.served, coverage.universe, reason=Reason.UNIVERSE_UNKNOWN)
    depth = quotient(coverage.placements, coverage.served, reason=Reason.NO_OUTLETS)
    return Distribution(
        coverage=coverage,
        breadth=breadth,
        depth=depth,
        breadth_gap=gap(breadth, _goal(goal.breadth)),
        depth_gap=gap(depth, _goal(goal.depth)),
        tiers_gap=gap(Fraction(coverage.tiers), _goal(goal.tiers)),
    )


def market_share(*, sales_minor: int, market_minor: int | None) -> Value:
    """Return own sales ÷ the market; n/a when the market is unknown.

    Source: domain.md 3.28.
    """
    return quotient(sales_minor, market_minor, reason=Reason.UNIVERSE_UNKNOWN)


def _goal(value: Decimal | int | None) -> Value:
    return NotAvailable(Reason.NO_EXPECTATION) if value is None else Fraction(value)
