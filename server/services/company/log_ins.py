"""Writes into the record of a person that two weeks have gone by without a log-in."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.warnings.log_ins import WATCHED, away_since
from server.services.company.day import company_day, company_zone
from server.services.company.office import Office
from server.settings import Clock
from server.store.database import Database
from server.store.log_ins import last_log_ins
from server.store.record_rows import each_row
from server.store.records import decode_body

FIELD = "away_since_on"
_MILLISECONDS = 1000


def note_absences(database: Database, org: int, clock: Clock) -> int:
    """Bring the notices of all people up to date with the day; return how many changed.

    Source: domain.md 4.2 (W11, notify the head), 4.8 (F5); R144, R235.
    """
    with database.reading() as work:
        today, zone = company_day(work, org, clock()), company_zone(work, org)
        away = {
            user_id: since.isoformat()
            for user_id, roles, seen_at in last_log_ins(work, org)
            if WATCHED.value in roles
            and (since := away_since(_moment(seen_at).astimezone(zone).date(), today=today))
        }
        people = list(each_row(work, org, "user"))
    noted = {user_id: decode_body(text).get(FIELD) for user_id, _, text in people}
    changed = [user_id for user_id, day in noted.items() if day != away.get(user_id)]
    office = Office(database, org, "", clock)
    for user_id in changed:
        office.edit("user", user_id, {FIELD: away.get(user_id)})
    return len(changed)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / _MILLISECONDS, UTC)
