"""Puts back the first bytes of the embedded file, where a power cut spoiled them."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOG_HEADER, _FRAME_HEADER, _PAGE, _SALT = 32, 24, 4096, 16
_FRAME = struct.Struct(">II8s")


@contextmanager
def salt_from_log(database: Path) -> Iterator[None]:
    """Try the salt that the write-ahead log holds, if it holds one.

    SQLite would take the whole first page from the log, but SQLCipher needs the salt, which lies
    in the clear at the beginning of the file, before it can read the log. A salt that does not
    help, so that the block ends with an error, is taken out again.

    Source: reliability.md P8; sqlite.org/fileformat2.html section 4.1.
    """
    salt = _logged_salt(database.with_name(database.name + "-wal"))
    held = _swap(database, salt) if salt else b""
    try:
        yield
    except BaseException:
        if held:
            _swap(database, held)
        raise


def _logged_salt(log: Path) -> bytes:
    raw = log.read_bytes() if log.exists() else b""
    generation = raw[16:24]
    step = _FRAME_HEADER + _PAGE
    for at in range(_LOG_HEADER, len(raw) - step + 1, step):
        number, _size, salts = _FRAME.unpack_from(raw, at)
        if salts == generation and number == 1:
            return raw[at + _FRAME_HEADER : at + _FRAME_HEADER + _SALT]
    return b""


def _swap(database: Path, salt: bytes) -> bytes:
    """Write a salt and return the one that was there; nothing when it is the same."""
    with database.open("r+b") as file:
        held = file.read(_SALT)
        if held == salt:
            return b""
        file.seek(0)
        file.write(salt)
        file.flush()
        os.fsync(file.fileno())
    return held
