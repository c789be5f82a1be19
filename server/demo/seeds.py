"""Where chance and time of the demo data come from: a fixed seed and a given day."""

from __future__ import annotations

import datetime as dt
import random
import zlib
from dataclasses import dataclass

from app.domain.ids import id_from

ZONE = "Asia/Shanghai"
"""The whole demo lives in one zone, without summer time."""

DAY_MILLISECONDS = 86_400_000
MINUTE_MILLISECONDS = 60_000

_ZONE_MILLISECONDS = 8 * 60 * MINUTE_MILLISECONDS
_EPOCH = dt.date(1970, 1, 1).toordinal()
_ID_BITS = 74
_WORD = 32


@dataclass(frozen=True, slots=True)
class Seeds:
    """A seed and the day that counts as today; equal seeds and days give equal data.

    Attributes:
        seed: Any number from 0.
        today: The demo's present day in its own zone.
    """

    seed: int
    today: dt.date

    @property
    def now(self) -> int:
        """The ordinal of today; days are counted as ordinals, because they are only added."""
        return self.today.toordinal()

    def stream(self, purpose: str, index: int = 0) -> random.Random:
        """Return the source of chance for one purpose, e.g. the visits of the 17th account.

        Every purpose has its own, so that one more visit does not change anybody's name.
        """
        mixed = (self.seed << _WORD | zlib.crc32(purpose.encode())) << _WORD | index
        return random.Random(mixed)  # noqa: S311  Demo data guard nothing.


def iso(ordinal: int) -> str:
    """Spell a day as "2026-11-21"."""
    return dt.date.fromordinal(ordinal).isoformat()


def moment(ordinal: int, minute: int) -> int:
    """Return the UTC milliseconds of a minute of a day in the demo's zone."""
    day = (ordinal - _EPOCH) * DAY_MILLISECONDS
    return day + minute * MINUTE_MILLISECONDS - _ZONE_MILLISECONDS


def make_id(milliseconds: int, chance: random.Random) -> str:
    """Make the id of a record that was created at a moment."""
    return id_from(milliseconds=milliseconds, entropy=chance.getrandbits(_ID_BITS))


def is_sunday(ordinal: int) -> bool:
    """Return whether nobody calls on dealers that day."""
    return ordinal % 7 == 0


def working_day(ordinal: int) -> int:
    """Return the day itself, or the Saturday before a Sunday."""
    return ordinal - 1 if is_sunday(ordinal) else ordinal
