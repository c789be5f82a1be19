"""What a run of the rules makes of a warning: raised, updated, reopened, ended, or left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.analysis.severity import Severity
from app.domain.fields import FieldValue
from app.domain.warnings.finding import RANK, Finding, read_evidence, spelled
from app.domain.warnings.life import CLOSED_STATES
from app.domain.warnings.rules import RULES, Rule
from app.domain.warnings.thresholds import Thresholds

Values = Mapping[str, FieldValue]

CLEARED = "cleared_on"
"""In the evidence: since when the condition is gone."""

CAUSE = "cause_key"
"""In the evidence: the single fact behind the warning."""

_LEVELS = (Severity.NOTICE, Severity.WARNING, Severity.ALARM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the rules.

    Attributes:
        today: Calendar date.
        data_as_of: As of when the figures are.
        origin: "server" or "device".
    """

    today: date
    data_as_of: date
    origin: str


def raise_warning(
    finding: Finding, run: Run, levels: Thresholds, *, owner_id: str | None
) -> dict[str, FieldValue]:
    """Return a new warning.

    Args:
        finding: What was found.
        run: The run.
        levels: Of the account's class.
        owner_id: Of the account.

    Source: domain.md 4.2 (warning record).
    """
    fields: dict[str, FieldValue] = {
        "account_id": finding.account_id,
        "rule": finding.rule.value,
        **_begun(finding, run, levels),
        "origin": run.origin,
        "owner_id": owner_id,
    }
    return {name: value for name, value in fields.items() if value is not None}


def settle(
    record: Values, finding: Finding | None, run: Run, levels: Thresholds
) -> dict[str, FieldValue]:
    """Return what a run changes in the warning of a rule and account; empty for nothing.

    An open one takes over the new numbers. When the condition is gone, an untouched notice and a
    warning that is not the account's own end; every other stays open, says so, and waits for a
    person to name the cause. A closed one comes back when its condition had been gone and returns,
    when it is worse than it was, or when another fact is behind it.

    Args:
        record: The warning as it is.
        finding: What was found now; None for nothing.
        run: The run.
        levels: Of the account's class.

    Source: domain.md 4.2 (new data updates it; it reopens when the condition returns).
    """
    held = read_evidence(record.get("evidence"))
    if finding is None:
        return _gone(record, held, run)
    if record.get("state") not in CLOSED_STATES:
        return _changed(record, _numbers(finding, run))
    return _begun(finding, run, levels) if returns(record, finding) else {}


def returns(record: Values, finding: Finding) -> bool:
    """Return whether a finding opens a closed warning again."""
    held = read_evidence(record.get("evidence"))
    is_worse = RANK[finding.severity] > RANK[_severity(record)]
    return CLEARED in held or is_worse or held.get(CAUSE, "") != finding.cause_key


def escalation_level(record: Values, levels: Thresholds, *, today: date) -> int:
    """Return how many levels up an alarm that nobody acknowledged goes: one every three days.

    Source: domain.md 4.2 (red ones unacknowledged in 3 days), Appendix C; R142.
    """
    raised = record.get("raised_on")
    if record.get("state") != "new" or record.get("severity") != Severity.ALARM.value:
        return 0
    if not isinstance(raised, str) or not levels.escalate_days:
        return 0
    return max((today - date.fromisoformat(raised)).days, 0) // levels.escalate_days


def react_by(severity: Severity, levels: Thresholds, *, today: date) -> date:
    """Return the day by which a warning of some severity is to be dealt with."""
    days = dict(zip(_LEVELS, levels.react_days, strict=True)).get(severity, 0)
    return today + timedelta(days=days)


def _begun(finding: Finding, run: Run, levels: Thresholds) -> dict[str, FieldValue]:
    due_on = react_by(finding.severity, levels, today=run.today)
    return {
        **_numbers(finding, run),
        "raised_on": run.today.isoformat(),
        "state": "new",
        "due_on": due_on.isoformat(),
        "cause": None,
        "measure": None,
        "resolved_on": None,
    }


def _numbers(finding: Finding, run: Run) -> dict[str, FieldValue]:
    evidence = dict(finding.evidence)
    if finding.cause_key:
        evidence[CAUSE] = finding.cause_key
    return {
        "severity": finding.severity.value,
        "value": finding.value,
        "threshold": finding.threshold,
        "evidence": spelled(evidence),
        "data_as_of_on": run.data_as_of.isoformat(),
    }


def _changed(record: Values, numbers: Values) -> dict[str, FieldValue]:
    """Return the numbers that differ; that the data are fresher alone is no change."""
    found = {name: value for name, value in numbers.items() if record.get(name) != value}
    return {} if found.keys() <= {"data_as_of_on"} else found


def _gone(record: Values, held: Mapping[str, int | str], run: Run) -> dict[str, FieldValue]:
    if CLEARED in held:
        return {}
    evidence = spelled({**held, CLEARED: run.today.isoformat()})
    values: dict[str, FieldValue] = {"evidence": evidence}
    if _ends(record):
        values |= {"state": "resolved", "resolved_on": run.today.isoformat()}
    return values


def _ends(record: Values) -> bool:
    if record.get("state") in CLOSED_STATES:
        return False
    if RULES[Rule(str(record.get("rule")))].ends_by_itself:
        return True
    return record.get("state") == "new" and record.get("severity") == Severity.NOTICE.value


def _severity(record: Values) -> Severity:
    return Severity(str(record.get("severity") or Severity.NONE.value))
