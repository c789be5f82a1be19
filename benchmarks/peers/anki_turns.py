"""Anki at the same work as ours: the same records as notes, its own server, client and store.

Every work has a user of its own with a small collection, while our everyday rounds share a book
that has grown by the uploads before; that is in Anki's favour, as is that its stores are not
encrypted. Against it: a note always has a card as well, and both ends count all of them after
every sync that changed something.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peers.anki_processes import PASSWORD, Driver, running_driver, running_server
from benchmarks.peers.own_venv import ANKI
from benchmarks.sync_crowd import REPS
from benchmarks.sync_devices import fresh_id
from benchmarks.sync_quiet import Tap
from benchmarks.sync_turns import Turn
from benchmarks.sync_world import contact_fields

_HELD = 2_200
"""Notes in a collection before an everyday sync: the records that our book begins with."""
_WORKS = ("first", "upload", "one", "many", "quiet")
_PAIRED = tuple(f"crowd{number}" for number in range(REPS))


@dataclass(frozen=True, slots=True)
class Anki:
    """A running server of Anki's and clients to steer.

    Attributes:
        port: Of the server.
        server: Process id of the server.
        driver: Where the clients take orders.
    """

    port: int
    server: int
    driver: Driver
    _dice: random.Random = field(default_factory=lambda: random.Random(4))  # noqa: S311

    def first_sync(self, records: int) -> Turn:
        """Return a turn in which a new client fetches a collection of so many notes."""
        self._publish("first", records)

        def turn(number: int) -> float:
            return self._fetch(f"first-{number}", "first", records)

        return turn

    def upload(self, records: int) -> Turn:
        """Return a turn in which a client brings so many new notes in one normal sync."""
        self._publish("upload", _HELD)

        def turn(_: int) -> float:
            self._save("upload-here", records)
            return self._sync("upload-here", sent=records, received=0)

        return turn

    def each_way(self, records: int) -> Turn:
        """Return a turn in which a client brings so many notes and fetches another client's."""
        user = "one" if records == 1 else "many"
        self._publish(user, _HELD)
        here, there = f"{user}-here", f"{user}-there"
        self._fetch(there, user, _HELD, leaves=False)

        def turn(number: int) -> float:
            self._save(there, records)
            self._sync(there, sent=records, received=records if number else 0)
            self._save(here, records)
            return self._sync(here, sent=records, received=records)

        return turn

    def quiet_bytes(self) -> int:
        """Count the bytes of a sync that has nothing to say."""
        self._publish("quiet", _HELD)
        tap = Tap(self.port)
        self._fetch("quiet-there", "quiet", _HELD, port=tap.port, leaves=False)
        self._sync("quiet-there", sent=0, received=0)
        tap.counted()
        self._sync("quiet-there", sent=0, received=0)
        return tap.counted()

    def pairs(self, held: int) -> list[tuple[str, str]]:
        """Sign in the crowd, with so many notes each, and return the names of the pairs."""
        for user in _PAIRED:
            self._publish(user, held)
            self._fetch(f"{user}-there", user, held, leaves=False)
        return [(f"{user}-here", f"{user}-there") for user in _PAIRED]

    def notes(self, count: int) -> list[list[str]]:
        """Return new notes: the fields of a contact."""
        rows = (contact_fields(fresh_id(), self._dice) for _ in range(count))
        return [[str(value) for value in row.values()] for row in rows]

    def _publish(self, user: str, held: int) -> None:
        name = f"{user}-here"
        self._join(name, user, self.port)
        fields = list(contact_fields("", self._dice))
        self.driver.order("publish", name, fields, self.notes(held))

    def _fetch(
        self, name: str, user: str, held: int, *, port: int = 0, leaves: bool = True
    ) -> float:
        self._join(name, user, port or self.port)
        duration: float = self.driver.order("fetch", name, held)
        if leaves:
            self.driver.order("leave", name)
        return duration

    def _join(self, name: str, user: str, port: int) -> None:
        self.driver.order("join", name, user, PASSWORD, f"http://127.0.0.1:{port}/")

    def _save(self, name: str, records: int) -> None:
        self.driver.order("save", name, self.notes(records))

    def _sync(self, name: str, *, sent: int, received: int) -> float:
        duration: float = self.driver.order("sync", name, sent, received)
        return duration


@contextmanager
def running_anki() -> Iterator[Anki]:
    """Run Anki with a user for every work, and remove everything at the end.

    Raises:
        PeerMissingError: It cannot be installed here.
    """
    python = ANKI.interpreter()
    with tempfile.TemporaryDirectory(prefix="roadbook-peer-") as room:
        server, clients = (Path(room) / name for name in ("server", "clients"))
        clients.mkdir()
        with (
            running_server(python, server, (*_WORKS, *_PAIRED)) as (port, number),
            running_driver(python, clients) as driver,
        ):
            yield Anki(port, number, driver)
