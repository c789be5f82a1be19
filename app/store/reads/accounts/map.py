"""The accounts as the map shows them: where they are, and what they are coloured by."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.warnings.life import OPEN_STATES
from app.domain.warnings.rules import Rule
from app.store.unit_of_work import Snapshot

_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_RANK = "CASE coalesce(severity, 'notice') WHEN 'alarm' THEN 3 WHEN 'warning' THEN 2 ELSE 1 END"
_ACCOUNTS = f"""
WITH warned AS MATERIALIZED (
  SELECT account_id, max(severity_rank) AS severity_rank FROM (
    SELECT account_id, {_RANK} AS severity_rank FROM warning
    WHERE state IN ({_OPEN}) AND rule <> '{Rule.RECEIVABLES.value}'
    UNION ALL SELECT account_id, {_RANK} FROM local_finding)
  GROUP BY account_id)
SELECT a.rowid, a.id, a.name, coalesce(a.class, ''), a.status, a.province, a.city,
       a.latitude_e6, a.longitude_e6, coalesce(c.overdue_minor, 0),
       coalesce(w.severity_rank, 0)
FROM account_card c CROSS JOIN account a ON a.rowid = c.account_rowid
LEFT JOIN warned w ON w.account_id = a.id
ORDER BY c.sort_key, a.rowid
"""


@dataclass(frozen=True, slots=True)
class MapAccountRow:
    """One account.

    Attributes:
        rowid: Its place in the table; names it in a listing of the account list.
        id: Record id.
        name: Registered name.
        grade: Its class; empty without one.
        status: Life-cycle status.
        province: As the file says.
        city: As the file says.
        latitude_e6: Of its own, in millionths of a degree; None when nobody noted it.
        longitude_e6: As `latitude_e6`.
        overdue_minor: Owed and late, in minor units.
        severity: Of its gravest open warning: 3 alarm, 2 warning, 1 notice, 0 none.
    """

    rowid: int
    id: str
    name: str
    grade: str
    status: str
    province: str | None
    city: str | None
    latitude_e6: int | None
    longitude_e6: int | None
    overdue_minor: int
    severity: int


def list_map_accounts(look: Snapshot) -> list[MapAccountRow]:
    """Return all accounts of the device in the order of their names."""
    return [MapAccountRow(*row) for row in look.connection.exec_driver_sql(_ACCOUNTS)]
