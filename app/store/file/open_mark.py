"""Tells, outside SQLite's own files, that a store is open and how far its journal is."""

from __future__ import annotations

import contextlib
import os
import struct
import threading
from pathlib import Path

from app.store.file.write_ahead_log import log_of

_ENDING = "-open"
_NUMBER = struct.Struct(">Q")
_PRIVATE_FILE = 0o600


class OpenMark:
    """A small file beside the store, there from opening to a close in good order.

    Where it stands at opening, the program before was killed, and SQLite's log must lie there
    too, even if empty: if it does not, something else took it away, with work in it. The number
    tells how much: a unit of work is noted after the disk has it, so the journal knows it.

    Never waits for the disk: after a power cut it may tell an older number, never a later one. A
    disk that takes not even this keeps nobody from working.

    Source: reliability.md X32.
    """

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + _ENDING)
        self._log = log_of(database)
        self._file = -1
        self._turn = threading.Lock()

    def read(self) -> int | None:
        """Return the number of the last unit that was saved; None after a close in good order."""
        try:
            raw = self._path.read_bytes()
        except OSError:
            return None
        return _NUMBER.unpack(raw)[0] if len(raw) == _NUMBER.size else 0

    def misses_log(self) -> bool:
        """Return whether the log of a program that was killed is gone; ask before opening."""
        return self._path.exists() and not self._log.exists()

    def begin(self, number: int) -> None:
        """Note that the store is open; SQLite has made its log by now."""
        with contextlib.suppress(OSError):
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._file = os.open(self._path, flags, _PRIVATE_FILE)
        self.note(number)

    def note(self, number: int) -> None:
        """Note the number of the unit that was saved last."""
        with self._turn, contextlib.suppress(OSError):
            if self._file >= 0:
                os.lseek(self._file, 0, os.SEEK_SET)
                os.write(self._file, _NUMBER.pack(number))

    def end(self) -> None:
        """Take the mark away: everything is in the store's own file."""
        if self._let_go():
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def leave(self) -> None:
        """Let the mark stand for the next program: the log still holds work."""
        self._let_go()

    def _let_go(self) -> bool:
        with self._turn:
            held, self._file = self._file, -1
        if held >= 0:
            with contextlib.suppress(OSError):
                os.close(held)
        return held >= 0
