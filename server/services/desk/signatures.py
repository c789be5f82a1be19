"""Says who wrote which part of a merged text, and on which day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from app.domain.merge_texts import divider_line
from server.store.database import Transaction
from server.store.people import find_user
from server.store.records import Stamp

_MILLISECONDS = 1000


@dataclass(slots=True)
class Signatures:
    """Names of people, read when the first merged text needs them: most requests have none."""

    work: Transaction
    org: int
    _names: dict[str, str] = field(default_factory=dict)

    def divider(self, theirs: Stamp, *, mine: tuple[str, int], zone: str) -> str:
        """Return the line between what was there and what arrived.

        Args:
            theirs: Who wrote what was there.
            mine: User who wrote what arrives, and server time of its arrival in milliseconds.
            zone: IANA name of the zone in which days are counted; UTC where it is unknown.
        """
        place = zone_named(zone)
        return divider_line(
            self._signature(theirs.user_id, theirs.at, place), self._signature(*mine, place)
        )

    def _signature(self, user_id: str, at: int, place: tzinfo) -> str:
        day = datetime.fromtimestamp(at / _MILLISECONDS, place).date().isoformat()
        return f"{self._name(user_id)} {day}".strip()

    def _name(self, user_id: str) -> str:
        if user_id not in self._names:
            user = find_user(self.work, self.org, user_id) if user_id else None
            self._names[user_id] = user.name if user else ""
        return self._names[user_id]


def zone_named(name: str) -> tzinfo:
    """Return the zone that a device says it is in; UTC where it is unknown."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return UTC
