from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.analysis.distribution import (
    Coverage,
    DistributionGoal,
    distribution,
    market_share,
)
from app.domain.analysis.figures import NotAvailable, Reason

EXAMPLE = Coverage(served=180, universe=300, placements=540, tiers=2)
NO_GOAL = NotAvailable(Reason.NO_EXPECTATION)


def test_the_worked_examples_of_breadth_and_depth():
    found = distribution(EXAMPLE)
    assert (found.breadth, found.depth) == (Fraction(60, 100), 3)
    assert found.breadth_gap == found.depth_gap == found.tiers_gap == NO_GOAL


def test_an_own_share_of_1000_in_a_market_of_8000_is_12_5_percent():
    assert market_share(sales_minor=1000, market_minor=8000) == Fraction(125, 1000)
    unknown = NotAvailable(Reason.UNIVERSE_UNKNOWN)
    assert market_share(sales_minor=1000, market_minor=None) == unknown


def test_goals_are_compared_with_what_was_reached():
    goal = DistributionGoal(breadth=Decimal("0.7"), depth=Decimal("2.5"), tiers=3)
    found = distribution(EXAMPLE, goal=goal)
    assert (found.breadth_gap, found.depth_gap, found.tiers_gap) == (
        Fraction(-1, 10),
        Fraction(1, 2),
        -1,
    )


@pytest.mark.parametrize("universe", [None, 0])
def test_with_an_unknown_universe_only_the_count_is_shown(universe):
    found = distribution(Coverage(180, universe, 540), goal=DistributionGoal(Decimal("0.5")))
    assert found.breadth == found.breadth_gap == NotAvailable(Reason.UNIVERSE_UNKNOWN)
    assert (found.coverage.served, found.depth) == (180, 3)


def test_without_outlets_there_is_no_depth_but_a_breadth_of_zero():
    found = distribution(Coverage(0, 300, 0))
    assert (found.breadth, found.depth) == (0, NotAvailable(Reason.NO_OUTLETS))


def test_more_outlets_than_exist_mean_an_outdated_universe():
    assert distribution(Coverage(301, 300, 301)).is_universe_outdated
    assert not distribution(Coverage(300, 300, 300)).is_universe_outdated
    assert not distribution(Coverage(300, None, 300)).is_universe_outdated
