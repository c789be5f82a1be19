"""The machine's clock and zone, and the latest time it is known to be."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

ZONE_LINK = Path("/etc/localtime")
ZONE_FOLDER = "zoneinfo/"
SECONDS_IN_AN_HOUR = 3600
# The zones of the places the product is sold in; other Windows names fall back to the offset.
WINDOWS_ZONES: Mapping[str, str] = MappingProxyType(
    {
        "China Standard Time": "Asia/Shanghai",
        "Taipei Standard Time": "Asia/Taipei",
        "Singapore Standard Time": "Asia/Singapore",
        "Tokyo Standard Time": "Asia/Tokyo",
        "Korea Standard Time": "Asia/Seoul",
        "SE Asia Standard Time": "Asia/Bangkok",
        "India Standard Time": "Asia/Kolkata",
        "W. Europe Standard Time": "Europe/Berlin",
        "Romance Standard Time": "Europe/Paris",
        "GMT Standard Time": "Europe/London",
        "Eastern Standard Time": "America/New_York",
        "Central Standard Time": "America/Chicago",
        "Pacific Standard Time": "America/Los_Angeles",
        "UTC": "Etc/UTC",
    }
)


def utc_now() -> datetime:
    """Return the wall clock in UTC; it may be wrong, see `latest_known_time`."""
    return datetime.now(UTC)


def local_zone_name() -> str:
    """Return the IANA name of the machine's zone, such as "Asia/Shanghai".

    Where the system does not tell a name, a fixed-offset name such as "Etc/GMT-8" stands in,
    right today but blind to daylight saving.
    """
    return _system_zone() or fixed_zone_name(datetime.now().astimezone().utcoffset())


def fixed_zone_name(offset: timedelta | None) -> str:
    """Return the fixed-offset name nearest to an offset, in whole hours, its sign reversed."""
    hours = round((offset or timedelta()).total_seconds() / SECONDS_IN_AN_HOUR)
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"


def latest_known_time(
    *,
    wall: datetime,
    high_water: datetime | None = None,
    server_time: datetime | None = None,
    seconds_since_server: float = 0.0,
) -> datetime:
    """Return the latest time it certainly is: a clock that was set back gains nothing.

    A clock that ran ahead is put right by the caller, who starts a new high-water mark with
    the next lease from the server.

    Args:
        wall: The wall clock, UTC.
        high_water: The highest result of this function so far, UTC.
        server_time: What the server last said, UTC.
        seconds_since_server: Monotonic seconds since then; 0 after a restart.

    Source: reliability.md e6, X52.
    """
    known = [wall]
    if high_water is not None:
        known.append(high_water)
    if server_time is not None:
        known.append(server_time + timedelta(seconds=max(seconds_since_server, 0.0)))
    return max(known)


if sys.platform == "win32":

    def _system_zone() -> str:
        import winreg  # noqa: PLC0415  # exists on Windows only

        path = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
                name, _kind = winreg.QueryValueEx(key, "TimeZoneKeyName")
        except OSError:
            return ""
        return WINDOWS_ZONES.get(str(name).split("\0", maxsplit=1)[0], "")

else:

    def _system_zone() -> str:
        named = os.environ.get("TZ", "").removeprefix(":")
        if "/" in named and not named.startswith("/"):
            return named
        target = str(ZONE_LINK.resolve())
        return target.partition(ZONE_FOLDER)[2]
