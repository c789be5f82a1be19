"""Record ids made on the device: UUIDv7 as 32 hexadecimal digits, so that ids sort by time."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime, timedelta

_UUID_VERSION = 7
_RANDOM_BITS = 74
_VARIANT = 0b10
_MOMENT_DIGITS = 12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_MS = 253_402_300_799_000  # the end of the year 9999, beyond which there are no dates
_FORM = re.compile(r"[0-9a-f]{32}")


def new_id(moment: datetime) -> str:
    """Make an id that sorts after every id made in an earlier millisecond.

    Args:
        moment: Time of creation with zone. It orders ids; it decides nothing.

    Source: RFC 9562, section 5.7.
    """
    return id_from(
        milliseconds=int(moment.timestamp() * 1000), entropy=secrets.randbits(_RANDOM_BITS)
    )


def id_from(*, milliseconds: int, entropy: int) -> str:
    """Lay out an id from its parts; seeded data pass their own entropy (74 bits)."""
    high, low = entropy >> 62 & 0xFFF, entropy & ((1 << 62) - 1)
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= _UUID_VERSION << 76 | high << 64 | _VARIANT << 62 | low
    return f"{value:032x}"


def is_id(text: object) -> bool:
    """Return whether `text` has the form of an id: 32 lower-case hexadecimal digits."""
    return isinstance(text, str) and _FORM.fullmatch(text) is not None


def id_moment(made: str) -> datetime:
    """Return when an id was made, in UTC, to the millisecond; an id can lie about it."""
    milliseconds = min(int(made[:_MOMENT_DIGITS], 16), _LATEST_MS)
    return _EPOCH + timedelta(milliseconds=milliseconds)
