"""Spells single numbers of the evidence of a warning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ui.formats import Formats

Evidence = Mapping[str, int | str]

_BASIS_POINTS = 10_000


class EvidenceWords:
    """Spells in one language and for one day."""

    def __init__(self, formats: Formats, today: dt.date) -> None:
        self._formats, self._today = formats, today

    def _joined(self, *parts: str) -> str:
        return ("" if self._formats.language == "zh_CN" else " ").join(
            part for part in parts if part
        )

    def _money(self, minor: int) -> str:
        return self._formats.money_rounded(minor)

    def _days(self, found: Evidence, name: str) -> str:
        return self._formats.days(whole(found, name))

    def _bp(self, points: int) -> str:
        return self._formats.percent(Decimal(points) / _BASIS_POINTS, 1)

    def _number(self, found: Evidence, name: str) -> str:
        return self._formats.number(Decimal(whole(found, name)) / _BASIS_POINTS, 2)

    def _day(self, spelled: object) -> str:
        day = _date(spelled)
        return self._formats.day(day, today=self._today) if day else "—"

    def _full_day(self, spelled: object) -> str:
        day = _date(spelled)
        return self._formats.full_day(day) if day else "—"


def whole(found: Evidence, name: str) -> int:
    """Return a number of the evidence; 0 where there is none."""
    value = found.get(name, 0)
    return value if isinstance(value, int) else 0


def _date(spelled: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(spelled))
    except ValueError:
        return None
