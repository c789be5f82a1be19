"""How old the data behind a figure is."""

from __future__ import annotations

import datetime as dt

from app.store import facts
from app.store.unit_of_work import Snapshot

_MILLISECONDS = 1000


def read_as_of(look: Snapshot) -> dt.datetime | None:
    """Return the moment of the last good exchange in UTC; None before the first."""
    last = look.facts.read_text(facts.LAST_SYNC_AT)
    return dt.datetime.fromtimestamp(int(last) / _MILLISECONDS, dt.UTC) if last else None
