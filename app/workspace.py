"""What every command and query needs at hand: the store, the files, the clock and who is asking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.device.sealed_files import SealedFiles
from app.domain.ids import new_id
from app.store.unit_of_work import Author, Store

_MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class Workspace:
    """One signed-in user on one device.

    Attributes:
        store: The device's own database.
        files: The device's encrypted attachment files.
        user_id: The signed-in user.
        now: Wall clock in UTC; tests pass a fixed one.
        zone: IANA name of the device's zone.
    """

    store: Store
    files: SealedFiles
    user_id: str
    now: Callable[[], dt.datetime]
    zone: str

    @property
    def author(self) -> Author:
        """Who the units of work begun here belong to."""
        return Author(self.user_id, self.now_milliseconds, self.new_id, self.zone)

    def now_milliseconds(self) -> int:
        """Return the moment as records spell it: milliseconds since 1970 UTC."""
        return int(self.now().timestamp() * _MILLISECONDS)

    def today(self) -> dt.date:
        """Return the calendar date where the device is."""
        return self.now().astimezone(ZoneInfo(self.zone)).date()

    def new_id(self) -> str:
        """Make an id for a record, an operation or a group."""
        return new_id(self.now())

    def moment(self, milliseconds: int) -> dt.datetime:
        """Return a record's moment as a UTC time."""
        return dt.datetime.fromtimestamp(milliseconds / _MILLISECONDS, dt.UTC)
