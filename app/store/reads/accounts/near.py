"""Accounts in the streets around the stops of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

_NEAR = """
SELECT a.id, a.name, a.class, a.latitude_e6, a.longitude_e6,
  coalesce(a.preferred_channel, ''), coalesce(a.preferred_time, '')
FROM account a JOIN account_card c ON c.account_rowid = a.rowid
WHERE a.city IN (SELECT b.city FROM visit_plan p JOIN account b ON b.id = p.account_id
                 WHERE p.planned_on = :today AND p.owner_id = :me AND b.city IS NOT NULL)
  AND ({boxes})
  AND coalesce(c.last_visit_at, 0) < :rested
  AND a.status NOT IN ('archived', 'lost') AND coalesce(a.owner_id, :me) = :me
  AND a.id NOT IN (SELECT account_id FROM visit_plan WHERE owner_id = :me
                   AND (planned_on = :today OR (state = 'planned' AND planned_on > :today)))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A stretch of the earth in millionths of degrees."""

    south: int
    north: int
    west: int
    east: int


@dataclass(frozen=True, slots=True)
class NearAccountRow:
    """An account in the region of the day's stops."""

    account_id: str
    name: str
    grade: str | None
    latitude_e6: int
    longitude_e6: int
    channel: str = ""
    time: str = ""


def read_near(
    look: Snapshot, user_id: str, today: dt.date, *, boxes: Sequence[Box], rested: int
) -> tuple[NearAccountRow, ...]:
    """Return accounts within one of the boxes, in a city where the user has a stop today.

    Args:
        look: The store.
        user_id: Whose accounts.
        today: The day of the stops.
        boxes: Around the stops; without any nothing is near.
        rested: Accounts visited since this moment (milliseconds) are left in peace.
    """
    if not boxes:
        return ()
    sides = [
        (
            f"(a.latitude_e6 BETWEEN :south{at} AND :north{at}"
            f" AND a.longitude_e6 BETWEEN :west{at} AND :east{at})"
        )
        for at in range(len(boxes))
    ]
    values = {"me": user_id, "today": today.isoformat(), "rested": rested}
    for at, box in enumerate(boxes):
        values |= {f"south{at}": box.south, f"north{at}": box.north}
        values |= {f"west{at}": box.west, f"east{at}": box.east}
    rows = look.connection.exec_driver_sql(_NEAR.format(boxes=" OR ".join(sides)), values)
    return tuple(NearAccountRow(*row) for row in rows)
