"""How far forecasts were off: the mean absolute percentage error (MAPE)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.domain.analysis.figures import Number, Reason, Value, descending, quotient


@dataclass(frozen=True, slots=True)
class ForecastError:
    """The error with the counts it came from.

    Attributes:
        mape: Mean of |actual − forecast| ÷ actual; n/a when nothing could be compared.
        compared: Pairs it rests on.
        left_out: Pairs without a positive actual, which have no percentage.
    """

    mape: Value
    compared: int
    left_out: int

    @property
    def order(self) -> tuple[bool, Fraction]:
        """Sort key: the smallest error first, unknown ones last."""
        is_unknown, negated = descending(self.mape)
        return is_unknown, -negated


def forecast_error(pairs: Iterable[tuple[int, Number]]) -> ForecastError:
    """Return the error of (actual, forecast) pairs; actuals of 0 are left out and counted.

    Source: domain.md 3.24; R121.
    """
    listed = list(pairs)
    errors = [abs(actual - Fraction(value)) / actual for actual, value in listed if actual > 0]
    mape = quotient(sum(errors, Fraction(0)), len(errors), reason=Reason.NOTHING_TO_COMPARE)
    return ForecastError(mape, len(errors), len(listed) - len(errors))
