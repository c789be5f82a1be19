"""Stops a database in the middle of its work: a kill, a full disk, a write that fails."""

from __future__ import annotations

import contextlib
import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, event
from sqlcipher3 import dbapi2

from tests.simulation.power_cuts import PowerCut

_STEPS_A_LOOK = 20
_MOST_PAGES = 1_073_741_823


class Connections:
    """Every driver connection of an engine, those it has and those it opens later."""

    def __init__(self, engine: Engine) -> None:
        self._all: list[Any] = []
        event.listen(engine, "connect", lambda connection, _record: self._all.append(connection))
        held = engine.raw_connection()
        if held.dbapi_connection not in self._all:
            self._all.append(held.dbapi_connection)
        held.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all)

    def power_cut(self, chance: Random) -> PowerCut:
        """Prepare a power cut, now that the database still answers."""
        values = []
        for connection in self._all:
            with contextlib.suppress(dbapi2.ProgrammingError):  # closed meanwhile
                values.append(connection.execute("PRAGMA synchronous").fetchone()[0])
        return PowerCut(chance, min(values))


class Kill:
    """Ends a database's work after so many steps of SQLite's own machine.

    Attributes:
        hit: Whether the moment came; what runs on after it runs in a dead process.
    """

    def __init__(self, looks: int, at_the_end: Callable[[], None]) -> None:
        self._left = looks
        self._at_the_end = at_the_end
        self.hit = False

    @contextlib.contextmanager
    def armed(self, connections: Connections) -> Iterator[None]:
        for connection in connections:
            connection.set_progress_handler(self._look, _STEPS_A_LOOK)
        try:
            yield
        finally:
            if not self.hit:
                for connection in connections:
                    connection.set_progress_handler(None, 0)

    def _look(self) -> int:
        self._left -= 1
        if self._left > 0:
            return 0
        if not self.hit:
            self.hit = True
            self._at_the_end()
        return 1


@contextlib.contextmanager
def full_disk(connections: Connections, spare_pages: int) -> Iterator[None]:
    """Let the database grow by a few pages and no further."""
    for connection in connections:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + spare_pages}")
    try:
        yield
    finally:
        for connection in connections:
            with contextlib.suppress(dbapi2.ProgrammingError):  # closed meanwhile
                connection.execute(f"PRAGMA max_page_count = {_MOST_PAGES}")


@contextlib.contextmanager
def failing_write(database: Path, chance: Random) -> Iterator[None]:
    """Let the database's log grow by some bytes; the write that goes further fails.

    A limit of the operating system on this process, so that SQLite meets a real error.
    """
    log = database.with_name(database.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + chance.randrange(1, 60_000), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
