"""A disk under SQLite that notes every write and sync, and refuses one of them when told to."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3._sqlite3 as driver

_OK = 0
FULL, WRITE_FAILED, SYNC_FAILED, CUT_FAILED = 13, 778, 1034, 1546
"""SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_TRUNCATE."""

_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Cut = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)
# Names as bare addresses: SQLite keeps more behind them than the name.
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class _Methods(Structure):
    """sqlite3_io_methods. Source: sqlite.org/c3ref/io_methods.html."""

    _fields_ = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", _Write),
        ("truncate", _Cut),
        ("sync", _Sync),
        ("others", c_void_p * 13),
    ]


class _System(Structure):
    """sqlite3_vfs. Source: sqlite.org/c3ref/vfs.html."""

    _fields_ = [
        ("version", c_int),
        ("file_bytes", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("own", c_void_p),
        ("open", _Open),
        ("delete", _Delete),
        ("others", c_void_p * 14),
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a file, or a mark that the workload set.

    Attributes:
        kind: "write", "cut", "sync", "delete" or "mark".
        path: The file; the words of a mark.
        at: Where it was written, or how long the file became.
        content: What was written.
    """

    kind: str
    path: str
    at: int = 0
    content: bytes = b""


@dataclass
class WatchedDisk:
    """What SQLite asked of the disk while it was watched.

    Attributes:
        steps: In order.
        asked: How many writes, cuts and syncs there were since `refuse` was called.
        refused: How many of them were refused.
    """

    folder: str
    keeps: bool = True
    steps: list[Step] = field(default_factory=list)
    asked: int = 0
    refused: int = 0
    _from: int = 0
    _until: int = 0
    _says_full: bool = True

    def mark(self, words: str) -> None:
        self.steps.append(Step("mark", words))

    def refuse(self, number: int, *, for_good: bool, says_full: bool) -> None:
        """Refuse the n-th request from now on, or it and all after it."""
        self.asked = self.refused = 0
        self._from, self._until = number, 2**62 if for_good else number
        self._says_full = says_full

    def allow(self) -> None:
        self._from = 0

    def note(self, step: Step, code: int) -> int:
        """Return the code to refuse with; nothing was written then."""
        if not step.path.startswith(self.folder):
            return _OK
        self.asked += 1
        if self._from and self._from <= self.asked <= self._until:
            self.refused += 1
            return FULL if self._says_full and code == WRITE_FAILED else code
        if self.keeps:
            self.steps.append(step)
        return _OK


@contextmanager
def watched_disk(folder: Path, *, keeps: bool = True) -> Iterator[WatchedDisk]:
    """Watch the files in a folder of all databases that this process opens meanwhile.

    SQLite's own layer for files does the work; only its write, truncate, sync and delete pass by
    here first, through the interface that SQLite offers for this.

    Args:
        folder: Others are left alone.
        keeps: Whether the steps are kept; else they are only counted.
    """
    library = ctypes.CDLL(driver.__file__)
    library.sqlite3_vfs_find.restype = POINTER(_System)
    library.sqlite3_vfs_register.argtypes = (POINTER(_System), c_int)
    library.sqlite3_vfs_unregister.argtypes = (POINTER(_System),)
    disk = WatchedDisk(str(folder), keeps)
    before = library.sqlite3_vfs_find(None)
    system = _watching(before, disk)
    library.sqlite3_vfs_register(ctypes.byref(system), 1)
    try:
        yield disk
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(system))
        library.sqlite3_vfs_register(before, 1)


def _watching(before: object, disk: WatchedDisk) -> _System:
    original: _System = before.contents  # type: ignore[attr-defined]
    system = _System()
    ctypes.pointer(system)[0] = original
    names: dict[int, str] = {}
    replaced: dict[int, _Methods] = {}

    def open_file(_vfs, name, file, flags, out):
        code = original.open(ctypes.addressof(original), name, file, flags, out)
        place = c_void_p.from_address(file)
        if code == _OK and place.value and name:
            names[file] = ctypes.string_at(name).decode()
            if place.value not in replaced:
                replaced[place.value] = _passing_by(place.value, disk, names)
            place.value = ctypes.addressof(replaced[place.value])
        return code

    def delete_file(_vfs, name, sync_folder):
        code = original.delete(ctypes.addressof(original), name, sync_folder)
        path = ctypes.string_at(name).decode()
        if code == _OK and disk.keeps and path.startswith(disk.folder):
            disk.steps.append(Step("delete", path))
        return code

    system.name = b"watched"
    system.open, system.delete = _Open(open_file), _Delete(delete_file)
    # ctypes keeps what a structure's fields point to, and these the dictionaries; nothing more is
    # needed as long as the structure lives, but connections may outlive it: keep it for good.
    _ALIVE.append((system, replaced))
    return system


_ALIVE: list[object] = []


def _passing_by(address: int, disk: WatchedDisk, names: dict[int, str]) -> _Methods:
    original = _Methods.from_address(address)
    methods = _Methods()
    ctypes.pointer(methods)[0] = original

    def write(file, content, size, at):
        step = Step("write", names[file], at, ctypes.string_at(content, size))
        return disk.note(step, WRITE_FAILED) or original.write(file, content, size, at)

    def cut(file, size):
        step = Step("cut", names[file], size)
        return disk.note(step, CUT_FAILED) or original.truncate(file, size)

    def sync(file, flags):
        step = Step("sync", names[file])
        return disk.note(step, SYNC_FAILED) or original.sync(file, flags)

    methods.write, methods.truncate, methods.sync = _Write(write), _Cut(cut), _Sync(sync)
    return methods
