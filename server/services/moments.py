"""Server time as it is stored and sent."""

from __future__ import annotations

from datetime import datetime

_MILLISECONDS = 1000


def milliseconds(moment: datetime) -> int:
    """Return milliseconds since 1970 in UTC, rounded down."""
    return int(moment.timestamp() * _MILLISECONDS)
