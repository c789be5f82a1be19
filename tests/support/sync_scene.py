"""A device whose journal holds work in every state, and a desk that records what is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.changes import ChangeSet
from app.store import facts
from app.store.held.blobs import Blobs
from app.store.journal import ACKNOWLEDGED, REFUSED, Verdict
from app.store.records import ServerRows
from app.store.sending.rounds import Round, note_round
from app.workspace import Workspace
from tests.support.devices import make_workspace
from tests.support.waiting_runner import InlineRunner
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.texts import current_language

ME, OTHER = f"{0xA:032x}", f"{0xB:032x}"
ACCOUNT, SECOND = f"{0x10:032x}", f"{0x11:032x}"
SECTOR = f"{0x30:032x}"
PHONE, STAFF = f"{0x20:032x}", f"{0x21:032x}"
HOUR = 3_600_000


def sync_workspace(folder: Path) -> Workspace:
    """Two accounts, two open conflicts on the first, and nothing in the journal."""
    workspace = make_workspace(folder, ME)
    now = workspace.now_milliseconds()
    with workspace.store.unit_of_work() as work:
        put(
            work,
            "user",
            {"id": ME, "name": "周岚", "login": "zhoulan", "roles": "rep", "sector_id": SECTOR},
        )
        put(work, "user", {"id": OTHER, "name": "沈立", "login": "shenli", "roles": "rep"})
        put(work, "account", _account(ACCOUNT, "百禾粮油商贸行"))
        put(work, "account", _account(SECOND, "桥头便民超市"))
        put(work, "conflict", _conflict(PHONE, "phone", ("1", "2", "3"), now))
        put(work, "conflict", _conflict(STAFF, "staff", (6, 7, 8), now))
        work.facts.write(facts.LAST_SYNC_AT, str(now - HOUR))
        work.commit()
    return workspace


def put(work: Any, entity: str, row: dict[str, Any]) -> None:
    """Write a record as the server would send it."""
    values = {name: value for name, value in row.items() if name != "id"}
    columns = [[value] for value in values.values()]
    work.records.replace(ServerRows(entity, tuple(values), [row["id"]], ["b"], [1], columns))


def edit(workspace: Workspace, record_id: str, **fields: Any) -> int:
    """Edit an account and return the number of the unit."""
    with workspace.store.unit_of_work() as work:
        work.edit("account", record_id, fields, workspace.author)
        work.commit(workspace.author)
        return last_number(work)


def create(workspace: Workspace, *records: tuple[str, dict[str, Any]]) -> tuple[int, list[str]]:
    """Create records in one unit; return its number and their ids."""
    with workspace.store.unit_of_work() as work:
        ids = [work.create(entity, fields, workspace.author) for entity, fields in records]
        work.commit(workspace.author)
        return last_number(work), ids


def last_number(look: Any) -> int:
    return int(
        look.connection.exec_driver_sql("SELECT max(device_seq) FROM journal_group").scalar_one()
    )


def settle(workspace: Workspace, number: int, code: str = "", **params: Any) -> None:
    """Let the server accept a unit, or refuse it for a reason."""
    state = REFUSED if code else ACKNOWLEDGED
    with workspace.store.unit_of_work() as work:
        group = work.journal.read_group(number)
        verdicts = [Verdict(op.op_id, state, 0, code, params) for op in group.operations]
        work.journal.settle_group(number, state, verdicts, workspace.now_milliseconds())
        work.commit()


def add_file(workspace: Workspace, size: int, sent: int) -> None:
    """Let a file wait that is sent in part."""
    with workspace.store.unit_of_work() as work:
        blobs = Blobs(work.connection)
        blobs.keep("f" * 64, size)
        blobs.release(["f" * 64])
        blobs.note_progress("f" * 64, sent)
        work.commit()


def add_round(workspace: Workspace, outcome: str = "done") -> None:
    """Let a round have taken 400 ms."""
    now = workspace.now_milliseconds()
    note_round(workspace.store, Round(now, 400, 2, 30, 1_000, 9_000, outcome))


@dataclass
class Mood:
    state: str = "idle"
    error: Any = None
    progress: Any = None


@dataclass
class Navigation:
    """Notes where a screen led."""

    went: list[tuple[Any, ...]] = field(default_factory=list)
    undo: Callable[[], None] | None = None

    def show_toast(self, words: str, *, action: str = "", on_action: Any = None) -> None:
        self.went.append(("toast", words))
        self.undo = on_action

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *values: self.went.append((name, *values))


@dataclass
class Desk:
    """A context whose commands' changes are collected and told to whoever listens."""

    workspace: Workspace
    navigation: Navigation = field(default_factory=Navigation)
    published: list[ChangeSet] = field(default_factory=list)
    listeners: list[Callable[[ChangeSet], None]] = field(default_factory=list)
    runner: Any = field(default_factory=InlineRunner)

    def publish(self, changes: ChangeSet) -> None:
        self.published.append(changes)
        for listen in self.listeners:
            listen(changes)

    @property
    def context(self) -> ScreenContext:
        formats = Formats(current_language(), ZoneInfo(self.workspace.zone))
        return ScreenContext(self.workspace, self.runner, self.publish, self.navigation, formats)


def _account(record_id: str, name: str) -> dict[str, Any]:
    return {
        "id": record_id,
        "name": name,
        "type": "dealer",
        "status": "active",
        "owner_id": ME,
        "sector_id": SECTOR,
        "phone": "2",
        "staff": 7,
    }


def _conflict(record_id: str, name: str, values: tuple[Any, Any, Any], now: int) -> dict[str, Any]:
    base, kept, lost = (json.dumps(value) for value in values)
    return {
        "id": record_id,
        "subject_entity": "account",
        "subject_id": ACCOUNT,
        "field": name,
        "base": base,
        "kept": kept,
        "lost": lost,
        "kept_by": OTHER,
        "lost_by": ME,
        "kept_at": now - 16 * HOUR,
        "lost_at": now - HOUR,
        "lost_device": "d1",
        "reason": "both_changed",
        "state": "open",
    }
