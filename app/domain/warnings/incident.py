"""Major incident (客户重大变故预警, W5): a rep reports what may shake an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.analysis.severity import Severity
from app.domain.warnings.finding import Finding
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds

_UNCLEAR = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    """The latest incident of an account.

    Attributes:
        account_id: The account.
        incident_id: Its record.
        kind: As the record names it.
        happened_on: The day.
    """

    account_id: str
    incident_id: str
    kind: str
    happened_on: date


def judge_incident(facts: IncidentFacts, levels: Thresholds, *, today: date) -> Finding | None:
    """Raise an alarm on every reported incident; on one that no list names, a warning.

    After its days it is past: what followed from it shows in the other rules.

    Source: domain.md 4.2 (W5); R141.
    """
    until = facts.happened_on + timedelta(days=levels.incident_days)
    if not facts.happened_on <= today <= until:
        return None
    return Finding(
        Rule.INCIDENT,
        facts.account_id,
        Severity.WARNING if facts.kind == _UNCLEAR else Severity.ALARM,
        (today - facts.happened_on).days,
        levels.incident_days,
        {"kind": facts.kind, "happened_on": facts.happened_on.isoformat()},
        facts.incident_id,
    )
