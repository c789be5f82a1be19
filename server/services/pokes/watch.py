"""Looks for what is new on behalf of all waiting devices: one thread and one short query."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from server.services.cursor import decode_cursor
from server.services.errors import ProblemError
from server.services.pokes.waiting_room import Waiting, WaitingRoom
from server.store.change_log import list_books
from server.store.database import Database
from server.store.devices import list_barred

LOOK_SECONDS = 0.5
"""Between two looks at the database when nothing was committed in this process: what other
processes commit, and a withdrawn access, is seen no later."""
_REST_SECONDS = 0.03
_SHARE = 10
"""After a look the thread rests ten times as long: a storm of commits costs a tenth of a core."""
_LOG = logging.getLogger("roadbook.server")
_CODES = {"revoked": "device.revoked", "suspended": "device.suspended"}


class Watch:
    """Wakes waiting devices after commits of this process and of others.

    The thread begins with the first device that waits and takes a connection only to look.
    """

    def __init__(self, database: Database, org: int, monotonic: Callable[[], float]) -> None:
        """Take what it looks at.

        Args:
            database: Where commits arrive.
            org: Number of the organisation.
            monotonic: Seconds on a clock that only goes forward.
        """
        self._database = database
        self._org = org
        self._monotonic = monotonic
        self._room = WaitingRoom()
        self._told = threading.Event()
        self._closing = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def __len__(self) -> int:
        """Return how many devices wait."""
        return len(self._room)

    def wait(self, waiting: Waiting, *, has_news: bool) -> None:
        """Let a device wait; its `answer` is called when the wait ends, unless it leaves first."""
        is_urgent = self._room.enter(waiting, has_news=has_news)
        self._begin()
        if is_urgent:
            self._told.set()

    def leave(self, waiting: Waiting) -> None:
        """Forget a wait that ended by itself."""
        self._room.leave(waiting)

    def stands_at(self, device_id: str, cursor: bytes) -> None:
        """Note that a device was just given this cursor: its own work is no news to it."""
        if not self._room.is_waiting(device_id):
            return
        given = decode_cursor(cursor)
        if given is not None:
            self._room.stands_at(device_id, given.books)

    def notice(self) -> None:
        """Something was committed in this process."""
        if len(self._room):
            self._told.set()

    def look(self) -> float | None:
        """Look once at the database and poke; return the seconds until the next poke, if any."""
        with self._database.reading() as work:
            counters = list_books(work, self._org)
            barred = list_barred(work, self._org)
        self._room.take_counters(counters)
        if barred.devices or barred.users:
            self._room.bar(_endings(self._room.holders(), barred.devices, barred.users))
        return self._room.release(self._monotonic())

    def close(self) -> None:
        """End every wait and the thread."""
        self._closing.set()
        self._room.close()
        self._told.set()
        with self._starting:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _begin(self) -> None:
        with self._starting:
            if self._thread is None and not self._closing.is_set():
                self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        pause: float | None = 0.0
        while not self._closing.is_set():
            # With nobody here there is nothing to look for.
            self._told.wait(min(pause or LOOK_SECONDS, LOOK_SECONDS) if len(self._room) else None)
            self._told.clear()
            if self._closing.is_set():
                return
            begun = self._monotonic()
            try:
                pause = self.look()
            except Exception as error:  # noqa: BLE001 - a database that is away must not end the watch
                _LOG.warning("watch_failed", extra={"error": type(error).__name__})
                pause = None
            self._closing.wait(max(_REST_SECONDS, _SHARE * (self._monotonic() - begun)))


def _endings(
    holders: dict[str, str], devices: dict[str, str], users: frozenset[str]
) -> dict[str, ProblemError]:
    found: dict[str, ProblemError] = {}
    for device_id, user_id in holders.items():
        if device_id in devices:
            found[device_id] = ProblemError(_CODES.get(devices[device_id], "device.suspended"), 401)
        elif user_id in users:
            found[device_id] = ProblemError("user.frozen", 401)
    return found
