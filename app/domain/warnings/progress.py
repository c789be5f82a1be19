"""Sales progress (销售进度预警, W2): below the plan, below last year, later than usual."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from app.domain.analysis.figures import NotAvailable, Reason, Value, gap, quotient
from app.domain.analysis.frequency import rhythm
from app.domain.analysis.periods import Period, month_of
from app.domain.analysis.plan import MonthDay, planned_to_date
from app.domain.analysis.same_period import compare
from app.domain.analysis.severity import Severity, decline_severity
from app.domain.warnings.comparing import planned_over
from app.domain.warnings.finding import BASIS_POINTS, Finding, basis_points, worst
from app.domain.warnings.purchases import WINDOW_DAYS, SalesFacts
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds

_Part = tuple[Severity, Value, dict[str, int | str]]


class _Names(NamedTuple):
    """Under which names the numbers of a comparison are told."""

    bought: str
    planned: str
    last_year: str


_MONTH_NAMES = _Names("month_minor", "planned_minor", "last_year_minor")
_DAYS_NAMES = _Names("bought_minor", "window_planned_minor", "window_last_year_minor")
_NOTHING: _Part = (Severity.NONE, NotAvailable(Reason.NO_DATA), {})


def judge_progress(
    facts: SalesFacts, levels: Thresholds, *, today: date, day: MonthDay
) -> Finding | None:
    """Warn of any decline: a notice, beyond the tolerance a warning, far beyond it an alarm.

    Three comparisons stand beside each other; the worst decides, all that fell are evidence. The
    first two are made over the days in which the account usually buys several times
    (`comparing.comparison_days`); a plan with a schedule says itself what is due by when. An
    account that we barred is not warned of. A late purchase never burns: far beyond its rhythm an
    account is at risk, of which W4 warns.

    Args:
        facts: How the account buys.
        levels: Of its class.
        today: Calendar date.
        day: Where in the month it is, `purchases.month_day`.

    Source: domain.md 4.2 (W2), 3.10, 3.11, 3.12; docs/decisions/0024; R138, R143.
    """
    if facts.is_barred:
        return None
    parts = (_plan(facts, levels, day), _year(facts, levels), _usual(facts, levels, today))
    severity = worst(*(part[0] for part in parts))
    if severity is Severity.NONE:
        return None
    falls = [fall for part in parts if (fall := basis_points(part[1])) is not None]
    evidence = {name: value for _, _, part in parts for name, value in part.items()}
    tolerance = int(levels.tolerance * BASIS_POINTS)
    return Finding(Rule.PROGRESS, facts.account_id, severity, -min(falls), tolerance, evidence)


def _plan(facts: SalesFacts, levels: Thresholds, day: MonthDay) -> _Part:
    """Compare with the plan: by its schedule to the day, else over the days of comparison."""
    plan = facts.plans.get(month_of(day.today))
    if plan is None or plan.target is None:
        return _NOTHING
    if plan.schedule:
        planned, actual, names = planned_to_date(plan, day=day), facts.month_minor, _MONTH_NAMES
    elif facts.days is not None:
        planned, actual = planned_over(facts.plans, facts.days), facts.bought_minor
        names = _names(facts.days)
    else:
        return _NOTHING
    change = gap(quotient(actual, planned, reason=Reason.NOT_DUE_YET), Fraction(1))
    severity = decline_severity(change, levels=levels.decline)
    if severity is Severity.NONE or not isinstance(planned, Fraction):
        return _NOTHING
    evidence: dict[str, int | str] = {
        names.bought: actual,
        names.planned: int(planned),
        "plan_minor": plan.target,
    }
    return severity, change, evidence | _length(facts.days, names)


def _year(facts: SalesFacts, levels: Thresholds) -> _Part:
    before = facts.last_year_minor
    if before is None or facts.days is None:
        return _NOTHING
    found = compare(facts.bought_minor, before, levels=levels.decline)
    if found.severity is Severity.NONE:
        return _NOTHING
    names = _names(facts.days)
    evidence: dict[str, int | str] = {names.bought: facts.bought_minor, names.last_year: before}
    return found.severity, found.change, evidence | _length(facts.days, names)


def _names(days: Period) -> _Names:
    return _MONTH_NAMES if days.first_on == days.last_on.replace(day=1) else _DAYS_NAMES


def _length(days: Period | None, names: _Names) -> dict[str, int | str]:
    return {"window_days": days.days} if days is not None and names is _DAYS_NAMES else {}


def _usual(facts: SalesFacts, levels: Thresholds, today: date) -> _Part:
    bought = rhythm(facts.purchases, today=today, window_days=WINDOW_DAYS)
    since, interval = bought.days_since_last, bought.mean_interval
    if not isinstance(since, Fraction) or not isinstance(interval, Fraction):
        return _NOTHING
    if not (bought.is_confident and bought.is_late):
        return _NOTHING
    change = gap(interval / since, Fraction(1))
    severity = decline_severity(change, levels=levels.decline)
    evidence: dict[str, int | str] = {"elapsed_days": int(since), "usual_days": round(interval)}
    capped = Severity.WARNING if severity is Severity.ALARM else severity
    return capped, change, evidence
