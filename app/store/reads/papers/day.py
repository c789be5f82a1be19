"""The stops of a day as they stand on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.papers.visit_plan import PlanStop
from app.domain.schema import split_labels
from app.store.unit_of_work import Snapshot

_STOPS = """
SELECT a.id, coalesce(a.number, ''), a.name,
  coalesce(a.address, a.city, ''),
  trim(coalesce(k.name, '') || ' ' || coalesce(k.mobile, k.phone, a.phone, '')),
  coalesce(p.starts, ''), coalesce(p.purposes, ''), coalesce(p.remark, ''),
  coalesce(p.preparation, ''), a.latitude_e6, a.longitude_e6
FROM visit_plan p JOIN account a ON a.id = p.account_id
LEFT JOIN contact k ON k.id = coalesce(p.contact_id, (SELECT id FROM contact
  WHERE account_id = a.id ORDER BY decision_role = 'decides' DESC, id LIMIT 1))
WHERE p.planned_on = :day AND p.owner_id = :me AND p.state <> 'not_done'
ORDER BY p.position IS NULL, p.position, p.starts, p.id
"""


@dataclass(frozen=True, slots=True)
class PlacedStop:
    """A stop with where it is, in millionths of degrees; None when the file does not say."""

    stop: PlanStop
    latitude_e6: int | None
    longitude_e6: int | None


def list_paper_stops(look: Snapshot, user_id: str, day: dt.date) -> tuple[PlacedStop, ...]:
    """Return the stops of a person's day, in one statement."""
    values = {"day": day.isoformat(), "me": user_id}
    return tuple(
        PlacedStop(
            PlanStop(
                account_id=row[0],
                account_number=row[1],
                name=row[2],
                address=row[3],
                contact=row[4],
                starts=row[5],
                purposes=_split(row[6]),
                remark=row[7],
                preparation=_split(row[8]),
            ),
            row[9],
            row[10],
        )
        for row in look.connection.exec_driver_sql(_STOPS, values)
    )


def _split(words: str) -> tuple[str, ...]:
    return tuple(each for each in split_labels(words) if each)
