"""What else waits for somebody: tasks, statements, demand plans, people who stay away."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.credit.statement_rhythm import RHYTHMS, last_period
from app.domain.policy_terms import OVER_SECTORS
from app.domain.sales.demand_season import GRADE, asked_year
from app.store.unit_of_work import Snapshot

STATEMENT, DEMAND = "statement", "demand_plan"
_MOST = 30

_SEES_ALL = " OR ".join(f"instr(me.roles, '{role}')" for role in sorted(OVER_SECTORS))
# Tasks, and who stays away. Only those above are sent that day; of a sector its own people.
_WAITING = f"""
SELECT * FROM (SELECT 'task', t.id, t.account_id, a.name, t.content, t.due_on FROM task t
  JOIN account a ON a.id = t.account_id
  WHERE t.state = 'open' AND t.assignee_id = :me ORDER BY t.due_on, t.id LIMIT :most)
UNION ALL
SELECT * FROM (SELECT 'away', u.id, '', u.name, '', u.away_since_on FROM user u
  JOIN user me ON me.id = :me
  WHERE u.away_since_on > '' AND u.id <> me.id
    AND ({_SEES_ALL} OR u.sector_id = me.sector_id)
  ORDER BY u.away_since_on, u.name, u.id LIMIT :most)
"""
_LIVE = "a.status NOT IN ('archived', 'lost')"
_MINE = (
    "(:account <> '' AND a.id = :account) OR (:account = '' AND coalesce(a.owner_id, :me) = :me)"
)
# A printed statement or one that was noted settles the period; nothing to state asks for none.
_STATEMENTS = f"""
WITH due(rhythm, first, last) AS (
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:periods))
SELECT a.id, a.name, d.first, d.last FROM due d CROSS JOIN account a
  ON a.statement_rhythm = d.rhythm
WHERE {_LIVE} AND ({_MINE})
  AND EXISTS (SELECT 1 FROM receivable r WHERE r.account_id = a.id AND r.issued_on <= d.last)
  AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.account_id = a.id AND l.paper = 'statement'
                  AND l.period_to_on >= d.last)
  AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.account_id = a.id AND s.period_to_on >= d.last)
ORDER BY d.last DESC, a.name, a.id LIMIT :most
"""
_DEMANDS = f"""
SELECT a.id, a.name FROM account a WHERE a.class = :grade AND {_LIVE} AND ({_MINE})
  AND NOT EXISTS (SELECT 1 FROM demand_plan d WHERE d.account_id = a.id AND d.year = :year)
ORDER BY a.name, a.id LIMIT :most
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoRow:
    """One thing that waits.

    Attributes:
        kind: "task", "away", `STATEMENT` or `DEMAND`.
        id: The task, or who stays away; empty for the others.
        account_id: About whom; empty where it is about a person.
        account: Name of the account or the person.
        content: What a task asks for.
        due_on: Last day of a task, of a statement's period, or with a log-in.
        first_on: First day of that period.
        year: Year of a demand plan.
    """

    kind: str
    id: str = ""
    account_id: str
    account: str
    content: str = ""
    due_on: dt.date | None = None
    first_on: dt.date | None = None
    year: int = 0


def list_todo(look: Snapshot, user_id: str, today: dt.date) -> tuple[TodoRow, ...]:
    """Return what waits for a user: tasks, people of his who stay away, statements, demand plans.

    Source: domain.md 4.2 (W11, notify the head), 4.8 (F5, F8); R144, R235.
    """
    asked = {"me": user_id, "account": "", "most": _MOST}
    waiting = [
        TodoRow(
            kind=row[0],
            id=row[1],
            account_id=row[2],
            account=row[3],
            content=row[4],
            due_on=dt.date.fromisoformat(row[5]),
        )
        for row in look.connection.exec_driver_sql(_WAITING, {"me": user_id, "most": _MOST})
    ]
    return (*waiting, *_proposed(look, asked, today))


def list_proposed(
    look: Snapshot, account_id: str, user_id: str, today: dt.date
) -> tuple[TodoRow, ...]:
    """Return the statement and the demand plan that are due for one account."""
    asked = {"me": user_id, "account": account_id, "most": _MOST}
    return _proposed(look, asked, today)


def _proposed(look: Snapshot, asked: Mapping[str, object], today: dt.date) -> tuple[TodoRow, ...]:
    run = look.connection.exec_driver_sql
    periods = [
        (rhythm, *(day.isoformat() for day in period))
        for rhythm in RHYTHMS
        if (period := last_period(rhythm, today)) is not None
    ]
    rows = run(_STATEMENTS, {**asked, "periods": json.dumps(periods)})
    found = [
        TodoRow(
            kind=STATEMENT,
            account_id=row[0],
            account=row[1],
            first_on=dt.date.fromisoformat(row[2]),
            due_on=dt.date.fromisoformat(row[3]),
        )
        for row in rows
    ]
    year = asked_year(today)
    if year is not None:
        values = {**asked, "grade": GRADE, "year": year}
        found += [
            TodoRow(kind=DEMAND, account_id=row[0], account=row[1], year=year)
            for row in run(_DEMANDS, values)
        ]
    return tuple(found)
