"""Visits planned and done between two days, and who was seen at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

_PLANS = """
SELECT p.id, p.account_id, a.name, coalesce(a.class, ''), p.planned_on, p.state,
  coalesce(p.not_done_reason, ''), coalesce(p.kind, 'rep'), p.trip_id
FROM visit_plan p JOIN account a ON a.id = p.account_id
WHERE p.planned_on BETWEEN :first AND :last AND (:owner = '' OR p.owner_id = :owner)
  AND (:trip = '' OR p.trip_id = :trip)
ORDER BY p.planned_on, coalesce(p.position, 0), p.id
"""
_UNPLANNED = """
SELECT count(*) FROM visit_log v WHERE v.started_at >= :from_at AND v.started_at < :until_at
  AND (:owner = '' OR v.author_id = :owner) AND v.plan_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM visit_plan p WHERE p.visit_log_id = v.id)
"""
_COVERED = """
WITH seen AS MATERIALIZED (
  SELECT DISTINCT account_id FROM visit_log
  WHERE started_at >= :from_at AND started_at < :until_at)
SELECT coalesce(a.class, ''), count(*), count(s.account_id)
FROM account a LEFT JOIN seen s ON s.account_id = a.id
WHERE a.status NOT IN ('archived', 'lost') GROUP BY 1 ORDER BY 1 = '', 1
"""


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """One planned visit.

    Attributes:
        id: Plan.
        account_id: The account.
        name: Its name.
        grade: Its class; empty without one.
        planned_on: The day.
        state: "planned", "done" or "not_done".
        reason: Why it was not done.
        kind: Whose visit it is.
        trip_id: The trip it belongs to; None outside one.
    """

    id: str
    account_id: str
    name: str
    grade: str
    planned_on: dt.date
    state: str
    reason: str
    kind: str
    trip_id: str | None


@dataclass(frozen=True, slots=True)
class ClassCoverage:
    """Accounts of a class, and how many of them were seen."""

    grade: str
    accounts: int
    seen: int


def list_planned_visits(
    look: Snapshot, first: dt.date, last: dt.date, *, owner_id: str = "", trip_id: str = ""
) -> tuple[PlannedVisit, ...]:
    """Return the visits planned between two days, in order; of one person or trip if asked to."""
    values = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "owner": owner_id,
        "trip": trip_id,
    }
    rows = look.connection.exec_driver_sql(_PLANS, values)
    return tuple(PlannedVisit(*[*row[:4], dt.date.fromisoformat(row[4]), *row[5:]]) for row in rows)


def count_unplanned(look: Snapshot, from_at: int, until_at: int, *, owner_id: str = "") -> int:
    """Return how many visits between two moments nobody had planned."""
    values = {"from_at": from_at, "until_at": until_at, "owner": owner_id}
    return int(look.connection.exec_driver_sql(_UNPLANNED, values).scalar_one())


def list_coverage(look: Snapshot, from_at: int, until_at: int) -> tuple[ClassCoverage, ...]:
    """Return by class how many accounts there are and how many were seen between two moments."""
    values = {"from_at": from_at, "until_at": until_at}
    rows = look.connection.exec_driver_sql(_COVERED, values)
    return tuple(ClassCoverage(*row) for row in rows)
