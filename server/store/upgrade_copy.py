"""Keeps a copy of the embedded database while it is upgraded, and until that has proved itself."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from server.store.errors import InUseError, NoRoomError

_RESERVE_BYTES = 64 * 2**20
_COPIES_OF_THE_FILE = 2
"""The copy, and at worst as much again in the log of the upgrade."""
_MEGABYTE = 2**20
_RUNS_WELL_AFTER_SECONDS = 24 * 3600
_OWNER_ONLY = 0o600


class UpgradeCopy:
    """The copy beside the database file; its name says what it is for.

    `-upgrading` stands there while an upgrade is tried, `-before-upgrade` once it succeeded,
    `-returning` from the decision to go back until the copy is the database again. Call
    everything here while this process has the file closed.

    The device's store is kept by the same rule (`app.store.file.upgrade_copy`); the two ends share
    no code that touches files.

    Source: reliability.md P17, X21.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._half = _beside(database, "-upgrading.new")
        self._trying = _beside(database, "-upgrading")
        self._kept = _beside(database, "-before-upgrade")
        self._returning = _beside(database, "-returning")

    @property
    def unchecked(self) -> Path:
        """The copy that `make` wrote, until `begin` takes it."""
        return self._half

    @property
    def is_trying(self) -> bool:
        """Return whether an upgrade began and did not end, well or badly."""
        return self._trying.exists()

    def make(self) -> None:
        """Copy the file, and wait for the disk.

        Raises:
            InUseError: Another process has it open: the last to close it takes the log away.
            NoRoomError: Nothing was touched.
            OSError: The disk refused.
        """
        self._half.unlink(missing_ok=True)
        self._kept.unlink(missing_ok=True)
        if _beside(self._database, "-wal").exists():
            raise InUseError(self._database.name)
        needed = self._database.stat().st_size * _COPIES_OF_THE_FILE + _RESERVE_BYTES
        free = shutil.disk_usage(self._database.parent).free
        if free < needed:
            raise NoRoomError(needed_megabytes=-(-needed // _MEGABYTE), free=free // _MEGABYTE)
        try:
            self._write_half()
        except OSError:
            self._half.unlink(missing_ok=True)
            raise

    def begin(self) -> None:
        """Take the copy for the one to go back to: it was looked at, the upgrade may start."""
        self._half.replace(self._trying)
        _sync_folder(self._database.parent)

    def settle(self) -> None:
        """Keep the copy for a while: the database in place is whole."""
        self._trying.replace(self._kept)
        _sync_folder(self._database.parent)

    def go_back(self) -> None:
        """Put the copy in the place of the database; a crash in here is made good later."""
        self._trying.replace(self._returning)
        _sync_folder(self._database.parent)
        self.finish_return()

    def finish_return(self) -> None:
        """Go on with a return that a crash cut short; nothing to do else."""
        if not self._returning.exists():
            return
        # A log of the failed upgrade beside the old file would be folded into it.
        for ending in ("-wal", "-shm"):
            _beside(self._database, ending).unlink(missing_ok=True)
        _sync_folder(self._database.parent)
        self._returning.replace(self._database)
        _sync_folder(self._database.parent)

    def drop_if_it_runs_well(self) -> None:
        """Delete the copy once the upgraded database was closed well and worked on a day later.

        A log that lies there before the file is opened is that of a crash, or of another process.
        """
        with contextlib.suppress(OSError):
            age = self._database.stat().st_mtime - self._kept.stat().st_mtime
            if age >= _RUNS_WELL_AFTER_SECONDS and not _beside(self._database, "-wal").exists():
                self._kept.unlink()

    def _write_half(self) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with (
            self._database.open("rb") as source,
            os.fdopen(os.open(self._half, flags, _OWNER_ONLY), "wb") as copy,
        ):
            shutil.copyfileobj(source, copy, _MEGABYTE)
            copy.flush()
            os.fsync(copy.fileno())


def _beside(database: Path, ending: str) -> Path:
    return database.with_name(database.name + ending)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
