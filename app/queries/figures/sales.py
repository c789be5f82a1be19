"""Figures of sales against what they should be: the plan, and the same period of last year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.analysis.figure_filter import EVERYTHING, FigureFilter
from app.domain.analysis.periods import Basis, Period, month_of, month_period, months_from
from app.domain.analysis.plan import MonthDay, Plan, Progress, progress, progress_by_product
from app.domain.analysis.same_period import Comparison, compare, reaches_back, year_earlier
from app.queries.figures.basis import local_basis, look_at
from app.store.reads.figures.plans import MonthPlans, read_plans
from app.store.reads.figures.product_sales import (
    read_earliest_sale,
    read_monthly_sales,
    read_total_sales,
)
from app.workspace import Workspace

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class MonthProgress:
    """A month against its plan.

    Attributes:
        total: All products together.
        by_product: By code of the planned or sold products; empty where no plan goes that far.
    """

    total: Progress
    by_product: dict[str, Progress]


@dataclass(frozen=True, slots=True)
class PlanFigure:
    """Plan against actual, by month as it is stored."""

    basis: Basis
    months: dict[str, MonthProgress]


@dataclass(frozen=True, slots=True)
class SamePeriodFigure:
    """Sales against last year's.

    Attributes:
        basis: What they are based on.
        earlier: The period it is compared with.
        comparison: Both sums and the change.
    """

    basis: Basis
    earlier: Period
    comparison: Comparison


def read_plan_progress(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> PlanFigure:
    """Compare each month of a period with its plan, up to the period's last day.

    The plan to date goes by working days, Monday to Friday; schedules of single plans are not
    added up.

    Source: domain.md 3.10; R111, R095.
    """
    months = {
        month: _clipped(month_period(month), period)
        for month in months_from(month_of(period.first_on), month_of(period.last_on))
    }
    with look_at(workspace, only) as look:
        plans = read_plans(look, month_of(period.first_on), month_of(period.last_on))
        sales = read_monthly_sales(look, months)
        basis = local_basis(workspace, look, period)
    nothing = MonthPlans(None, {})
    return PlanFigure(
        basis,
        {
            month: _month_progress(plans.get(month, nothing), sales[month], month_day(days.last_on))
            for month, days in months.items()
        },
    )


def read_same_period(
    workspace: Workspace, period: Period, *, only: FigureFilter = EVERYTHING
) -> SamePeriodFigure:
    """Compare the sales of a period with the same period of last year.

    Source: domain.md 3.11; R112.
    """
    earlier = year_earlier(period)
    with look_at(workspace, only) as look:
        is_known = reaches_back(read_earliest_sale(look), earlier)
        before = read_total_sales(look, earlier) if is_known else None
        found = compare(read_total_sales(look, period), before)
        return SamePeriodFigure(local_basis(workspace, look, period), earlier, found)


def month_day(today: dt.date) -> MonthDay:
    """Return where in its month a day is, counted in working days from Monday to Friday."""
    month = month_period(month_of(today))
    days = [month.first_on + dt.timedelta(days=step) for step in range(month.days)]
    working = [day for day in days if day.weekday() < _SATURDAY]
    return MonthDay(today, sum(day <= today for day in working), len(working))


def _month_progress(plans: MonthPlans, sales: dict[str, int], day: MonthDay) -> MonthProgress:
    by_product = {code: Plan(amount) for code, amount in plans.by_product.items()}
    return MonthProgress(
        total=progress(Plan(plans.total_minor), sum(sales.values()), day=day),
        by_product=progress_by_product(by_product, sales, day=day) if by_product else {},
    )


def _clipped(month: Period, period: Period) -> Period:
    return Period(max(month.first_on, period.first_on), min(month.last_on, period.last_on))
