"""Golden customers (黄金客户): the highest and at the same time the most stable spending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.domain.analysis.figures import (
    NotAvailable,
    Reason,
    Value,
    available,
    quotient,
    square_root,
)
from app.domain.analysis.pareto import largest

_MONTHS_IN_YEAR = 12


class Gold(StrEnum):
    """How an account stands."""

    GOLDEN = "golden"
    CANDIDATE = "candidate"  # among the largest, but known for too few months
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class GoldenRules:
    """Settings of the organisation; defaults from domain.md Appendix C (20 %, 0.30, 6).

    Attributes:
        top_percent: Share of the accounts that counts as the largest, ties included.
        highest_cv: Largest coefficient of variation of stable spending.
        least_months: Months with known sales before anybody is golden.
    """

    top_percent: int = 20
    highest_cv: Decimal = Decimal("0.30")
    least_months: int = 6


DEFAULT_RULES = GoldenRules()


@dataclass(frozen=True, slots=True)
class Stability:
    """How evenly an account buys, with the numbers it came from.

    Attributes:
        months: Months known.
        total_minor: Sales in them.
        mean_minor: Mean of a month, seasonally adjusted if asked; not rounded.
        deviation_minor: Population standard deviation, cut off after 12 decimals.
        cv: Deviation ÷ mean; n/a when the mean is 0 or less.
        cv_squared: The same squared, exact; thresholds are compared with this one.
    """

    months: int
    total_minor: int
    mean_minor: Value
    deviation_minor: Value
    cv: Value
    cv_squared: Value

    @property
    def is_full_year(self) -> bool:
        """Whether a whole year is known, which judges better than half of one."""
        return self.months >= _MONTHS_IN_YEAR


@dataclass(frozen=True, slots=True)
class GoldenLine:
    """An account's standing with its stability."""

    account_id: str
    gold: Gold
    is_among_largest: bool
    stability: Stability


def golden_customers(
    monthly: Mapping[str, Sequence[int | None]],
    *,
    season: Sequence[Fraction] | None = None,
    rules: GoldenRules = DEFAULT_RULES,
) -> tuple[GoldenLine, ...]:
    """Return the standing of every account, the largest first.

    Args:
        monthly: Sales less returns by account, month by month over the same months, in minor
            units; None where nothing is known (`periods.monthly_amounts`).
        season: Index of each of these months (1 = usual) for seasonal goods.
        rules: Settings.

    Source: domain.md 3.19; R115, R063.
    """
    found = {name: stability(amounts, season=season) for name, amounts in monthly.items()}
    totals = {name: row.total_minor for name, row in found.items()}
    top = frozenset(largest(totals, percent=rules.top_percent))
    names = sorted(totals, key=lambda name: (-totals[name], name))
    return tuple(
        GoldenLine(name, _gold(found[name], name in top, rules), name in top, found[name])
        for name in names
    )


def stability(
    amounts: Sequence[int | None], *, season: Sequence[Fraction] | None = None
) -> Stability:
    """Return mean, deviation and coefficient of variation of the known months.

    Source: domain.md 3.19; R115.
    """
    known = _adjusted(amounts, season)
    count, total = len(known), sum(amount for amount in amounts if amount is not None)
    mean = quotient(sum(known), count, reason=Reason.NO_DATA)
    if isinstance(mean, NotAvailable):
        return Stability(0, total, mean, mean, mean, mean)
    # n·Σx² − (Σx)² is n²·variance: in whole numbers it stays exact and quick
    spread = count * sum(value * value for value in known) - sum(known) ** 2
    deviation = square_root(Fraction(spread, count**2))
    if mean <= 0:
        none = NotAvailable(Reason.NEGATIVE_TOTAL if mean < 0 else Reason.NO_SALES)
        return Stability(count, total, mean, deviation, none, none)
    squared = Fraction(spread, sum(known) ** 2)
    return Stability(count, total, mean, deviation, square_root(squared), squared)


def seasonal_indices(monthly: Sequence[Sequence[int | None]]) -> tuple[Fraction, ...] | None:
    """Return an index for each month: its mean ÷ the mean of all months; None without a basis.

    Args:
        monthly: Years (or accounts) over the same months; None where nothing is known.

    Source: domain.md 3.19 (edge: seasonally adjusted).
    """
    columns = list(zip(*monthly, strict=True))
    means = available(
        quotient(
            sum(amount for amount in column if amount is not None),
            sum(amount is not None for amount in column),
            reason=Reason.NO_DATA,
        )
        for column in columns
    )
    if len(means) < len(columns) or min(means, default=Fraction(0)) <= 0:
        return None
    overall = sum(means, Fraction(0)) / len(means)
    return tuple(mean / overall for mean in means)


def _adjusted(
    amounts: Sequence[int | None], season: Sequence[Fraction] | None
) -> list[int] | list[Fraction]:
    if season is None:
        return [amount for amount in amounts if amount is not None]
    pairs = zip(amounts, season, strict=True)
    return [amount / index for amount, index in pairs if amount is not None]


def _gold(row: Stability, is_top: bool, rules: GoldenRules) -> Gold:
    if not is_top:
        return Gold.ORDINARY
    if row.months < rules.least_months:
        return Gold.CANDIDATE
    limit = Fraction(rules.highest_cv) ** 2
    is_stable = isinstance(row.cv_squared, Fraction) and row.cv_squared <= limit
    return Gold.GOLDEN if is_stable else Gold.ORDINARY
