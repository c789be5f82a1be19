"""What was left undone: prospects, call-backs, promises (W11, W12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.analysis.severity import Severity
from app.domain.warnings.finding import Finding, worst
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds

PROSPECTS = ("prospect", "interested")
"""States of an account that is a lead or an opportunity. Source: domain.md 4.11."""

CALL_BACK_DAYS = 60
"""Contacts so long ago agree on nothing any more. A proposal: no seed says it."""

_TWICE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """When an account was last contacted, and what was agreed then.

    Attributes:
        account_id: The account.
        is_prospect: It is a lead or an opportunity.
        contact_id: The last contact's record; empty for none.
        last_on: Its day in UTC; for none the day the account was opened.
        agreed_on: Next contact agreed on in it; None for none.
    """

    account_id: str
    is_prospect: bool
    contact_id: str
    last_on: date
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseFacts:
    """The open promises of an account that are past their day.

    Attributes:
        account_id: The account.
        commitment_id: The one that is late the longest.
        due_on: Its day.
        count: How many are late.
    """

    account_id: str
    commitment_id: str
    due_on: date
    count: int = 1


def judge_contact(facts: ContactFacts, levels: Thresholds, *, today: date) -> Finding | None:
    """Notice a prospect without an action in a month, and a call-back that was missed.

    After a second month a prospect is a warning, of which the head hears. A call-back that is late
    for longer than a warning may wait is a notice. Nothing of this is an alarm.

    Source: domain.md 4.2 (W11), 4.8 (F2); R144.
    """
    idle = (today - facts.last_on).days
    severities = []
    evidence: dict[str, int | str] = {}
    if facts.is_prospect and idle > levels.idle_days > 0:
        is_long = idle > _TWICE * levels.idle_days
        severities.append(Severity.WARNING if is_long else Severity.NOTICE)
        evidence["idle_days"] = idle
    late = (today - facts.agreed_on).days if facts.agreed_on is not None else 0
    if facts.agreed_on is not None and late > levels.react_days[1]:
        severities.append(Severity.NOTICE)
        evidence |= {"agreed_on": facts.agreed_on.isoformat(), "late_days": late}
    if not severities:
        return None
    is_idle = "idle_days" in evidence
    return Finding(
        Rule.INACTIVITY,
        facts.account_id,
        worst(*severities),
        idle if is_idle else late,
        levels.idle_days if is_idle else 0,
        evidence,
        facts.contact_id,
    )


def judge_promise(facts: PromiseFacts, levels: Thresholds, *, today: date) -> Finding | None:
    """Warn of a promise past its day; it burns when it is late for longer than a warning may wait.

    Source: domain.md 4.2 (W12); R144.
    """
    late = (today - facts.due_on).days
    if late <= 0:
        return None
    return Finding(
        Rule.PROMISE,
        facts.account_id,
        Severity.ALARM if late > levels.react_days[1] else Severity.WARNING,
        late,
        0,
        {"due_on": facts.due_on.isoformat(), "late_days": late, "count": facts.count},
        facts.commitment_id,
    )
