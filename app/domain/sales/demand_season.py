"""When key customers are asked what they want to buy next year."""

from __future__ import annotations

import datetime as dt

_DECEMBER = 12
GRADE = "A"


def asked_year(today: dt.date) -> int | None:
    """Return the year that is asked about: in December the next one, else None.

    Source: R102 (December; A accounts).
    """
    return today.year + 1 if today.month == _DECEMBER else None
