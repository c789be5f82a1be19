"""Customer lifetime value (客户终生价值): discounted profit over the expected relation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value


@dataclass(frozen=True, slots=True)
class LifetimeTerms:
    """What the value is computed from.

    Attributes:
        margin_minor: Profit of a year in minor units; may be negative.
        retention: Part of the accounts kept from year to year, 0 to 1; None when unknown.
        segment_retention: The rate of the account's segment, used when its own is unknown.
        discount: Interest of a year, above −1.
        years: Years looked at, this one included (t = 0 … years − 1).
        acquisition_minor: Cost of having won the account.
    """

    margin_minor: int
    retention: Decimal | None
    discount: Decimal
    years: int
    acquisition_minor: int = 0
    segment_retention: Decimal | Fraction | None = None


@dataclass(frozen=True, slots=True)
class LifetimeValue:
    """The value with the years it came from.

    Attributes:
        terms: As entered.
        by_year: Discounted profit of each year in minor units, not rounded.
        value_minor: Their sum less the cost of winning; not rounded, negative when it does not pay.
        is_assumed: The retention is the segment's.
    """

    terms: LifetimeTerms
    by_year: tuple[Fraction, ...]
    value_minor: Value
    is_assumed: bool


def lifetime_value(terms: LifetimeTerms) -> LifetimeValue:
    """Return Σ margin × retention^t ÷ (1 + discount)^t − acquisition. For the server only.

    Raises:
        ValueError: For rates out of range or no year at all.

    Source: domain.md 3.20 [STD]; R118.
    """
    rate = terms.segment_retention if terms.retention is None else terms.retention
    if terms.years < 1 or terms.discount <= -1:
        raise ValueError("a lifetime has a year or more, and a discount above -100 %")
    if rate is None:
        unknown = NotAvailable(Reason.RETENTION_UNKNOWN)
        return LifetimeValue(terms, (), unknown, is_assumed=False)
    if not 0 <= rate <= 1:
        raise ValueError("a retention rate lies between 0 and 1")
    step = Fraction(rate) / (1 + Fraction(terms.discount))
    years = tuple(terms.margin_minor * step**year for year in range(terms.years))
    value = sum(years, Fraction(-terms.acquisition_minor))
    return LifetimeValue(terms, years, value, is_assumed=terms.retention is None)
