"""Sales progress (销售进度预警, W2): below the plan, below last year, later than usual."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, gap
from app.domain.analysis.frequency import rhythm
from app.domain.analysis.plan import MonthDay, progress
from app.domain.analysis.same_period import compare
from app.domain.analysis.severity import Severity, decline_severity
from app.domain.warnings.finding import BASIS_POINTS, Finding, basis_points, worst
from app.domain.warnings.purchases import WINDOW_DAYS, SalesFacts
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds

_Part = tuple[Severity, Value, dict[str, int | str]]
_NOTHING: _Part = (Severity.NONE, NotAvailable(Reason.NO_DATA), {})


def judge_progress(
    facts: SalesFacts, levels: Thresholds, *, today: date, day: MonthDay
) -> Finding | None:
    """Warn of any decline: a notice, beyond the tolerance a warning, far beyond it an alarm.

    Three comparisons stand beside each other; the worst decides, all that fell are evidence. An
    account that we barred is not warned of. A late purchase never burns: far beyond its rhythm an
    account is at risk, of which W4 warns.

    Args:
        facts: How the account buys.
        levels: Of its class.
        today: Calendar date.
        day: Where in the month it is, `purchases.month_day`.

    Source: domain.md 4.2 (W2), 3.10, 3.11, 3.12; R138, R143.
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
    if facts.plan is None or facts.plan.target is None:
        return _NOTHING
    found = progress(facts.plan, facts.month_minor, day=day, levels=levels.decline)
    if found.severity is Severity.NONE or not isinstance(found.planned_to_date, Fraction):
        return _NOTHING
    evidence: dict[str, int | str] = {
        "month_minor": facts.month_minor,
        "planned_minor": int(found.planned_to_date),
        "plan_minor": facts.plan.target,
    }
    return found.severity, gap(found.index, Fraction(1)), evidence


def _year(facts: SalesFacts, levels: Thresholds) -> _Part:
    before = facts.last_year_minor
    if before is None:
        return _NOTHING
    found = compare(facts.month_minor, before, levels=levels.decline)
    if found.severity is Severity.NONE:
        return _NOTHING
    evidence: dict[str, int | str] = {
        "month_minor": facts.month_minor,
        "last_year_minor": before,
    }
    return found.severity, found.change, evidence


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
