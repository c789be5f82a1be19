"""Devices for tests: a real encrypted store in a folder, with or without a server."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from app.device.sealed_files import SealedFiles
from app.domain.ids import new_id
from app.store.soundness import opening
from app.store.unit_of_work import Store
from app.workspace import Workspace
from sync.wire import codec

START = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
"""Monday 23 November 2026, nine in the morning in China."""


@dataclass
class Clock:
    """A clock that goes on by a millisecond a look, so that ids made in a row sort."""

    moment: dt.datetime = field(default=START)

    def __call__(self) -> dt.datetime:
        self.moment += dt.timedelta(milliseconds=1)
        return self.moment

    def seconds(self) -> float:
        return self.moment.timestamp()

    def advance(self, **units: float) -> None:
        self.moment += dt.timedelta(**units)


def open_store(folder: Path, key_hex: str = "") -> Store:
    """Open the store in a folder, made if new."""
    folder.mkdir(parents=True, exist_ok=True)
    return opening.open_store(folder / "roadbook.db", key_hex or secrets.token_hex(32), codec)


def make_workspace(
    folder: Path, user_id: str = "", clock: Clock | None = None, key_hex: str = ""
) -> Workspace:
    """Make a workspace on a new store."""
    clock = clock or Clock()
    files = folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    return Workspace(
        store=open_store(folder, key_hex),
        files=SealedFiles(files, secrets.token_bytes(32)),
        user_id=user_id or new_id(clock()),
        now=clock,
        zone="Asia/Shanghai",
    )
