"""Volume forecast (销售预测): three transparent methods, and which one erred least so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, quotient
from app.domain.analysis.forecast_error import ForecastError, forecast_error

LEAST_POINTS = 3
LEAST_SEASONAL_POINTS = 13
_MONTHS_IN_YEAR = 12
_YEAR_DIGITS = 4


class Method(StrEnum):
    """How a forecast is made; on equal errors the earlier one is taken, as the simpler."""

    MOVING_AVERAGE = "moving_average"
    SMOOTHING = "smoothing"
    SEASONAL = "seasonal"


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One month of a series without gaps, the oldest first.

    Attributes:
        month: "2026-11".
        amount: Pieces or minor units; None where nothing is known.
        is_outlier: A promotion ran: it is kept out of forecasts and of their errors.
    """

    month: str
    amount: int | None
    is_outlier: bool = False

    @property
    def usual(self) -> int | None:
        """The amount a forecast may lean on."""
        return None if self.is_outlier else self.amount


@dataclass(frozen=True, slots=True)
class Forecast:
    """The next month by every method, with the errors that chose one.

    Attributes:
        values: Forecast by method, in the unit of the series, not rounded.
        errors: Past one-step errors by method.
        method: The one with the lowest error; None when there is nothing to choose from.
        value: Its forecast.
    """

    values: Mapping[Method, Value]
    errors: Mapping[Method, ForecastError]
    method: Method | None
    value: Value


def moving_average(series: Sequence[int | None]) -> Value:
    """Return the mean of the last three known points; n/a for fewer.

    Source: domain.md 3.24; R121.
    """
    last = [point for point in series if point is not None][-LEAST_POINTS:]
    if len(last) < LEAST_POINTS:
        return NotAvailable(Reason.TOO_FEW_MONTHS)
    return Fraction(sum(last), LEAST_POINTS)


def smoothing(series: Sequence[int | None], *, alpha: Decimal) -> Value:
    """Return α·x + (1−α)·F through the known points, started with the first; n/a for fewer than 3.

    Source: domain.md 3.24; R121.
    """
    known = [point for point in series if point is not None]
    if len(known) < LEAST_POINTS:
        return NotAvailable(Reason.TOO_FEW_MONTHS)
    weight, level = Fraction(alpha), Fraction(known[0])
    for point in known[1:]:
        level = weight * point + (1 - weight) * level
    return level


def seasonal(*, same_month_last_year: int, to_date: int, to_date_last_year: int) -> Value:
    """Return the same month of last year × (year to date ÷ last year to date).

    Source: domain.md 3.24; R121.
    """
    growth = quotient(to_date, to_date_last_year, reason=Reason.NO_YEAR_BEFORE)
    return growth if isinstance(growth, NotAvailable) else same_month_last_year * growth


def seasonal_of(series: Sequence[MonthPoint]) -> Value:
    """Return the seasonal forecast of the month after a series; n/a below 13 months.

    Year to date are the months since January that are usual in both years. In January, when no
    month of the year has passed, it is the whole year before against the one before that.
    """
    points = [point.usual for point in series]
    if len(points) < LEAST_SEASONAL_POINTS:
        return NotAvailable(Reason.TOO_FEW_MONTHS)
    passed = int(series[-1].month[_YEAR_DIGITS + 1 :])  # 12 before a January: the whole year
    pairs = [
        (points[-back], points[-back - _MONTHS_IN_YEAR])
        for back in range(1, passed + 1)
        if back + _MONTHS_IN_YEAR <= len(points)
    ]
    both = [(now, then) for now, then in pairs if now is not None and then is not None]
    same_month = points[-_MONTHS_IN_YEAR]
    if same_month is None or not both:
        return NotAvailable(Reason.NO_YEAR_BEFORE)
    now, then = (sum(column) for column in zip(*both, strict=True))
    return seasonal(same_month_last_year=same_month, to_date=now, to_date_last_year=then)


def forecast(series: Sequence[MonthPoint], *, alpha: Decimal = Decimal("0.3")) -> Forecast:
    """Forecast the month after a series by the method that erred least on it.

    Every method is tried on past months, each from the months before it alone; the lowest mean
    error over the months that all tested methods could forecast wins. A method that cannot be
    tested yet is not chosen before one that was.

    Args:
        series: Months without gaps, the oldest first.
        alpha: Weight of the newest point, above 0 and up to 1.

    Source: domain.md 3.24; R121.
    """
    methods: dict[Method, Callable[[Sequence[MonthPoint]], Value]] = {
        Method.MOVING_AVERAGE: lambda past: moving_average([point.usual for point in past]),
        Method.SMOOTHING: lambda past: smoothing([point.usual for point in past], alpha=alpha),
        Method.SEASONAL: seasonal_of,
    }
    values = {name: run(series) for name, run in methods.items()}
    tests = {name: _tested(series, run) for name, run in methods.items()}
    tested = [frozenset(months) for months in tests.values() if months]
    common = frozenset[int]().union(*tested).intersection(*tested)
    errors = {name: _error(series, months, common) for name, months in tests.items()}
    able = [name for name in Method if isinstance(values[name], Fraction)]
    method = min(able, key=lambda name: errors[name].order, default=None)
    none = NotAvailable(Reason.TOO_FEW_MONTHS)
    return Forecast(values, errors, method, none if method is None else values[method])


def _tested(
    series: Sequence[MonthPoint], run: Callable[[Sequence[MonthPoint]], Value]
) -> dict[int, Fraction]:
    return {
        place: value
        for place, point in enumerate(series)
        if point.usual is not None and isinstance(value := run(series[:place]), Fraction)
    }


def _error(
    series: Sequence[MonthPoint], forecasts: Mapping[int, Fraction], places: AbstractSet[int]
) -> ForecastError:
    return forecast_error(
        (series[place].amount or 0, value) for place, value in forecasts.items() if place in places
    )
