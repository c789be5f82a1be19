"""What the next month is likely to bring, by product, with how far forecasts were off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from app.domain.accounts.follow_ups import months_after
from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.forecast import Forecast, MonthPoint, forecast
from app.domain.analysis.periods import Basis, Period, month_of, month_period, months_from
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.product_names import read_product_names
from app.store.reads.figures.product_sales import (
    read_earliest_sale,
    read_monthly_pieces,
    read_monthly_sales,
)
from app.workspace import Workspace

MONTHS = 24
"""Closed months that are looked at: what a device keeps."""
Months = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """One product, or all of them.

    Attributes:
        product: Its code; None for all products together, in minor units.
        forecast: The running month by every method, with the errors that chose one.
        last: The last closed month, in pieces or minor units.
    """

    product: str | None
    forecast: Forecast
    last: int


@dataclass(frozen=True, slots=True)
class ForecastFigure:
    """The running month as the closed ones let expect it.

    Attributes:
        basis: What it is based on: the closed months.
        month: The month that is forecast, as it is stored.
        lines: All together, then products by forecast.
        names: Name and English name of every product by code.
    """

    basis: Basis
    month: str
    lines: tuple[ForecastLine, ...]
    names: dict[str, tuple[str, str]]


def read_forecasts(
    workspace: Workspace, today: dt.date, *, only: FigureFilter = EVERYTHING
) -> ForecastFigure:
    """Forecast the running month from the closed ones: all sales in money, products in pieces.

    Closed months count from the first whole one; before a product's first sale nothing is known.

    Source: domain.md 3.24; R121.
    """
    begins = today.replace(day=1)
    whole = Period(months_after(begins, -MONTHS), begins - dt.timedelta(days=1))
    with look_at(workspace, only) as look:
        earliest = read_earliest_sale(look)
        first = max(whole.first_on, _next_month(earliest) if earliest else whole.first_on)
        months = {
            month: month_period(month)
            for month in months_from(month_of(first), month_of(whole.last_on))
        }
        sold, pieces = read_monthly_sales(look, months), read_monthly_pieces(look, months)
        names = read_product_names(look)
        basis = local_basis(workspace, look, Period(min(first, whole.last_on), whole.last_on))
    total = {month: {"": sum(parts.values())} for month, parts in sold.items() if parts}
    products = sorted({code for parts in pieces.values() for code in parts if code})
    lines = [_line(code, pieces, code) for code in products]
    lines.sort(key=lambda line: (line.forecast.method is None, -_amount(line), line.product or ""))
    whole_line = [_line(None, {m: total.get(m, {}) for m in months}, "")] if total else []
    return ForecastFigure(basis, month_of(today), (*whole_line, *lines), names)


def _next_month(day: dt.date) -> dt.date:
    return day if day.day == 1 else months_after(day.replace(day=1), 1)


def _line(product: str | None, months: Months, key: str) -> ForecastLine:
    series: list[MonthPoint] = []
    for month in sorted(months):
        amount = months[month].get(key)
        has_begun = any(point.amount is not None for point in series)
        series.append(MonthPoint(month, amount if amount is not None or not has_begun else 0))
    return ForecastLine(product, forecast(series), (series[-1].amount or 0) if series else 0)


def _amount(line: ForecastLine) -> Fraction:
    value = line.forecast.value
    return value if isinstance(value, Fraction) else Fraction(0)
