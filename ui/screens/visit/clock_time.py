"""Understands a time of day as people type it: 9:34, 0934, 9点34."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_TIME = re.compile(r"(\d{1,2})[:.点时h]?(\d{2})?分?")


def typed_clock(text: str) -> dt.time | None:
    """Return the time of day a text means, None for an empty one.

    Raises:
        ValueError: The text is no time, or that time does not exist.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if not plain:
        return None
    match = _TIME.fullmatch(plain)
    if match is None:
        raise ValueError("not a time of day")
    return dt.time(int(match[1]), int(match[2] or 0))


def at_clock(day_of: dt.datetime, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment at which clocks in `zone` show a time, on the day of another moment."""
    return dt.datetime.combine(day_of.astimezone(zone).date(), time, zone)
