"""Lets the n-th write to a disk fail, for every n until a workload gets by without meeting it."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.store.errors import StoreFault
from app.store.file.engine import open_engine
from app.store.migrate import prepare_store
from app.store.soundness.self_check import check_store
from app.store.unit_of_work import Store
from server.services.verification import verify_database
from sync.errors import OfflineError
from sync.wire import codec
from tests.faults.watched_disk import WatchedDisk, watched_disk
from tests.support.server import ORG, TestServer, make_server
from tests.support.synced_device import SyncedDevice, enrolled

KEY = "3d" * 32
SIDES = ("device", "server", "new store")
_FAR = 1_000_000


@dataclass(frozen=True)
class Failure:
    """How the disk fails: once or for good, as full or as broken."""

    for_good: bool
    says_full: bool

    def __str__(self) -> str:
        return f"{'full' if self.says_full else 'broken'} {'for good' if self.for_good else 'once'}"


FAILURES = tuple(Failure(good, full) for full in (True, False) for good in (False, True))


@dataclass
class Sums:
    """What came of all failure points of one kind.

    Attributes:
        points: How many writes, cuts and syncs were made to fail.
        told: Codes that the workload heard, with how often.
        wrong: What must not be, in words.
    """

    points: int = 0
    told: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        wrong = "; ".join(self.wrong[:5]) or "nothing"
        return f"{name}: {self.points} failure points, told {dict(self.told)}, wrong: {wrong}"


def fail_each(side: str, failure: Failure, scratch: Path, *, step: int = 1) -> Sums:
    """Run a side's workload again and again, the disk failing one request later each time."""
    run = {"device": _device_run, "server": _server_run, "new store": _creation_run}[side]
    sums = Sums()
    for number in range(1, _FAR, step):
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            if not run(Path(folder), number, failure, sums):
                return sums
        sums.points += 1
    raise AssertionError("the workload never gets by")


@dataclass
class _Scene:
    """A server and a device that has worked and synced, on a disk that is about to fail."""

    server: TestServer
    device: SyncedDevice
    disk: WatchedDisk
    sums: Sums
    words: str
    saved: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)

    def save(self, name: str) -> None:
        """Save a unit of two records; note whether it was kept."""
        workspace, made = self.device.workspace, ""
        try:
            with workspace.store.unit_of_work() as work:
                fields = {"name": name, "type": "dealer", "status": "active"}
                made = work.create("account", fields, workspace.author)
                contact = {"account_id": made, "name": name}
                work.create("contact", contact, workspace.author)
                work.commit(workspace.author)
        except StoreFault as fault:
            self.sums.told[fault.code] += 1
            if made:
                self.failed.add(made)
        else:
            self.saved.add(made)

    def attempt(self, work: Callable[[], object]) -> None:
        """Do something that may fail with what a user can be told, and with nothing else."""
        try:
            work()
        except (StoreFault, OfflineError) as told:
            self.sums.told[told.code] += 1

    def expect(self, what: str, is_so: bool) -> None:
        if not is_so:
            self.sums.wrong.append(f"{self.words}: {what}")


def _scene_steps(scene: _Scene) -> None:
    """Work: save, fold the log, save, sync, save."""
    store = scene.device.workspace.store
    scene.save("first")
    scene.attempt(store.empty_log)
    scene.save("second")
    scene.attempt(scene.device.sync)
    scene.save("third")


def _device_run(folder: Path, number: int, failure: Failure, sums: Sums) -> bool:
    return _work_run(folder, "device", number, failure, sums)


def _server_run(folder: Path, number: int, failure: Failure, sums: Sums) -> bool:
    return _work_run(folder, "server", number, failure, sums)


def _work_run(folder: Path, side: str, number: int, failure: Failure, sums: Sums) -> bool:
    """Work on a failing disk; return whether it failed at all."""
    with watched_disk(folder / side, keeps=False) as disk, make_server(folder) as server:
        server.add_user("anna", "correct horse", ("rep",), server.add_sector())
        device = enrolled(server, folder / "device", "anna", key_hex=KEY)
        scene = _Scene(server, device, disk, sums, f"{failure} at {number}")
        scene.save("before")
        device.sync()
        disk.refuse(number, for_good=failure.for_good, says_full=failure.says_full)
        _scene_steps(scene)
        met = disk.refused > 0
        disk.allow()
        _check_after(scene)
        device.workspace.store.close()
    return met


def _check_after(scene: _Scene) -> None:
    """With a good disk again: what was saved is there, and all goes on without a restart."""
    device = scene.device
    scene.save("afterwards")
    device.sync()
    here = set(device.everything("account"))
    scene.expect("saved work is missing", scene.saved <= here)
    scene.expect("what was refused is there", not (scene.failed & here))
    scene.expect("not all was sent", set(device.journal_states()) == {"acknowledged"})
    device.workspace.store.empty_log()
    with device.workspace.store.snapshot() as look:
        scene.expect("the device's store is not sound", check_store(look) == [])
    with scene.server.database.reading() as work:
        rows = work.rows("SELECT id FROM record WHERE org = ? AND entity = 'account'", (ORG,))
    scene.expect("the server has other records", {str(row[0]) for row in rows} == here)
    scene.expect("the server is not sound", verify_database(scene.server.database, ORG) == [])


def _creation_run(folder: Path, number: int, failure: Failure, sums: Sums) -> bool:
    """Make a new store on a failing disk, as the first start and every upgrade do."""
    place = folder / "device"
    place.mkdir()
    with watched_disk(folder, keeps=False) as disk:
        disk.refuse(number, for_good=failure.for_good, says_full=failure.says_full)
        try:
            _made(place).close()
        except StoreFault as fault:
            sums.told[fault.code] += 1
        met = disk.refused > 0
        disk.allow()
        with _made(place).snapshot() as look:
            if check_store(look):
                sums.wrong.append(f"{failure} at {number}: the new store is not sound")
    return met


def _made(place: Path) -> Store:
    engine = open_engine(place / "roadbook.db", KEY)
    try:
        prepare_store(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, codec)


def each_kind(sides: tuple[str, ...] = SIDES) -> Iterator[tuple[str, Failure]]:
    """Yield every side with every way to fail."""
    yield from ((side, failure) for side in sides for failure in FAILURES)
