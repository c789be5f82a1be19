"""Cuts the power under a device and an embedded server, and looks at what they wake up to."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from sqlalchemy import event
from sqlalchemy.pool import Pool

from app.store.errors import StoreFault
from app.store.file.engine import open_engine
from app.store.migrate import prepare_store
from app.store.soundness.self_check import check_store
from app.store.unit_of_work import Store
from server.asgi import KEY_FILE, open_database
from server.services.verification import verify_database
from server.settings import Settings
from server.store.errors import StoreError
from sync.wire import codec
from tests.faults.images import Image, crash_images
from tests.faults.watched_disk import Step, watched_disk
from tests.support.server import CHEAP, ORG, make_server
from tests.support.synced_device import SyncedDevice, enrolled

KEY = "5c" * 32
LEVELS = ("FULL", "NORMAL", "OFF")
_CHECKPOINT_PAGES = 60
_SAVES_A_ROUND = 3


@dataclass
class Sums:
    """What came of the images of one side.

    Attributes:
        images: How many were opened.
        lost: How many acknowledged units of work were missing in all of them together.
        images_with_loss: In how many of them any was missing.
        refused: Images that were refused as damaged, without anything written over.
        broken: What checks found, with how many images had it.
        units: Acknowledged units of work that had to be there, in all images together.
        cuts: How many images there are of each kind.
    """

    images: int = 0
    lost: int = 0
    images_with_loss: int = 0
    refused: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    units: int = 0
    cuts: Counter[str] = field(default_factory=Counter)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.refused or self.broken)

    def count(self, image: Image, expected: set[str], found: set[str] | None) -> None:
        self.images += 1
        self.cuts[image.cut] += 1
        self.units += len(expected)
        if found is None:
            self.refused += 1
            return
        self.lost += len(expected - found)
        self.images_with_loss += bool(expected - found)

    def line(self, side: str) -> str:
        broken = dict(self.broken) or "nothing"
        return (
            f"{side}: {self.images} images, {self.units} acknowledged units that had to be there,"
            f" {self.lost} lost (in {self.images_with_loss} images), {self.refused} refused as"
            f" damaged, checks found {broken}; cuts {dict(sorted(self.cuts.items()))}"
        )


@dataclass(frozen=True)
class Recording:
    """A workload as the disk saw it.

    Attributes:
        folder: Where it ran.
        steps: In order.
    """

    folder: Path
    steps: Sequence[Step]

    def of(self, name: str) -> list[Step]:
        """Return the steps on one database, and all marks."""
        start = str(self.folder / name)
        return [step for step in self.steps if step.kind == "mark" or step.path.startswith(start)]


@contextmanager
def durability(level: str) -> Iterator[None]:
    """Open all databases with a level of `PRAGMA synchronous` and frequent checkpoints."""

    def choose(connection, _record):
        connection.execute(f"PRAGMA synchronous = {level}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")

    event.listen(Pool, "connect", choose)
    try:
        yield
    finally:
        event.remove(Pool, "connect", choose)


def record_work(folder: Path, saves: int, level: str) -> Recording:
    """Let a device save and sync with a server, both watched; return what the disk saw."""
    with watched_disk(folder) as disk, durability(level), make_server(folder) as server:
        server.add_user("anna", "correct horse", ("rep",), server.add_sector())
        device = enrolled(server, folder / "device", "anna", key_hex=KEY)
        disk.mark("begun ")
        waiting: list[str] = []
        for number in range(saves):
            fields = {"name": f"客户 {number}", "type": "dealer", "remark": "x" * (number % 900)}
            waiting.append(device.create("account", **fields, status="active"))
            disk.mark(f"saved {waiting[-1]}")
            if number % _SAVES_A_ROUND == _SAVES_A_ROUND - 1:
                device.sync()
                assert set(device.journal_states()) == {"acknowledged"}
                for account in waiting:
                    disk.mark(f"acknowledged {account}")
                waiting.clear()
            if number % 20 == 19:
                device.workspace.store.empty_log()
        _close(device)
    return Recording(folder, disk.steps)


def _close(device: SyncedDevice) -> None:
    device.workspace.store.close()


def cut_power(recording: Recording, images: int, seed: int, scratch: Path) -> tuple[Sums, Sums]:
    """Open what a power cut leaves at so many moments; return what came of device and server."""
    chance = Random(seed)
    moments = Moments(images, chance, scratch)
    device = _judge(recording, "device/", "saved", moments, _in_device)
    server = _judge(recording, "server/", "acknowledged", moments, _in_server)
    return device, server


@dataclass(frozen=True)
class Moments:
    """When the power is cut: how often, by which dice, and where the images are laid out."""

    count: int
    chance: Random
    scratch: Path


Reader = Callable[[Path, Path, Sums], set[str] | None]


def _judge(
    recording: Recording,
    name: str,
    promise: str,
    moments: Moments,
    read: Reader,
) -> Sums:
    steps, sums = recording.of(name), Sums()
    begun = next(at for at, step in enumerate(steps) if step.path == "begun ")
    chance = moments.chance
    cuts = sorted(chance.randrange(begun, len(steps) + 1) for _ in range(moments.count))
    for image in crash_images(steps, cuts, chance):
        marks = (step.path for step in steps[: image.at] if step.kind == "mark")
        expected = {words.split()[1] for words in marks if words.startswith(promise)}
        with tempfile.TemporaryDirectory(dir=moments.scratch) as place:
            image.write_to(Path(place), root=recording.folder)
            sums.count(image, expected, read(Path(place), recording.folder, sums))
    return sums


def _in_device(place: Path, _original: Path, sums: Sums) -> set[str] | None:
    try:
        (place / "device").mkdir(exist_ok=True)
        engine = open_engine(place / "device" / "roadbook.db", KEY)
    except StoreFault:
        return None
    try:
        prepare_store(engine)
        store = Store(engine, codec)
        store.empty_log()
        with store.snapshot() as look:
            sums.broken.update({finding.rule for finding in check_store(look)})
            rows = look.connection.exec_driver_sql("SELECT id FROM account").scalars()
            named = look.connection.exec_driver_sql("SELECT record_id FROM journal_operation")
            return {str(one) for one in rows} & {str(row[0]) for row in named}
    except StoreFault:
        return None
    finally:
        engine.dispose()


def _in_server(place: Path, original: Path, sums: Sums) -> set[str] | None:
    folder = place / "server"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(original / "server" / KEY_FILE, folder / KEY_FILE)
    try:
        database = open_database(Settings(data_folder=folder, org=ORG, password_cost=CHEAP))
    except (StoreError, Exception):
        return None
    try:
        sums.broken.update({line.split(":")[0] for line in verify_database(database, ORG)})
        with database.reading() as work:
            rows = work.rows("SELECT id FROM record WHERE org = ? AND entity = 'account'", (ORG,))
        return {str(row[0]) for row in rows}
    except Exception:
        return None
    finally:
        database.close()
