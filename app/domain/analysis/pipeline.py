"""Pipeline forecast: open opportunities weighted by the probability of their stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class OpenOpportunity:
    """An opportunity that is neither won nor lost.

    Attributes:
        opportunity_id: The opportunity.
        amount_minor: Expected amount.
        probability: Of its stage, 0 to 1.
        expected_on: Day on which it is expected to be won; None when nobody said.
    """

    opportunity_id: str
    amount_minor: int
    probability: Decimal
    expected_on: date | None


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The weighted sums, in minor units, not rounded.

    Attributes:
        weighted_minor: Σ amount × probability of what is still expected.
        overdue_minor: The same of what should have been won by now; not part of the first.
        overdue: Those opportunities, listed separately.
    """

    weighted_minor: Fraction
    overdue_minor: Fraction
    overdue: tuple[str, ...]


def pipeline(opportunities: Iterable[OpenOpportunity], *, today: date) -> Pipeline:
    """Return the weighted pipeline; an empty one is worth 0, which is known.

    Source: domain.md 3.24 (pipeline); R121.
    """
    listed = list(opportunities)
    late = [row for row in listed if row.expected_on is not None and row.expected_on < today]
    everything, overdue = _weighted(listed), _weighted(late)
    return Pipeline(everything - overdue, overdue, tuple(row.opportunity_id for row in late))


def _weighted(rows: Iterable[OpenOpportunity]) -> Fraction:
    return sum((row.amount_minor * Fraction(row.probability) for row in rows), Fraction(0))
