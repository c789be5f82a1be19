"""The twelve months of a year: sold, planned, and sold a year earlier."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Period, month_of, month_period, months_from
from app.domain.analysis.plan import MonthDay, Plan, Progress, progress
from app.domain.analysis.same_period import year_earlier
from app.queries.figures.basis import local_basis, look_at
from app.queries.figures.sales import month_day
from app.store.reads.figures.plans import read_plans
from app.store.reads.figures.product_sales import read_monthly_sales
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month.

    Attributes:
        month: As it is stored: "2026-11".
        progress: Against its plan; of a month to come nothing is due.
        last_minor: Sales of the same whole month a year earlier; None before the first record.
        has_begun: Whether any of its days has come.
        is_running: Whether it is not over yet.
    """

    month: str
    progress: Progress
    last_minor: int | None
    has_begun: bool
    is_running: bool


@dataclass(frozen=True, slots=True)
class YearFigure:
    """The months of a year in order."""

    basis: Basis
    months: tuple[MonthLine, ...]


def read_year(
    workspace: Workspace, year: Period, today: dt.date, *, only: FigureFilter = EVERYTHING
) -> YearFigure:
    """Return the months of a whole year against plan and last year.

    Args:
        workspace: Store and clock.
        year: 1 January to 31 December.
        today: Sales after it do not count.
        only: The part that counts.

    Source: domain.md 3.10, 3.11; R111, R112.
    """
    first, last = month_of(year.first_on), month_of(year.last_on)
    months = {month: month_period(month) for month in months_from(first, last)}
    earlier = {month: year_earlier(days) for month, days in months.items()}
    with look_at(workspace, only) as look:
        plans = read_plans(look, first, last)
        sold = read_monthly_sales(look, {m: _clipped(days, today) for m, days in months.items()})
        before = read_monthly_sales(look, earlier)
        to_date = Period(year.first_on, max(year.first_on, min(year.last_on, today)))
        basis = local_basis(workspace, look, to_date)
    known = min((month for month, amounts in before.items() if amounts), default=None)
    return YearFigure(
        basis,
        tuple(
            MonthLine(
                month=month,
                progress=progress(
                    Plan(plans[month].total_minor if month in plans else None),
                    sum(sold[month].values()) if days.first_on <= today else 0,
                    day=_day_in(days, today),
                ),
                last_minor=sum(before[month].values()) if known and month >= known else None,
                has_begun=days.first_on <= today,
                is_running=days.first_on <= today < days.last_on,
            )
            for month, days in months.items()
        ),
    )


def _clipped(month: Period, today: dt.date) -> Period:
    return Period(month.first_on, max(month.first_on, min(month.last_on, today)))


def _day_in(month: Period, today: dt.date) -> MonthDay:
    """Return how far a month is; of one to come nothing has elapsed."""
    day = month_day(_clipped(month, today).last_on)
    return day if month.first_on <= today else MonthDay(today, 0, day.working_days)
