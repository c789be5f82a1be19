"""What this device's own run of the warning rules found, beside the warnings of the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from app.domain.analysis.severity import Severity
from app.domain.warnings.finding import Finding, read_evidence, spelled
from app.domain.warnings.rules import Rule
from app.domain.warnings.settling import CAUSE
from app.store.unit_of_work import Snapshot, UnitOfWork

ENTITY = "local_finding"
"""Named in the change set of a run, though it is no synchronised entity."""

_COLUMNS = "account_id, rule, severity, value, threshold, evidence"
_Row = tuple[str, str, str, int, int | None, str]


def read_warning_records(look: Snapshot, rule: Rule) -> dict[str, dict[str, str]]:
    """Return what decides whether a closed warning comes back, by account."""
    rows = look.connection.exec_driver_sql(
        "SELECT account_id, state, coalesce(severity, 'none'), coalesce(evidence, '')"
        " FROM warning WHERE rule = ?",
        (rule.value,),
    )
    return {row[0]: {"state": row[1], "severity": row[2], "evidence": row[3]} for row in rows}


def find_local(look: Snapshot, account_id: str, rule: Rule) -> Finding | None:
    """Return what the last run found at an account, or None."""
    row = look.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM local_finding WHERE account_id = ? AND rule = ?",
        (account_id, rule.value),
    ).fetchone()
    return _finding(tuple(row)) if row is not None else None


def keep_local(
    work: UnitOfWork, rule: Rule, findings: Iterable[Finding], *, today: dt.date
) -> None:
    """Let the findings of a run take the place of those of the run before; one a rule.

    What is found as before is not written again, and keeps the day on which it was found first.
    """
    new = {finding.account_id: _row(finding) for finding in findings}
    old = _held(work, rule)
    run = work.connection.exec_driver_sql
    gone = [(account_id, rule.value) for account_id in old.keys() - new.keys()]
    changed = [(*row, today.isoformat()) for key, row in new.items() if old.get(key) != row]
    if gone:
        run("DELETE FROM local_finding WHERE account_id = ? AND rule = ?", gone)
    if changed:
        run(
            f"INSERT INTO local_finding ({_COLUMNS}, found_on) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (account_id, rule) DO UPDATE SET severity = excluded.severity,"
            " value = excluded.value, threshold = excluded.threshold,"
            " evidence = excluded.evidence",
            changed,
        )
    if gone or changed:
        work.touch_entity(ENTITY)


def forget_local(work: UnitOfWork, account_id: str, rule: Rule) -> None:
    """Forget a finding that became a warning of the office's kind."""
    work.connection.exec_driver_sql(
        "DELETE FROM local_finding WHERE account_id = ? AND rule = ?", (account_id, rule.value)
    )
    work.touch_entity(ENTITY)


def _held(work: UnitOfWork, rule: Rule) -> Mapping[str, _Row]:
    rows = work.connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM local_finding WHERE rule = ?", (rule.value,)
    )
    return {row[0]: tuple(row) for row in rows}


def _row(finding: Finding) -> _Row:
    evidence = dict(finding.evidence)
    if finding.cause_key:
        evidence[CAUSE] = finding.cause_key
    return (
        finding.account_id,
        finding.rule.value,
        finding.severity.value,
        finding.value,
        finding.threshold,
        spelled(evidence),
    )


def _finding(row: _Row) -> Finding:
    evidence = read_evidence(row[5])
    cause = str(evidence.pop(CAUSE, ""))
    return Finding(Rule(row[1]), row[0], Severity(row[2]), row[3], row[4], evidence, cause)
