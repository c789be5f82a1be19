"""A person's week: what was planned, what took place, what it came to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.papers.weekly_report import WeekFigures, WeekVisit
from app.domain.schema import split_labels
from app.store.unit_of_work import Snapshot

_FIGURES = """
SELECT
  (SELECT count(*) FROM visit_plan WHERE owner_id = :me AND planned_on BETWEEN :first AND :last),
  (SELECT count(*) FROM visit_plan WHERE owner_id = :me AND planned_on BETWEEN :first AND :last
    AND state = 'done'),
  (SELECT count(*) FROM visit_plan WHERE owner_id = :me AND planned_on BETWEEN :first AND :last
    AND state = 'not_done'),
  (SELECT count(*) FROM visit_log WHERE author_id = :me AND started_at >= :begins
    AND started_at < :ends),
  (SELECT count(*) FROM field_order WHERE author_id = :me AND kind = 'order'
    AND state IN ('sent', 'confirmed', 'delivered') AND ordered_on BETWEEN :first AND :last),
  (SELECT coalesce(sum(total_minor), 0) FROM field_order WHERE author_id = :me AND kind = 'order'
    AND state IN ('sent', 'confirmed', 'delivered') AND ordered_on BETWEEN :first AND :last),
  (SELECT coalesce(sum(amount_minor), 0) FROM collection WHERE collected_by = :me
    AND collected_on BETWEEN :first AND :last),
  (SELECT count(*) FROM contract WHERE drafted_by = :me AND signed_on BETWEEN :first AND :last),
  (SELECT count(*) FROM account WHERE owner_id = :me
    AND dealings_since_on BETWEEN :first AND :last),
  (SELECT count(*) FROM complaint WHERE received_by = :me AND received_at >= :begins
    AND received_at < :ends),
  (SELECT count(*) FROM commitment WHERE coalesce(owner_id, :me) = :me AND state = 'open'
    AND due_on <= :last)
"""
_VISITS = """
SELECT v.started_at, a.name, coalesce(v.purposes, ''),
  trim(coalesce(v.content, '') || ' ' || coalesce(v.result, ''))
FROM visit_log v JOIN account a ON a.id = v.account_id
WHERE v.author_id = :me AND v.started_at >= :begins AND v.started_at < :ends
ORDER BY v.started_at, v.id
"""
_PLANS = """
SELECT p.planned_on, a.name, coalesce(p.purposes, ''),
  CASE WHEN p.state = 'not_done' THEN coalesce(p.not_done_reason, '')
    ELSE coalesce(p.remark, '') END
FROM visit_plan p JOIN account a ON a.id = p.account_id
WHERE p.owner_id = :me AND p.planned_on BETWEEN :first AND :last AND p.state = :state
ORDER BY p.planned_on, p.position IS NULL, p.position, p.starts, p.id
"""


@dataclass(frozen=True, slots=True)
class Week:
    """Whose week it is and when.

    Attributes:
        user_id: The person.
        first: Monday.
        last: Sunday.
        begins_at: Its first moment, milliseconds since 1970 UTC.
        ends_at: The first moment of the next one.
    """

    user_id: str
    first: dt.date
    last: dt.date
    begins_at: int
    ends_at: int


def read_week_figures(look: Snapshot, week: Week) -> WeekFigures:
    """Return what the week came to, in one statement."""
    row = look.connection.exec_driver_sql(_FIGURES, _values(week)).one()
    return WeekFigures(
        planned=row[0],
        done=row[1],
        not_done=row[2],
        visits=row[3],
        orders=row[4],
        ordered_minor=row[5],
        collected_minor=row[6],
        signed=row[7],
        new_accounts=row[8],
        complaints=row[9],
        promises_open=row[10],
    )


def list_week_visits(look: Snapshot, week: Week) -> list[tuple[int, str, tuple[str, ...], str]]:
    """Return moment, account, purposes and words of each visit."""
    rows = look.connection.exec_driver_sql(_VISITS, _values(week))
    return [(int(row[0]), row[1], _split(row[2]), row[3]) for row in rows]


def list_week_plans(look: Snapshot, week: Week, state: str) -> tuple[WeekVisit, ...]:
    """Return the plans of a week in a state, with remark or reason."""
    values = {**_values(week), "state": state}
    return tuple(
        WeekVisit(dt.date.fromisoformat(row[0]), row[1], _split(row[2]), row[3])
        for row in look.connection.exec_driver_sql(_PLANS, values)
    )


def _values(week: Week) -> dict[str, object]:
    return {
        "me": week.user_id,
        "first": week.first.isoformat(),
        "last": week.last.isoformat(),
        "begins": week.begins_at,
        "ends": week.ends_at,
    }


def _split(words: str) -> tuple[str, ...]:
    return tuple(filter(None, split_labels(words)))
