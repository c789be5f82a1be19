from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.value_segments import (
    AccountValue,
    Segment,
    median,
    potential_score,
    segmentation,
)

NO_COST = NotAvailable(Reason.COST_UNKNOWN)
NO_POTENTIAL = NotAvailable(Reason.POTENTIAL_UNKNOWN)
CUTS = {"profit_cut_minor": 1_200_000, "potential_cut": Decimal("3.0")}


def value(name, profit, potential, model=None):
    profit, potential = (
        part if isinstance(part, NotAvailable) else Fraction(part) for part in (profit, potential)
    )
    return AccountValue(name, profit, potential, model)


@pytest.mark.parametrize(
    ("profit", "potential", "segment"),
    [
        (2_000_000, "4.1", Segment.GOLD),
        (2_000_000, "2.0", Segment.MAINTAIN),
        (500_000, "4.1", Segment.DEVELOP),
        (500_000, "2.0", Segment.ABANDON),
        (1_200_000, "3.0", Segment.GOLD),
        (1_199_999, "3.0", Segment.DEVELOP),
        (1_200_000, "2.999", Segment.MAINTAIN),
        (-1, "1", Segment.ABANDON),
    ],
)
def test_the_worked_examples_and_the_median_itself_is_high(profit, potential, segment):
    (found,) = segmentation([value("a", profit, potential)], **CUTS).accounts
    assert (found.segment, found.reason) == (segment, None)


def test_the_cuts_are_the_medians_of_what_is_known():
    rows = [
        value("a", 500_000, "2.0"),
        value("b", 1_000_000, "2.9"),
        value("c", 1_400_000, "3.1"),
        value("d", 2_000_000, "4.1"),
        value("e", NO_COST, "3.0"),
    ]
    found = segmentation(rows)
    assert (found.cuts.profit, found.cuts.potential) == (1_200_000, 3)
    assert [row.segment for row in found.accounts] == [
        Segment.ABANDON,
        Segment.ABANDON,
        Segment.GOLD,
        Segment.GOLD,
        None,
    ]


def test_an_unknown_profit_or_potential_is_not_segmented_and_says_why():
    found = segmentation([value("a", NO_COST, "4"), value("b", 1, NO_POTENTIAL)], **CUTS).accounts
    assert [row.segment for row in found] == [None, None]
    assert [row.reason for row in found] == [Reason.COST_UNKNOWN, Reason.POTENTIAL_UNKNOWN]
    assert segmentation([]).accounts == ()


def test_nobody_is_given_up_without_review():
    rows = [value("a", 1, "1"), value("b", 1, "5"), value("c", NO_COST, "1")]
    assert [row.needs_review for row in segmentation(rows, **CUTS).accounts] == [True, False, False]


def test_the_model_value_stands_beside_and_does_not_decide():
    rows = [value("a", 1, "1", model=5), value("a", 1, "1")]
    found = segmentation(rows, **CUTS).accounts
    assert found[0].value.model_score == 5
    assert found[0].segment is found[1].segment


def test_the_potential_is_the_mean_of_what_was_scored():
    assert potential_score([5, 4, Decimal("3.4"), 4]) == Fraction(41, 10)
    assert potential_score([]) == NO_POTENTIAL


def test_the_median_is_the_middle_or_between_the_middle_two():
    assert median([Fraction(3), Fraction(1), Fraction(2)]) == 2
    assert median([Fraction(1), Fraction(2)]) == Fraction(3, 2)
    assert median([]) == NotAvailable(Reason.NO_DATA)


numbers = st.integers(-(10**9), 10**9).map(Fraction)


@given(st.lists(st.builds(AccountValue, st.text(), numbers, numbers), min_size=1))
def test_at_least_half_lie_on_or_above_each_median_and_everybody_is_segmented(rows):
    found = segmentation(rows).accounts
    worthy = [row for row in found if row.segment in (Segment.GOLD, Segment.MAINTAIN)]
    promising = [row for row in found if row.segment in (Segment.GOLD, Segment.DEVELOP)]
    assert len(worthy) * 2 >= len(rows) <= len(promising) * 2
    assert all(row.segment is not None for row in found)
