"""What a crash leaves behind: the database file and its log as they lie there at that moment."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.simulation.power_cuts import PowerCut

_WAL = "-wal"


def take_image(database: Path, target: Path, cut: PowerCut | None = None) -> Path:
    """Copy a database that somebody may be writing; return the copy.

    After a kill the system still writes what it was given; after a power cut it does not.

    The shared-memory file stays behind: nobody holds the database after a crash, so the next
    program makes it anew from the log.
    """
    target.mkdir(parents=True)
    copy = target / database.name
    shutil.copyfile(database, copy)
    log = database.with_name(database.name + _WAL)
    if log.exists():
        shutil.copyfile(log, copy.with_name(copy.name + _WAL))
    if cut is not None:
        cut.strike(database, copy)
    return copy


def forget(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
