"""What every figure is: an exact number, or "not available" with its reason.

Numbers are fractions of integers, so nothing is rounded before it is shown: shares add up to
exactly 1 and thresholds are met exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor, isqrt
from typing import TypeAlias

ROOT_PLACES = 12
"""Decimals of a square root, cut off; every other number is exact."""

_PERCENT = 100


class Reason(StrEnum):
    """Why a figure is not available; a screen has one sentence for each."""

    NO_DATA = "no_data"  # nothing was entered; not the same as zero
    NO_SALES = "no_sales"
    NEGATIVE_TOTAL = "negative_total"
    NO_ACCOUNTS = "no_accounts"
    NEW_ACCOUNT = "new_account"
    NO_EXPECTATION = "no_expectation"
    COST_UNKNOWN = "cost_unknown"
    COUNT_MISSING = "count_missing"
    COUNTS_DISAGREE = "counts_disagree"
    SOLD_STRAIGHT_THROUGH = "sold_straight_through"
    NO_STOCK = "no_stock"
    VALUATION_DIFFERS = "valuation_differs"
    NO_PLAN = "no_plan"
    NOT_DUE_YET = "not_due_yet"
    NEW = "new"  # nothing in the period it is compared with
    NO_HOLIDAY_TABLE = "no_holiday_table"
    NEVER_BOUGHT = "never_bought"
    ONE_PURCHASE = "one_purchase"
    NOBODY_AT_START = "nobody_at_start"
    NOBODY_LOST = "nobody_lost"
    UNLIMITED = "unlimited"
    CASH_ONLY = "cash_only"
    LIMIT_EXPIRED = "limit_expired"
    NO_LIMIT = "no_limit"
    ASSETS_UNKNOWN = "assets_unknown"
    NOTHING_DUE = "nothing_due"
    NO_CURRENT_DEBT = "no_current_debt"
    NOT_SCORED = "not_scored"
    NO_EQUITY = "no_equity"
    NO_DEALINGS = "no_dealings"
    POTENTIAL_UNKNOWN = "potential_unknown"
    RETENTION_UNKNOWN = "retention_unknown"
    TOO_FEW_MONTHS = "too_few_months"
    NO_YEAR_BEFORE = "no_year_before"
    NOTHING_TO_COMPARE = "nothing_to_compare"
    UNIVERSE_UNKNOWN = "universe_unknown"
    NO_OUTLETS = "no_outlets"
    NO_QUANTITY = "no_quantity"
    NEVER_SOLD = "never_sold"


@dataclass(frozen=True, slots=True)
class NotAvailable:
    """A figure that cannot be given: shown as "n/a", sorted last, never a warning."""

    reason: Reason


Number: TypeAlias = int | Decimal | Fraction
Value: TypeAlias = Fraction | NotAvailable


def quotient(
    part: Number | NotAvailable | None, whole: Number | NotAvailable | None, *, reason: Reason
) -> Value:
    """Divide exactly; a zero or missing denominator is not available for the reason given.

    Args:
        part: A missing numerator (None) is not available as "no data".
        whole: The denominator.
        reason: Why there is no denominator.

    Source: domain.md 3.0; R133.
    """
    if isinstance(part, NotAvailable):
        return part
    if isinstance(whole, NotAvailable):
        return whole
    if not whole:
        return NotAvailable(reason)
    if part is None:
        return NotAvailable(Reason.NO_DATA)
    if isinstance(part, int) and isinstance(whole, int):
        return Fraction(part, whole)  # a third of the time, and nearly every figure is this
    return Fraction(part) / Fraction(whole)


def share_of(part: Number, total: Number, *, reason: Reason = Reason.NO_SALES) -> Value:
    """Return part ÷ total; a total of 0 or less has no shares.

    Parts may be negative (returns): the shares still add up to 1.

    Source: domain.md 3.0, 3.1, 3.9 (edge); R133.
    """
    return (
        NotAvailable(Reason.NEGATIVE_TOTAL) if total < 0 else quotient(part, total, reason=reason)
    )


def product(*factors: Value) -> Value:
    """Multiply; the first factor that is not available decides.

    Source: domain.md 3.8 (edge).
    """
    result = Fraction(1)
    for factor in factors:
        if isinstance(factor, NotAvailable):
            return factor
        result *= factor
    return result


def gap(value: Value, expected: Value) -> Value:
    """Subtract what was expected; not available when either side is not."""
    if isinstance(value, NotAvailable):
        return value
    return expected if isinstance(expected, NotAvailable) else value - expected


def available(values: Iterable[Value]) -> list[Fraction]:
    """Return the numbers among some values."""
    return [value for value in values if isinstance(value, Fraction)]


def is_below(value: Value, limit: Number) -> bool:
    """Return whether a figure lies under a limit; one that is not available never does."""
    return isinstance(value, Fraction) and value < Fraction(limit)


def descending(value: Value) -> tuple[bool, Fraction]:
    """Return a sort key: the largest first, what is not available last."""
    return (False, -value) if isinstance(value, Fraction) else (True, Fraction(0))


def shown(value: Number, *, places: int) -> Decimal:
    """Round once, for display: halves away from zero.

    Source: domain.md 3.0.
    """
    exact = Fraction(value)
    units = floor(abs(exact) * 10**places + Fraction(1, 2))
    return Decimal(f"{'-' if exact < 0 and units else ''}{units}E-{places}")


def percent(value: Number, *, places: int = 1) -> Decimal:
    """Return a share as shown in per cent: 0.6667 becomes 66.7."""
    return shown(Fraction(value) * _PERCENT, places=places)


def whole_minor(value: Number) -> int:
    """Round an amount to whole minor units, halves away from zero."""
    return int(shown(value, places=0))


def square_root(value: Fraction) -> Fraction:
    """Return the root of a number that is not negative, cut off after `ROOT_PLACES` decimals."""
    scale = 10**ROOT_PLACES
    return Fraction(isqrt(floor(value * scale * scale)), scale)
