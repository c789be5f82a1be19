"""Which accounts should be seen next, and why: one line with its reason for each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.visits.rules import next_due_on, overdue_days
from app.planning.due_terms import (
    DEFAULT_RULES,
    AccountFacts,
    DueRules,
    DueVisit,
    Reason,
    ReasonCode,
    Tone,
)

# Duties with a day come first, then money, then danger, then rhythm; a day late adds one point.
_BASE = {
    ReasonCode.COMPLAINT: 300,
    ReasonCode.PROMISE: 260,
    ReasonCode.MONEY: 200,
    ReasonCode.WARNING: 120,
    ReasonCode.CONTRACT: 150,
    ReasonCode.UNSIGNED: 170,
    ReasonCode.RHYTHM: 160,
    ReasonCode.AGREED: 160,
    ReasonCode.FIRST_VISIT: 140,
    ReasonCode.FOLLOW_UP: 100,
    ReasonCode.NEARBY: 0,
}
_POINTS_PER_SEVERITY = 30
_MOST_DAYS = 60
_CLASS_POINTS = {"A": 40, "B": 20}
_ALARM = 3


def propose_visits(
    accounts: Iterable[AccountFacts],
    *,
    today: date,
    limit: int | None = None,
    rules: DueRules = DEFAULT_RULES,
) -> tuple[DueVisit, ...]:
    """Return the accounts that should be seen, the most urgent first.

    An account with a visit already planned for today or later is left out.

    Source: domain.md 4.7, step 1.
    """
    found = (due_visit(facts, today=today, rules=rules) for facts in accounts)
    visits = sorted(
        (visit for visit in found if visit is not None),
        key=lambda visit: (-visit.main.weight, visit.account_id),
    )
    return tuple(visits[:limit])


def due_visit(
    facts: AccountFacts, *, today: date, rules: DueRules = DEFAULT_RULES
) -> DueVisit | None:
    """Return why an account should be seen; None when nothing calls for it."""
    if facts.planned_on is not None and facts.planned_on >= today:
        return None
    reasons = sorted(_reasons(facts, today=today, rules=rules), key=lambda reason: -reason.weight)
    if not reasons:
        return None
    return DueVisit(facts.account_id, facts.account_class, reasons[0], tuple(reasons[1:]))


def _reasons(facts: AccountFacts, *, today: date, rules: DueRules) -> list[Reason]:
    candidates = (
        _complaint(facts, today),
        _promise(facts, today, rules),
        _money(facts, rules),
        _warning(facts),
        _contract(facts, today, rules),
        _unsigned(facts, today, rules),
        _rhythm(facts, today, rules),
        _follow_up(facts, today),
    )
    return [reason for reason in candidates if reason is not None]


def _reason(
    facts: AccountFacts, code: ReasonCode, tone: Tone, *, points: int, **params: object
) -> Reason:
    weight = _BASE[code] + max(min(points, _MOST_DAYS), -_MOST_DAYS)
    return Reason(code, tone, weight + _CLASS_POINTS.get(facts.account_class or "", 0), params)


def _complaint(facts: AccountFacts, today: date) -> Reason | None:
    due_on = facts.complaint_due_on
    if due_on is None:
        return None
    late = (today - due_on).days
    tone = Tone.BAD if late > 0 else Tone.WARN
    return _reason(facts, ReasonCode.COMPLAINT, tone, points=late, due_on=due_on, late_days=late)


def _promise(facts: AccountFacts, today: date, rules: DueRules) -> Reason | None:
    first = min(facts.promises, key=lambda promise: promise.due_on, default=None)
    if first is None or (first.due_on - today).days > rules.promise_notice_days:
        return None
    late = (today - first.due_on).days
    tone = Tone.BAD if late > 0 else Tone.WARN
    params = {"content": first.content, "due_on": first.due_on, "late_days": late}
    return _reason(facts, ReasonCode.PROMISE, tone, points=late, **params)


def _money(facts: AccountFacts, rules: DueRules) -> Reason | None:
    if facts.overdue_minor <= 0 or facts.overdue_days < rules.shortest_money_delay_days:
        return None
    params = {"amount_minor": facts.overdue_minor, "late_days": facts.overdue_days}
    return _reason(facts, ReasonCode.MONEY, Tone.BAD, points=facts.overdue_days, **params)


def _warning(facts: AccountFacts) -> Reason | None:
    worst = max(facts.warnings, key=lambda warning: warning.severity, default=None)
    if worst is None:
        return None
    tone = Tone.BAD if worst.severity >= _ALARM else Tone.WARN
    points = worst.severity * _POINTS_PER_SEVERITY
    params = {**worst.params, "rule": worst.rule, "severity": worst.severity}
    return _reason(facts, ReasonCode.WARNING, tone, points=points, **params)


def _contract(facts: AccountFacts, today: date, rules: DueRules) -> Reason | None:
    ends_on = facts.contract_ends_on
    if ends_on is None or (ends_on - today).days > rules.contract_notice_days:
        return None
    left = (ends_on - today).days
    if left <= rules.contract_close_days:
        tone = Tone.BAD
    else:
        tone = Tone.WARN if left <= rules.contract_near_days else Tone.INFO
    return _reason(facts, ReasonCode.CONTRACT, tone, points=-left, ends_on=ends_on, days_left=left)


def _unsigned(facts: AccountFacts, today: date, rules: DueRules) -> Reason | None:
    """A paper that was printed for signing is fetched before it is forgotten.

    Source: contracts.md d.1 (a signing deadline is not the end of the contract).
    """
    since = facts.unsigned_since
    if since is None or (today - since).days <= rules.signing_days:
        return None
    waited = (today - since).days
    late = waited - rules.signing_days
    params = {"printed_on": since, "waited_days": waited, "late_days": late}
    return _reason(facts, ReasonCode.UNSIGNED, Tone.WARN, points=late, **params)


def _rhythm(facts: AccountFacts, today: date, rules: DueRules) -> Reason | None:
    due_on = next_due_on(
        facts.account_class,
        last_visit_on=facts.last_visit_on,
        opened_on=facts.opened_on,
        agreed_on=facts.agreed_on,
        is_sub_dealer=facts.is_sub_dealer,
        rhythm=rules.rhythm,
    )
    if due_on > today:
        return None
    late = overdue_days(due_on, today=today)
    tone = Tone.BAD if late else Tone.QUIET
    if due_on == facts.agreed_on:
        params = {"agreed_on": due_on, "about": facts.agreed_about, "late_days": late}
        return _reason(facts, ReasonCode.AGREED, tone, points=late, **params)
    if facts.last_visit_on is None:
        params = {"opened_on": facts.opened_on, "late_days": late}
        return _reason(facts, ReasonCode.FIRST_VISIT, Tone.WARN, points=late, **params)
    params = {
        "account_class": facts.account_class,
        "every_days": rules.rhythm.days(facts.account_class, is_sub_dealer=facts.is_sub_dealer),
        "last_visit_on": facts.last_visit_on,
        "late_days": late,
    }
    return _reason(facts, ReasonCode.RHYTHM, tone, points=late, **params)


def _follow_up(facts: AccountFacts, today: date) -> Reason | None:
    due_on = facts.follow_up_on
    if due_on is None or due_on > today:
        return None
    late = overdue_days(due_on, today=today)
    params = {"due_on": due_on, "late_days": late}
    return _reason(facts, ReasonCode.FOLLOW_UP, Tone.QUIET, points=late, **params)
