"""Damages a store file in every page in turn, and looks what notices it and what is rescued."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

from app.store.errors import StoreFault
from app.store.file.engine import open_engine
from app.store.migrate import prepare_store
from app.store.soundness.rescue import rescue_work
from app.store.soundness.self_check import check_store
from app.store.unit_of_work import Store
from app.workspace import Workspace
from sync.wire import codec
from tests.support.devices import Clock, make_workspace

KEY = bytes(range(32))
_PAGE, _LOG_HEADER, _FRAME_HEADER = 4096, 32, 24
KINDS = ("flip", "zero", "swap", "cut", "log")
UNNOTICED = "not at all, work lost"


@dataclass
class Sums:
    """What came of one kind of damage.

    Attributes:
        files: How many files were damaged.
        noticed: At opening, at reading, by the check of all pages; or not at all.
        units: Unsent units of work in all these files.
        found: How many of them were rescued.
        worst: Fewest that were rescued from one file.
    """

    files: int = 0
    noticed: Counter[str] = field(default_factory=Counter)
    units: int = 0
    found: int = 0
    worst: int = 10**9

    def line(self, kind: str) -> str:
        share = 100 * self.found / max(self.units, 1)
        how = ", ".join(f"{where} {count}" for where, count in sorted(self.noticed.items()))
        return (
            f"{kind}: {self.files} files, noticed: {how}; unsent units rescued"
            f" {self.found}/{self.units} ({share:.2f} %), fewest from one file {self.worst}"
        )


def make_sound_store(folder: Path, records: int, unsent: int) -> Path:
    """Make a store with records that the server has and units that it does not; return its file."""
    workspace = make_workspace(folder, clock=Clock(), key_hex=KEY.hex())
    _save(workspace, range(records), "sent")
    with workspace.store.unit_of_work() as work:
        work.connection.exec_driver_sql("UPDATE journal_group SET state = 'acknowledged'")
        work.connection.exec_driver_sql("UPDATE journal_operation SET state = 'acknowledged'")
        work.connection.exec_driver_sql("UPDATE account SET _revision = 1")
        work.commit()
    _save(workspace, range(unsent), "unsent")
    workspace.store.close()
    return folder / "roadbook.db"


def make_store_after_a_kill(folder: Path, unsent: int) -> Path:
    """Make a store whose newest work lies in its log only; return its file."""
    living = folder / "living"
    workspace = make_workspace(living, clock=Clock(), key_hex=KEY.hex())
    workspace.store.empty_log()
    _save(workspace, range(unsent), "unsent")
    killed = folder / "killed"
    killed.mkdir()
    for name in ("roadbook.db", "roadbook.db-wal"):
        shutil.copyfile(living / name, killed / name)
    workspace.store.close()
    return killed / "roadbook.db"


def _save(workspace: Workspace, numbers: range, word: str) -> None:
    for number in numbers:
        with workspace.store.unit_of_work() as work:
            fields = {"name": f"{word} {number}", "type": "dealer", "remark": f"{number} " * 20}
            work.create("account", {**fields, "status": "active"}, workspace.author)
            work.commit(workspace.author)


def damage_each_page(
    kind: str, folder: Path, *, records: int, unsent: int, seed: int, every: int = 1
) -> Sums:
    """Damage copies of one store, a copy for each page, and sum up what came of it.

    Args:
        kind: "flip", "zero", "swap" or "cut" of the file, or "log" for its log.
        folder: Where they lie meanwhile.
        records: How many the store holds.
        unsent: How many units of work wait in it.
        seed: Of what is left to chance.
        every: Only each so-manieth page, for a quick look.
    """
    chance, sums = Random(seed), Sums()
    sound = folder / "sound"
    if kind == "log":
        file = make_store_after_a_kill(sound, unsent)
        parts = file.with_name(file.name + "-wal").read_bytes()
    else:
        file = make_sound_store(sound, records, unsent)
        parts = file.read_bytes()
    for damaged in islice(_damaged(kind, parts, chance), 0, None, every):
        target = folder / "damaged"
        shutil.copytree(file.parent, target)
        name = "roadbook.db-wal" if kind == "log" else "roadbook.db"
        (target / name).write_bytes(damaged)
        _look(target / "roadbook.db", unsent, sums)
        shutil.rmtree(target)
    return sums


def _damaged(kind: str, raw: bytes, chance: Random) -> Iterator[bytes]:
    step, first = (_PAGE + _FRAME_HEADER, _LOG_HEADER) if kind == "log" else (_PAGE, 0)
    places = range(first, len(raw) - step + 1, step)
    for at in places:
        copy = bytearray(raw)
        match kind:
            case "flip" | "log":
                copy[at + chance.randrange(step)] ^= 1 << chance.randrange(8)
            case "zero":
                copy[at : at + step] = bytes(step)
            case "swap":
                other = chance.choice([place for place in places if place != at])
                copy[at : at + step], copy[other : other + step] = (
                    raw[other : other + step],
                    raw[at : at + step],
                )
            case "cut":
                del copy[at + chance.randrange(1, step) :]
        yield bytes(copy)


def _look(file: Path, unsent: int, sums: Sums) -> None:
    before = {path.name: path.read_bytes() for path in file.parent.glob("roadbook.db*")}
    rescued = rescue_work(file, KEY, codec)
    assert before == {path.name: path.read_bytes() for path in file.parent.glob("roadbook.db*")}
    names = {
        str(operation.values["name"]) for group in rescued.groups for operation in group.operations
    }
    assert not {name for name in names if not name.startswith("unsent ")}, names
    sums.files += 1
    sums.units += unsent
    sums.found += len(names)
    sums.worst = min(sums.worst, len(names))
    sums.noticed[_who_notices(file, unsent)] += 1


def _who_notices(file: Path, unsent: int) -> str:
    try:
        engine = open_engine(file, KEY.hex())
    except StoreFault:
        return "at opening"
    try:
        prepare_store(engine)
        store = Store(engine, codec)
        with store.snapshot() as look:
            here = len(look.journal.waiting_operations())
            look.connection.exec_driver_sql("SELECT * FROM account").fetchall()
            findings = check_store(look)
    except StoreFault:
        return "at reading"
    finally:
        engine.dispose()
    if findings:
        return "by the check"
    return "not at all, nothing lost" if here == unsent else UNNOTICED
