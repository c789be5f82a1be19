"""A real central server for tests: real database, called in process, with its own clock."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from app.domain.fields import FieldValue
from app.domain.ids import new_id
from app.domain.schema import check_fields
from server.asgi import DATABASE_FILE, assemble, create_app, open_database
from server.services.access.people import NewUser, add_sector, enlist_user, make_organisation
from server.services.moments import milliseconds
from server.services.rounds.epochs import begin_epoch
from server.settings import Clock, PasswordCost, Settings
from server.store.bulk import load_records
from tests.support.fixed_clock import FixedClock
from tests.support.in_process_http import EventLoopThread, InProcessTransport

ORG = 1
BASE_URL = "http://server.test"
CHEAP = PasswordCost(memory_kibibytes=8, passes=1, lanes=1)


class TestServer:
    """One server with one organisation; close it at the end of the test."""

    __test__ = False

    def __init__(self, folder: Path, url: str | None, clock: Clock) -> None:
        settings = Settings(
            data_folder=folder, database_url=url or "", org=ORG, password_cost=CHEAP
        )
        self.clock = clock
        self.database = open_database(settings)
        make_organisation(self.database, ORG, name="行册集团", clock=clock)
        self._settings = settings
        self._backups = 0
        self._assemble()
        self._thread = EventLoopThread()

    def restart(self) -> None:
        """Forget everything that is not in the database."""
        self.server.watch.close()
        self._assemble()

    def _assemble(self) -> None:
        self.server = assemble(self._settings, self.database, self.clock)
        self.app = create_app(self.server)

    def restore(self) -> None:
        """Come back as a server restored from a backup does: with another epoch."""
        begin_epoch(self.database, ORG, clock=self.clock)
        self.restart()

    def back_up(self) -> Path:
        """Copy the embedded database as an administrator does; return the copy."""
        self._backups += 1
        copy = self._settings.data_folder / f"backup-{self._backups}"
        connection = self.database.engine.raw_connection()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.close()
        shutil.copyfile(self._settings.data_folder / DATABASE_FILE, copy)
        return copy

    def restore_from(self, copy: Path, *, epoch: bool = True) -> None:
        """Come back as an older copy has it; `epoch=False` is the administrator's mistake."""
        self.server.watch.close()
        self.database.close()
        shutil.copyfile(copy, self._settings.data_folder / DATABASE_FILE)
        self.database = open_database(self._settings)
        if epoch:
            begin_epoch(self.database, ORG, clock=self.clock)
        self.restart()

    def transport(self) -> InProcessTransport:
        """Return a transport of its own, so that one device can be offline while others work."""
        return InProcessTransport(lambda: self.app, self._thread)

    def on_its_loop(self, ask: Callable[[], Coroutine[Any, Any, int]]) -> int:
        """Return what a coroutine finds on the event loop that answers requests."""
        return asyncio.run_coroutine_threadsafe(ask(), self._thread.loop).result()

    def client(self) -> httpx.Client:
        return httpx.Client(transport=self.transport(), base_url=BASE_URL)

    def add_sector(self, name: str = "华东") -> str:
        """Make a sector and return its id."""
        return add_sector(self.database, ORG, name, clock=self.clock)

    def add_user(
        self, login: str, password: str, roles: tuple[str, ...], sector: str | None = None
    ) -> str:
        """Let a person in and return the id."""
        hashed = self.server.sessions.passwords.hash(password)
        new = NewUser(
            login=login,
            name=login.title(),
            password_hash=hashed,
            roles=frozenset(roles),
            sector_id=sector,
        )
        return enlist_user(self.database, ORG, new, clock=self.clock)

    def add_record(
        self,
        entity: str,
        values: Mapping[str, FieldValue],
        record_id: str | None = None,
    ) -> str:
        """Write a new record for the office and return its id."""
        made = record_id or new_id(self.clock())
        rows = [(made, check_fields(entity, values))]
        load_records(self.database, ORG, entity, rows, now=milliseconds(self.clock()))
        return made

    def close(self) -> None:
        self.server.watch.close()
        self._thread.close()
        self.database.close()


@contextmanager
def make_server(
    folder: Path, url: str | None = None, clock: Clock | None = None
) -> Iterator[TestServer]:
    """Start a server in an empty folder, on SQLite or on the PostgreSQL database at `url`."""
    server = TestServer(folder / "server", url, clock or FixedClock())
    try:
        yield server
    finally:
        server.close()
