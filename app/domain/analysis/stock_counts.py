"""The stock on a day, from counts that were taken on the days of visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, whole_minor


@dataclass(frozen=True, slots=True)
class CountRules:
    """Settings of the organisation. A proposal: no seed gives the tolerance.

    Attributes:
        tolerance_days: How far away the nearest count may lie to stand in.
        may_interpolate: Whether stock may be taken on the line between two counts.
    """

    tolerance_days: int = 3
    may_interpolate: bool = False


DEFAULT_RULES = CountRules()


@dataclass(frozen=True, slots=True)
class StockLevel:
    """Stock at the start or end of a period.

    Attributes:
        amount: Whole pieces, or minor units, as counted.
        is_estimated: Not counted on that very day.
    """

    amount: int
    is_estimated: bool = False


def stock_on(
    day: date, counts: Mapping[date, int], *, rules: CountRules = DEFAULT_RULES
) -> StockLevel | NotAvailable:
    """Return the stock on a day: counted, else interpolated, else the nearest count, else n/a.

    Interpolation needs the setting and a count on either side, and rounds half up to whole units;
    of two counts equally near the earlier one stands in.

    Source: domain.md 3.7 (edge); R109, R100.
    """
    if day in counts:
        return StockLevel(counts[day])
    earlier = max((taken for taken in counts if taken < day), default=None)
    later = min((taken for taken in counts if taken > day), default=None)
    if rules.may_interpolate and earlier is not None and later is not None:
        step = Fraction((day - earlier).days, (later - earlier).days)
        between = counts[earlier] + (counts[later] - counts[earlier]) * step
        return StockLevel(whole_minor(between), is_estimated=True)
    near = [(abs((day - taken).days), taken) for taken in (earlier, later) if taken is not None]
    distance, nearest = min(near, default=(rules.tolerance_days + 1, day))
    if distance > rules.tolerance_days:
        return NotAvailable(Reason.COUNT_MISSING)
    return StockLevel(counts[nearest], is_estimated=True)
