"""The planned visits of a day: which stops, in which order, and where one more belongs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot


@dataclass(frozen=True, slots=True)
class DayStop:
    """One planned visit of a day.

    Attributes:
        plan_id: The planned visit.
        account_id: The account.
        state: "planned", "done" or "not_done".
    """

    plan_id: str
    account_id: str
    state: str


def day_stops(look: Snapshot, owner_id: str, day: dt.date) -> list[DayStop]:
    """Return a user's stops of a day in driving order."""
    rows = look.connection.exec_driver_sql(
        "SELECT id, account_id, state FROM visit_plan WHERE planned_on = ? AND owner_id = ?"
        " ORDER BY position IS NULL, position, starts, id",
        (day.isoformat(), owner_id),
    )
    return [DayStop(str(row[0]), str(row[1]), str(row[2])) for row in rows]


def planned_visit(look: Snapshot, account_id: str, owner_id: str, day: dt.date) -> str:
    """Return the user's open plan for an account on a day; empty if there is none."""
    found = look.connection.exec_driver_sql(
        "SELECT id FROM visit_plan WHERE account_id = ? AND owner_id = ? AND planned_on = ?"
        " AND state = 'planned' ORDER BY position IS NULL, position, id LIMIT 1",
        (account_id, owner_id, day.isoformat()),
    ).scalar()
    return str(found or "")


def loose_plans(look: Snapshot, owner_id: str, first: str, last: str) -> list[str]:
    """Return a user's open plans from one day to another that belong to no trip."""
    rows = look.connection.exec_driver_sql(
        "SELECT id FROM visit_plan WHERE owner_id = ? AND planned_on BETWEEN ? AND ?"
        " AND state = 'planned' AND trip_id IS NULL ORDER BY planned_on, position, id",
        (owner_id, first, last),
    )
    return [str(row[0]) for row in rows]


def last_position(look: Snapshot, owner_id: str, day: dt.date) -> int:
    """Return the place of a user's last stop of a day; 0 when the day is empty."""
    found = look.connection.exec_driver_sql(
        "SELECT max(position) FROM visit_plan WHERE owner_id = ? AND planned_on = ?",
        (owner_id, day.isoformat()),
    ).scalar()
    return int(found or 0)
