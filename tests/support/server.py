"""A real central server for tests: real database, called in process, with its own clock."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.domain.fields import FieldValue
from app.domain.ids import new_id
from app.domain.schema import check_fields
from server.asgi import assemble, create_app, open_database
from server.services.moments import milliseconds
from server.services.people import NewUser, add_sector, enlist_user, make_organisation
from server.settings import Clock, PasswordCost, Settings
from server.store.bulk import load_records
from server.store.organisations import change_epoch
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
        self.restart()
        self._thread = EventLoopThread()

    def restart(self) -> None:
        """Forget everything that is not in the database."""
        self.server = assemble(self._settings, self.database, self.clock)
        self.app = create_app(self.server)

    def restore(self) -> None:
        """Come back as a server restored from a backup does: with another epoch."""
        epoch = secrets.token_hex(8)
        self.database.write(lambda work: change_epoch(work, ORG, epoch))
        self.restart()

    def transport(self) -> InProcessTransport:
        """Return a transport of its own, so that one device can be offline while others work."""
        return InProcessTransport(lambda: self.app, self._thread)

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
