"""One laptop of a schedule: real store, real engine, and a life full of accidents."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from app.device.device_key import DeviceKey
from app.device.instance_lock import InstanceLock
from app.store import facts
from app.store.file.engine import open_engine
from app.store.migrate import prepare_store
from app.store.unit_of_work import Store
from app.workspace import Workspace
from sync.ahead import AskAhead
from sync.engine import RoundReport, SyncEngine
from sync.errors import SyncError
from sync.reenrolment import FreshIdentity, enrol_again
from sync.sessions import DeviceIdentity, SignedTransport, enrol
from sync.transport import HttpTransport
from sync.wire import codec
from sync.wire.messages import SyncAnswer, SyncRequest
from sync.wire.sessions import Session
from tests.simulation import interrupts
from tests.simulation.chance import DeviceClock, SeededIds, VirtualClock, chance_of
from tests.simulation.company import PASSWORD, STORE_FILE, STORE_KEY, Person
from tests.simulation.crash_images import forget, take_image
from tests.simulation.network import Line
from tests.simulation.power_cuts import PowerCut
from tests.simulation.versions import TODAY, Version, VersionedWire
from tests.simulation.violation import expect

_ADDRESS = "https://server.test"
_KEY_BYTES = 32
_MOST_EXCHANGES = 1_000
"""No round of a schedule needs so many: one that goes on so long has no end."""

LOCK_FILE = "lock"


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
    identity: DeviceIdentity


class AskAtOnce(AskAhead):
    """Asks ahead on this thread, so that one seed is one story."""

    def begin(self, request: SyncRequest) -> None:
        answer: Future[SyncAnswer] = Future()
        try:
            answer.set_result(self._ask(request))
        except SyncError as error:
            answer.set_exception(error)
        self._request, self._answer = request, answer


class FieldDevice:
    """One laptop.

    Attributes:
        name: For the trace.
        person: Whose it is.
        ids_held: As the server knows it, and knew it before; the last one is the present.
        clock: What it shows.
        eagerness: How often it syncs when it could; some are away for weeks.
        last_seq: Number of its last unit of work, as far as it said so.
        copies: Copies of its store.
        forked: Whether it went on from an older copy, so that the server must notice.
        version: Of the program that runs.
        moves_known: How often its person had been moved when its last round came to its end.
    """

    def __init__(
        self, number: int, person: Person, *, seed: int, folder: Path, true: VirtualClock
    ) -> None:
        chance = chance_of(seed, "device", number)
        self.name = f"{person.login}-{number}"
        self.person = person
        self.clock = DeviceClock(true)
        self.ids = SeededIds(chance, self.clock)
        self.ids_held: list[str] = []
        self._chance = chance
        self._identity = self._new_identity()
        self.eagerness = chance.choice((0.04, 0.25, 1, 1))
        self._root = folder / self.name
        self._images = 0
        self.last_seq = 0
        self.copies: list[Copy] = []
        self.forked = False
        self.version = TODAY
        self.moves_known = 0
        self._session: Session | None = None

    @property
    def id(self) -> str:
        return self._identity.device_id

    def make(self, template: Path, line: Line, page_rows: int) -> None:
        """Enrol and open the store for the first time."""
        self._line = line
        self._http = httpx.Client(transport=line, base_url=_ADDRESS, trust_env=False)
        self._page_rows = page_rows
        session = self.sign_in()
        self._folder = self._next_image()
        take_image(template, self._folder)
        self.start()
        with self.store.unit_of_work() as work:
            work.facts.write(facts.SERVER_ID, session.server_id)
            work.commit()

    def sign_in(self) -> Session:
        """Enrol, or tell a server that forgot this device who it is."""
        session = enrol(
            HttpTransport(_ADDRESS, self._http),
            self._identity,
            login=self.person.login,
            password=PASSWORD,
            device_name=self.name,
        )
        self._session = session
        return session

    def become_another(self) -> None:
        """Enrol the same store under another identity, as the unlock window does after a fork."""
        fresh, key = self._new_identity(), self._key
        self._session = enrol_again(
            self.store,
            HttpTransport(_ADDRESS, self._http),
            FreshIdentity(fresh, key.to_bytes()),
            login=self.person.login,
            password=PASSWORD,
            device_name=self.name,
            now=self.workspace.now_milliseconds(),
        )
        self._take_identity(fresh)
        self.last_seq, self.forked = 0, False
        self.stop()
        self.start()

    def start(self) -> None:
        self._lock = InstanceLock(self.file.with_name(LOCK_FILE))
        self._lock.acquire()
        database = open_engine(self.file, STORE_KEY)
        prepare_store(database)
        self.connections = interrupts.Connections(database)
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
            self.store,
            VersionedWire(wire, self.version),
            transport.traffic,
            now,
            page_rows=self._page_rows,
        )
        self._engine._ahead = AskAtOnce(self._engine._ask)

    def install(self, version: Version) -> None:
        """Go on with another version of the program."""
        if version is not self.version:
            self.version = version
            self.stop()
            self.start()

    def stop(self) -> None:
        """Close the program in good order."""
        self.store.close()
        self._lock.release()

    def run_round(self) -> RoundReport:
        exchanges = itertools.count()
        report = self._engine.run_once(should_stop=lambda: next(exchanges) > _MOST_EXCHANGES)
        expect(next(exchanges) <= _MOST_EXCHANGES, f"{self.name}: the round does not end")
        return report

    def crash(self, cut: PowerCut | None = None) -> None:
        """Die at this moment, and start again from what lies on the disk."""
        image = self._next_image()
        take_image(self.file, image, cut)
        self._come_back_from(image)

    @contextlib.contextmanager
    def dying(self, looks: int, cut: PowerCut | None = None) -> Iterator[interrupts.Kill]:
        """Die in the middle of the database work of the block; come back after it.

        What the block raises after that is what a dead program would have said.
        """
        image = self._next_image()
        kill = interrupts.Kill(looks, lambda: take_image(self.file, image, cut))
        try:
            with kill.armed(self.connections):
                yield kill
        except Exception:
            if not kill.hit:
                raise
        finally:
            if kill.hit:
                self._come_back_from(image)

    def back_up(self) -> None:
        file = take_image(self.file, self._next_image())
        self.copies.append(Copy(file, self.last_seq, self._identity))

    def restore(self, copy: Copy) -> None:
        """Go on from an older copy of the store, as if nothing had happened since."""
        image = self._next_image()
        take_image(copy.file, image)
        self._take_identity(copy.identity)
        self._come_back_from(image)
        self.last_seq = copy.last_seq

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Read from the file itself; the product's own way costs more than the reading."""
        with self.store.snapshot() as look:
            driver = look.connection.connection.driver_connection
            return list(driver.execute(sql, tuple(values)).fetchall())

    def close(self) -> None:
        self.stop()
        self._http.close()

    @property
    def file(self) -> Path:
        """The database, as it lies on the disk now."""
        return self._folder / STORE_FILE

    def _new_identity(self) -> DeviceIdentity:
        self._key = DeviceKey.from_bytes(self._chance.randbytes(_KEY_BYTES))
        identity = DeviceIdentity(self.ids(), self._key.public_bytes(), self._key.sign)
        self.ids_held.append(identity.device_id)
        return identity

    def _take_identity(self, identity: DeviceIdentity) -> None:
        self._identity = identity
        self._line.device_id = identity.device_id

    def _next_image(self) -> Path:
        self._images += 1
        return self._root / str(self._images)

    def _come_back_from(self, image: Path) -> None:
        self.stop()
        forget(self._folder)
        self._folder = image
        self.start()


def journal_of(device: FieldDevice, after: int | None = None) -> list[JournalRow]:
    """Return all units, those of earlier identities first; or the present one's after a number."""
    condition, values = ("", []) if after is None else ("WHERE device_seq > ?", [max(after, 0)])
    rows = device.rows(
        f"SELECT device_seq, body, digest, state FROM journal_group {condition}"
        " ORDER BY device_seq",
        values,
    )
    return [JournalRow(int(row[0]), bytes(row[1]), bytes(row[2]), row[3]) for row in rows]
