"""Sales against last year in three ways: by the calendar, by Spring Festival, around it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.figures import NotAvailable
from app.domain.analysis.periods import Basis, Period
from app.domain.analysis.same_period import (
    Comparison,
    compare,
    festival_period,
    lunar_year_earlier,
    reaches_back,
    year_earlier,
)
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.figure_look import FigureLook
from app.store.reads.figures.product_sales import read_earliest_sale, read_total_sales
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SameLine:
    """One way to compare.

    Attributes:
        way: "calendar", "lunar" or "festival".
        period: The days of this year; None outside the table of Spring Festivals.
        earlier: The days of last year they are compared with.
        comparison: Both sums and the change.
    """

    way: str
    period: Period | None
    earlier: Period | None
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class FestivalFigure:
    """The three ways."""

    basis: Basis
    lines: tuple[SameLine, ...]


def read_festival(
    workspace: Workspace, period: Period, today: dt.date, *, only: FigureFilter = EVERYTHING
) -> FestivalFigure:
    """Compare a period with last year's days, by the calendar and as far from Spring Festival.

    The third line is the two lunar months around the latest festival that has begun by the
    period's end; while they run, as many days of last year's.

    Args:
        workspace: Store and clock.
        period: Days that count.
        today: No day after it counts.
        only: The part that counts.

    Source: domain.md 3.11 (moving holidays); R112.
    """
    around, before = _festival(min(period.last_on, today))
    ways = (
        ("calendar", period, year_earlier(period)),
        ("lunar", period, _known(lunar_year_earlier(period))),
        ("festival", around, before),
    )
    with look_at(workspace, only) as look:
        earliest = read_earliest_sale(look)
        lines = tuple(
            SameLine(way, now, then, compare(_sum(look, now, earliest), _sum(look, then, earliest)))
            for way, now, then in ways
        )
        return FestivalFigure(local_basis(workspace, look, period), lines)


def _festival(last_on: dt.date) -> tuple[Period | None, Period | None]:
    for year in (last_on.year, last_on.year - 1):
        now, then = _known(festival_period(year)), _known(festival_period(year - 1))
        if now is not None and then is not None and now.first_on <= last_on:
            days = min(now.days, (last_on - now.first_on).days + 1) - 1
            step = dt.timedelta(days=days)
            return Period(now.first_on, now.first_on + step), Period(
                then.first_on, then.first_on + step
            )
    return None, None


def _known(found: Period | NotAvailable) -> Period | None:
    return None if isinstance(found, NotAvailable) else found


def _sum(look: FigureLook, days: Period | None, earliest: dt.date | None) -> int | None:
    if days is None or not reaches_back(earliest, days):
        return None
    return read_total_sales(look, days)
