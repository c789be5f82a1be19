"""Plan against actual (计划完成率, 进度): how far the month is, and how far it should be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, available, gap, quotient
from app.domain.analysis.severity import (
    DEFAULT_LEVELS,
    DeclineLevels,
    Severity,
    decline_severity,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a month: for a dealer, or for one product or specification of his.

    Attributes:
        amount: Target in minor units, or in whole pieces; None or 0 means that there is none.
        schedule: What is to be done by each scheduled day, not cumulated, in the same unit.
    """

    amount: int | None
    schedule: Mapping[date, int] | None = None

    @property
    def target(self) -> int | None:
        """The amount when there is one above 0."""
        return max(self.amount or 0, 0) or None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """Where in the month we are.

    Attributes:
        today: Day in the company's zone; counts as elapsed.
        elapsed: Working days from the first up to and with today.
        working_days: Working days of the whole month, 1 or more.
    """

    today: date
    elapsed: int
    working_days: int

    def __post_init__(self) -> None:
        if not 0 <= self.elapsed <= self.working_days or not self.working_days:
            raise ValueError("elapsed working days lie between 0 and those of the month")


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a plan with the numbers it came from.

    Attributes:
        planned: Target of the month; None without a plan.
        actual: Sales to date less returns.
        planned_to_date: What should be done by today, not rounded.
        completion: Actual ÷ plan; above 1 is shown as such.
        index: Actual ÷ planned to date.
        gap: Actual − planned to date.
        severity: Of the shortfall 1 − index.
    """

    planned: int | None
    actual: int
    planned_to_date: Value
    completion: Value
    index: Value
    gap: Value
    severity: Severity

    @property
    def lacks_plan(self) -> bool:
        """Whether there is nothing to compare with, which is itself a reminder."""
        return self.planned is None


def progress(
    plan: Plan, actual: int, *, day: MonthDay, levels: DeclineLevels = DEFAULT_LEVELS
) -> Progress:
    """Compare a plan with the sales to date; n/a without a plan, no index before the first point.

    Source: domain.md 3.10; R111, R095, R138.
    """
    to_date = planned_to_date(plan, day=day)
    index = quotient(actual, to_date, reason=Reason.NOT_DUE_YET)
    return Progress(
        planned=plan.target,
        actual=actual,
        planned_to_date=to_date,
        completion=quotient(actual, plan.target, reason=Reason.NO_PLAN),
        index=index,
        gap=gap(Fraction(actual), to_date),
        severity=decline_severity(gap(index, Fraction(1)), levels=levels),
    )


def planned_to_date(plan: Plan, *, day: MonthDay) -> Value:
    """Return the schedule up to today; without one, the plan by elapsed working days.

    Source: domain.md 3.10; R093.
    """
    if plan.target is None:
        return NotAvailable(Reason.NO_PLAN)
    if plan.schedule:
        return Fraction(sum(part for due_on, part in plan.schedule.items() if due_on <= day.today))
    return Fraction(plan.target * day.elapsed, day.working_days)


def progress_by_product(
    plans: Mapping[str, Plan], actuals: Mapping[str, int], *, day: MonthDay
) -> dict[str, Progress]:
    """Return the state of every planned or sold product or specification, by its code.

    Source: domain.md 3.10 (by product and specification as well as in total); R111, R093.
    """
    codes = sorted(plans.keys() | actuals.keys())
    return {
        code: progress(plans.get(code, Plan(None)), actuals.get(code, 0), day=day) for code in codes
    }


def joined_progress(parts: Iterable[Progress]) -> Progress:
    """Return several months of one product or dealer as one; months without a plan count nowhere.

    Without any plan it is "no plan", with all that was sold.

    Source: domain.md 3.10; R111.
    """
    listed = list(parts)
    planned = [part for part in listed if part.planned is not None]
    actual = sum(part.actual for part in planned or listed)
    target = sum(part.planned or 0 for part in planned) or None
    none = NotAvailable(Reason.NO_PLAN)
    due: Value = sum(available(part.planned_to_date for part in planned), Fraction(0))
    to_date = due if planned else none
    index = quotient(actual, to_date, reason=Reason.NOT_DUE_YET)
    return Progress(
        planned=target,
        actual=actual,
        planned_to_date=to_date,
        completion=quotient(actual, target, reason=Reason.NO_PLAN),
        index=index,
        gap=gap(Fraction(actual), to_date),
        severity=decline_severity(gap(index, Fraction(1))),
    )


def running_totals(amounts: Mapping[date, int], plan: Plan) -> tuple[tuple[date, int, int], ...]:
    """Return day, sales so far and schedule so far, for each day with a sale or a scheduled point.

    Source: domain.md 2.10, 4.6; R095.
    """
    schedule = plan.schedule or {}
    sold = planned = 0
    rows: list[tuple[date, int, int]] = []
    for day in sorted(amounts.keys() | schedule.keys()):
        sold += amounts.get(day, 0)
        planned += schedule.get(day, 0)
        rows.append((day, sold, planned))
    return tuple(rows)
