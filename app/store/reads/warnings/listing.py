"""The list of warnings: those of the office, and what only this device found, as one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from app.domain.warnings.finding import read_evidence
from app.domain.warnings.life import OPEN_STATES
from app.domain.warnings.rules import Rule
from app.store.journal import WAITING
from app.store.unit_of_work import Snapshot

_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_COMPANY = f"rule = '{Rule.RECEIVABLES.value}'"
# A finding of this device stands only while the office has no open warning of its kind. The plus
# signs keep SQLite to the index of the account: a rule has thousands of warnings.
_ALL = f"""
WITH stands AS (
  SELECT id, account_id, rule, coalesce(severity, 'notice') AS severity, value, threshold,
         evidence, raised_on, data_as_of_on, state, owner_id, escalated_to, due_on, cause, measure,
         resolved_on, 0 AS is_local
  FROM warning
  UNION ALL
  SELECT '', account_id, rule, severity, value, threshold, evidence, found_on, NULL, 'new', NULL,
         NULL, NULL, NULL, NULL, NULL, 1
  FROM local_finding f WHERE NOT EXISTS (
    SELECT 1 FROM warning w
    WHERE w.account_id = f.account_id AND +w.rule = f.rule AND +w.state IN ({_OPEN})))
"""
_GROUPS = {
    "open": f"s.state IN ({_OPEN}) AND NOT s.{_COMPANY}",
    "alarm": f"s.state IN ({_OPEN}) AND s.severity = 'alarm' AND NOT s.{_COMPANY}",
    "closed": f"s.state NOT IN ({_OPEN}) AND NOT s.{_COMPANY}",
}
GROUPS = tuple(_GROUPS)
"""Open ones, alarms among them, closed ones."""

_RANK = "CASE s.severity WHEN 'alarm' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"
_FITS = "(:text = '' OR instr(a.name, :text))"
_FIND = f"""{_ALL}
SELECT s.id, s.account_id, s.rule FROM stands s JOIN account a ON a.id = s.account_id
WHERE {{group}} AND {_FITS}
ORDER BY {_RANK}, s.raised_on DESC, s.account_id, s.rule"""
_COUNT = f"""{_ALL}
SELECT {{counts}} FROM stands s JOIN account a ON a.id = s.account_id WHERE {_FITS}"""
_COUNTED = ", ".join(f"coalesce(sum({condition}), 0)" for condition in _GROUPS.values())
_ROWS = f"""{_ALL}
SELECT s.id, s.account_id, a.name, coalesce(a.class, ''), s.rule, s.severity, s.value, s.threshold,
       s.evidence, s.raised_on, s.data_as_of_on, s.state, coalesce(o.name, ''),
       coalesce(e.name, ''), s.due_on, coalesce(s.cause, ''), coalesce(s.measure, ''),
       s.resolved_on, s.is_local,
       EXISTS (SELECT 1 FROM journal_operation j
               WHERE j.record_id = s.id AND j.state = '{WAITING}'),
       coalesce(p.name, b.name, ''), coalesce(a.preferred_channel, ''),
       coalesce(a.preferred_time, '')
FROM {{wanted}} CROSS JOIN stands s ON {{joined}} JOIN account a ON a.id = s.account_id
LEFT JOIN "user" o ON o.id = coalesce(s.owner_id, a.owner_id)
LEFT JOIN "user" e ON e.id = s.escalated_to
LEFT JOIN product p ON p.id = CASE WHEN json_valid(s.evidence) THEN s.evidence ->> 'product_id' END
LEFT JOIN account b
  ON b.id = CASE WHEN json_valid(s.evidence) THEN s.evidence ->> 'barred_account' END"""
_KEYS = """(SELECT value ->> 0 AS id, value ->> 1 AS account_id, value ->> 2 AS rule
  FROM json_each(:keys)) k"""
_IS_KEYED = "s.id = k.id AND s.account_id = k.account_id AND s.rule = k.rule"
_COMPANY_LINE = (
    f"SELECT evidence FROM warning WHERE {_COMPANY} AND state IN ({_OPEN})"
    " ORDER BY data_as_of_on DESC LIMIT 1"
)

Key = tuple[str, str, str]
"""Record (empty for a finding of this device), account, rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRow:
    """A warning as it stands.

    Attributes:
        record_id: Of the office's record; empty for what only this device found.
        account_id: The account.
        account_name: Its name.
        grade: Its class, or empty.
        rule: Code of the rule.
        severity: "notice", "warning" or "alarm".
        value: What was compared.
        threshold: With what.
        evidence: The numbers that led to it.
        since_on: Day on which it was raised.
        data_as_of_on: As of when the office's figures are; None for a local one.
        state: Where it stands.
        owner: Name of who has to act.
        escalated_to: Name of who was told, because nobody acknowledged it.
        due_on: Day by which it is to be dealt with.
        cause: What caused it, as far as it was said.
        measure: What is done about it.
        resolved_on: When it was closed.
        is_local: Only this device found it; the office is to confirm it.
        is_waiting: What was done here about it was not sent yet.
        other_name: Of the product or account that the evidence names.
        channel: By which the account wants to be reached; empty when it did not say.
        channel_time: When it wants to be reached, in its own words.
    """

    record_id: str
    account_id: str
    account_name: str
    grade: str
    rule: str
    severity: str
    value: int | None
    threshold: int | None
    evidence: dict[str, int | str]
    since_on: str
    data_as_of_on: str | None
    state: str
    owner: str
    escalated_to: str
    due_on: str | None
    cause: str
    measure: str
    resolved_on: str | None
    is_local: bool
    is_waiting: bool
    other_name: str
    channel: str
    channel_time: str

    @property
    def key(self) -> Key:
        """What names it in a listing."""
        return self.record_id, self.account_id, self.rule


def find_warning_keys(look: Snapshot, group: str, text: str) -> tuple[Key, ...]:
    """Return which warnings fit, the gravest and then the newest first.

    Args:
        look: The store.
        group: One of `GROUPS`.
        text: Part of an account's name; empty for all.
    """
    rows = look.connection.exec_driver_sql(_FIND.format(group=_GROUPS[group]), {"text": text})
    return tuple((row[0], row[1], row[2]) for row in rows)


def count_warnings(look: Snapshot, text: str) -> dict[str, int]:
    """Return how many warnings each group holds."""
    row = look.connection.exec_driver_sql(_COUNT.format(counts=_COUNTED), {"text": text})
    return dict(zip(_GROUPS, row.one(), strict=True))


def read_warning_rows(look: Snapshot, keys: Sequence[Key]) -> list[WarningRow]:
    """Return warnings by their keys, in that order; one that is gone is left out."""
    found = {
        row.key: row
        for row in map(
            _row,
            look.connection.exec_driver_sql(
                _ROWS.format(wanted=_KEYS, joined=_IS_KEYED), {"keys": json.dumps(keys)}
            ),
        )
    }
    return [found[key] for key in keys if key in found]


def list_account_warnings(look: Snapshot, account_id: str) -> list[WarningRow]:
    """Return the open warnings of an account, the gravest first; the company's line is one."""
    sql = _ROWS.format(wanted="(SELECT 1) k", joined=f"s.account_id = :id AND s.state IN ({_OPEN})")
    rows = look.connection.exec_driver_sql(
        f"{sql} ORDER BY {_RANK}, s.raised_on DESC, s.rule", {"id": account_id}
    )
    return [_row(row) for row in rows]


def read_company_line(look: Snapshot) -> dict[str, int | str]:
    """Return the numbers of the company's receivables line; empty while it is not crossed."""
    text = look.connection.exec_driver_sql(_COMPANY_LINE).scalar()
    return read_evidence(text)


def _row(row: Sequence[object]) -> WarningRow:
    names = (field.name for field in fields(WarningRow))
    values: dict[str, Any] = dict(zip(names, row, strict=True))
    values["evidence"] = read_evidence(values["evidence"])
    values["is_local"], values["is_waiting"] = bool(row[18]), bool(row[19])
    return WarningRow(**values)
