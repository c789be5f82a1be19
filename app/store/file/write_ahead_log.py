"""Examines the log that a crash left: was it cut at its end, or damaged in the middle?"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.store.errors import DamagedStoreError

LOG_HEADER_BYTES, FRAME_HEADER_BYTES = 32, 24

_MAGIC, _MAGIC_MASK = 0x377F0682, ~1
_HEADER = struct.Struct(">IIII8sII")
_FRAME = struct.Struct(">II8sII")
_SUMMED_FRAME_BYTES = 8
_FILE_SALT_BYTES = 16
_SUMMED_HEADER_BYTES = 24
_WORD_MASK = 0xFFFFFFFF
_PAGE_BYTES = 4096
"""What SQLCipher writes, where no header says it."""

_COMMITS_OF_A_CUT = 1
"""A commit waits for the disk before the next one begins: a crash can tear only the last."""


def log_of(database: Path) -> Path:
    """Return where SQLite keeps the log of a database."""
    return database.with_name(database.name + "-wal")


@dataclass(frozen=True, slots=True)
class _Frame:
    """The head of one page in the log.

    Attributes:
        number: Of the page.
        is_commit: Whether it ends a transaction.
        salts: Name the generation of the log that it belongs to.
        sums: As written.
        summed: What the sums are of.
    """

    number: int
    is_commit: bool
    salts: bytes
    sums: tuple[int, int]
    summed: bytes


def examine_log(database: Path) -> None:
    """Look at the log that a crash left, before SQLite opens the file and writes over it.

    SQLite reads a log up to the first frame that does not fit and takes the rest for what a crash
    left behind. Several transactions behind that place, one joined to the other, say that it is
    not. What a write left that the disk refused is joined to nothing: the next one began before it.

    A power cut may spoil the file's first bytes while the log is folded into it. SQLite takes the
    page from the log then, but SQLCipher needs the salt in them first: it is put back from there.

    Takes about 0.2 s for each 1,000 pages; only a crash leaves any.

    Raises:
        DamagedStoreError: The log lost something that had been saved; nothing was touched.
        OSError: The disk refused.

    Source: sqlite.org/fileformat2.html sections 4.1 and 4.2; reliability.md P8, P10, X32.
    """
    log = log_of(database)
    raw = log.read_bytes() if log.exists() else b""
    if len(raw) <= LOG_HEADER_BYTES:
        return
    magic, _format, page_bytes, _checkpoints, salts, *sums = _HEADER.unpack_from(raw)
    form = ">" if magic & 1 else "<"
    running = _sums(raw[:_SUMMED_HEADER_BYTES], (0, 0), form)
    if not any(raw[:LOG_HEADER_BYTES]):
        _examine_unnamed(raw)
        return
    if magic & _MAGIC_MASK != _MAGIC or running != tuple(sums) or not page_bytes:
        if _belongs_to_first_frame(raw, salts) and not _was_torn_at_restart(raw):
            raise DamagedStoreError("store.damaged")
        return
    file_salt = b""
    frames = _frames(raw, page_bytes)
    for frame in frames:
        running = _sums(frame.summed, running, form)
        if frame.salts != salts or frame.sums != running:
            rest = (one for one in frames if one.salts == salts)
            if _most_joined_commits(frame, rest, form) > _COMMITS_OF_A_CUT:
                raise DamagedStoreError("store.damaged")
            break
        if frame.number == 1:
            file_salt = frame.summed[_SUMMED_FRAME_BYTES:][:_FILE_SALT_BYTES]
    _put_salt_back(database, file_salt)


def _examine_unnamed(raw: bytes) -> None:
    """Look at a log whose first bytes never reached the disk: nothing in it had been saved yet.

    Every commit waits for the header as well, so more than one says that the header was lost.

    Raises:
        DamagedStoreError: Transactions in it had been saved.
    """
    form = "<" if sys.byteorder == "little" else ">"
    frames = _frames(raw, _PAGE_BYTES)
    first = next(frames, None)
    if first and _most_joined_commits(first, frames, form) > _COMMITS_OF_A_CUT:
        raise DamagedStoreError("store.damaged")


def _most_joined_commits(first: _Frame, rest: Iterator[_Frame], form: str) -> int:
    """Return how many transactions follow each other without a break, at most."""
    commits = most = int(first.is_commit)
    before = first.sums
    for frame in rest:
        if frame.sums != _sums(frame.summed, before, form):
            commits = 0
        commits += frame.is_commit
        most, before = max(most, commits), frame.sums
    return most


def _put_salt_back(database: Path, salt: bytes) -> None:
    if not salt or not database.exists():
        return
    with database.open("rb") as file:
        held = file.read(_FILE_SALT_BYTES)
    if len(held) == _FILE_SALT_BYTES and held != salt:
        with database.open("r+b") as file:
            file.write(salt)
            file.flush()
            os.fsync(file.fileno())


def _belongs_to_first_frame(raw: bytes, salts: bytes) -> bool:
    """Return whether a broken header still names the generation of the frame behind it."""
    if len(raw) < LOG_HEADER_BYTES + FRAME_HEADER_BYTES:
        return False
    first = _FRAME.unpack_from(raw, LOG_HEADER_BYTES)[2]
    half = len(salts) // 2
    return bool(salts[:half] == first[:half] or salts[half:] == first[half:])


def _was_torn_at_restart(raw: bytes) -> bool:
    """Return whether a new header was cut while it was written over the one before.

    Then all frames are of the log before, and the file has them. Number of checkpoints and first
    salt grow by one with each new header; the sums at its end are still the old ones.
    """
    magic, form_number, page_bytes, checkpoints, _salts, *sums = _HEADER.unpack_from(raw)
    first = _FRAME.unpack_from(raw, LOG_HEADER_BYTES)[2]
    before = (magic, form_number, page_bytes, (checkpoints - 1) & _WORD_MASK, first, 0, 0)
    form = ">" if magic & 1 else "<"
    return _sums(_HEADER.pack(*before)[:_SUMMED_HEADER_BYTES], (0, 0), form) == tuple(sums)


def _frames(raw: bytes, page_bytes: int) -> Iterator[_Frame]:
    step = FRAME_HEADER_BYTES + page_bytes
    for at in range(LOG_HEADER_BYTES, len(raw) - step + 1, step):
        number, size, salts, *sums = _FRAME.unpack_from(raw, at)
        page = raw[at + FRAME_HEADER_BYTES : at + step]
        summed = raw[at : at + _SUMMED_FRAME_BYTES] + page
        yield _Frame(number, size > 0, salts, (sums[0], sums[1]), summed)


def _sums(part: bytes, before: tuple[int, int], form: str) -> tuple[int, int]:
    """Return SQLite's checksum, continued."""
    first, second = before
    words = struct.unpack(f"{form}{len(part) // 4}I", part)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _WORD_MASK
        second = (second + odd + first) & _WORD_MASK
    return first, second
