"""One laptop of a schedule: real store, real engine, and a life full of accidents."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import httpx

from app.device.device_key import DeviceKey
from app.device.errors import AlreadyOpenError
from app.device.instance_lock import InstanceLock
from app.store import facts
from app.store.engine import open_engine
from app.store.migrate import prepare_store
from app.store.unit_of_work import Store
from app.workspace import Workspace
from sync.engine import RoundReport, SyncEngine
from sync.sessions import DeviceIdentity, SignedTransport, enrol
from sync.transport import HttpTransport
from sync.wire import codec
from tests.simulation import interrupts
from tests.simulation.chance import DeviceClock, SeededIds, VirtualClock, chance_of
from tests.simulation.company import PASSWORD, STORE_FILE, STORE_KEY, Person
from tests.simulation.crash_images import forget, take_image

_ADDRESS = "https://server.test"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class SeededWorkspace(Workspace):
    """The product's workspace with ids from the schedule's seed."""

    ids: Callable[[], str]

    def new_id(self) -> str:
        return self.ids()


@dataclass(frozen=True)
class JournalRow:
    """One unit of work as the journal holds it."""

    seq: int
    body: bytes
    digest: bytes
    state: str


@dataclass(frozen=True)
class Copy:
    """A copy of the store that somebody made."""

    file: Path
    last_seq: int


class FieldDevice:
    """One laptop.

    Attributes:
        name: For the trace.
        person: Whose it is.
        id: As the server knows it.
        clock: What it shows.
        last_seq: Number of its last unit of work, as far as it said so.
        copies: Copies of its store.
        forked: Whether it went on from an older copy, so that the server must notice.
        is_gone: Whether it was taken out of service.
    """

    def __init__(
        self, number: int, person: Person, *, seed: int, folder: Path, true: VirtualClock
    ) -> None:
        chance = chance_of(seed, "device", number)
        self.name = f"{person.login}-{number}"
        self.person = person
        self.clock = DeviceClock(true)
        self.ids = SeededIds(chance, self.clock)
        self.id = self.ids()
        self._key = DeviceKey.from_bytes(chance.randbytes(_KEY_BYTES))
        self._root = folder / self.name
        self._images = 0
        self.last_seq = 0
        self.copies: list[Copy] = []
        self.forked = self.is_gone = False
        self._session = None

    def make(self, template: Path, transport: httpx.BaseTransport, page_rows: int) -> None:
        """Enrol and open the store for the first time."""
        self._http = httpx.Client(transport=transport, base_url=_ADDRESS, trust_env=False)
        self._page_rows = page_rows
        wire = HttpTransport(_ADDRESS, self._http)
        names = {"login": self.person.login, "password": PASSWORD, "device_name": self.name}
        self._session = enrol(wire, self._identity, **names)
        self._folder = self._next_image()
        take_image(template, self._folder)
        self.start()
        with self.store.unit_of_work() as work:
            work.facts.write(facts.SERVER_ID, self._session.server_id)
            work.commit()

    def start(self) -> None:
        self._lock = InstanceLock(self._folder / "lock")
        self._lock.acquire()
        database = open_engine(self._file, STORE_KEY)
        prepare_store(database)
        self._connections = interrupts.Connections(database)
        self.store = Store(database, codec)
        self.workspace = SeededWorkspace(
            store=self.store,
            files=None,  # type: ignore[arg-type]  # schedules have no attachments
            user_id=self.person.id,
            now=self.clock,
            zone="Asia/Shanghai",
            ids=self.ids,
        )
        transport = HttpTransport(_ADDRESS, self._http)
        wire = SignedTransport(transport, self._identity, self.clock.monotonic)
        if self._session is not None:
            wire.adopt(self._session)
            self._session = None
        now = self.workspace.now_milliseconds
        self._engine = SyncEngine(
            self.store, wire, transport.traffic, now, page_rows=self._page_rows
        )

    def stop(self) -> None:
        """Close the program in good order."""
        self.store.close()
        self._lock.release()

    def run_round(self) -> RoundReport:
        return self._engine.run_once()

    def crash(self) -> None:
        """Die at this moment, and start again from what lies on the disk."""
        image = self._next_image()
        take_image(self._file, image)
        self._come_back_from(image)

    @contextlib.contextmanager
    def dying(self, looks: int) -> Iterator[interrupts.Kill]:
        """Die in the middle of the database work of the block; come back after it."""
        image = self._next_image()
        kill = interrupts.Kill(looks, lambda: take_image(self._file, image))
        try:
            with kill.armed(self._connections):
                yield kill
        finally:
            if kill.hit:
                self._come_back_from(image)

    def full_disk(self, spare_pages: int) -> contextlib.AbstractContextManager[None]:
        return interrupts.full_disk(self._connections, spare_pages)

    def failing_write(self, chance: Random) -> contextlib.AbstractContextManager[None]:
        return interrupts.failing_write(self._file, chance)

    def back_up(self) -> None:
        self.copies.append(Copy(take_image(self._file, self._next_image()), self.last_seq))

    def restore(self, copy: Copy) -> None:
        """Go on from an older copy of the store, as if nothing had happened since."""
        image = self._next_image()
        take_image(copy.file, image)
        self._come_back_from(image)
        self.last_seq = copy.last_seq

    def refuses_a_second_program(self) -> bool:
        try:
            InstanceLock(self._folder / "lock").acquire()
        except AlreadyOpenError:
            return True
        return False

    def journal_after(self, seq: int) -> list[JournalRow]:
        with self.store.snapshot() as look:
            rows = look.connection.exec_driver_sql(
                "SELECT device_seq, body, digest, state FROM journal_group"
                " WHERE device_seq > ? ORDER BY device_seq",
                (seq,),
            ).fetchall()
        return [JournalRow(int(row[0]), bytes(row[1]), bytes(row[2]), row[3]) for row in rows]

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self.store.snapshot() as look:
            return list(look.connection.exec_driver_sql(sql, tuple(values)).fetchall())

    def close(self) -> None:
        self.stop()
        self._http.close()

    @property
    def _identity(self) -> DeviceIdentity:
        return DeviceIdentity(self.id, self._key.public_bytes(), self._key.sign)

    @property
    def _file(self) -> Path:
        return self._folder / STORE_FILE

    def _next_image(self) -> Path:
        self._images += 1
        return self._root / str(self._images)

    def _come_back_from(self, image: Path) -> None:
        self.stop()
        forget(self._folder)
        self._folder = image
        self.start()
