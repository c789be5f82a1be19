"""Tells a log that ends where a crash cut it from one that was damaged in the middle."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LOG_HEADER_BYTES, FRAME_HEADER_BYTES = 32, 24

_MAGIC, _MAGIC_MASK = 0x377F0682, ~1
_HEADER = struct.Struct(">IIII8sII")
_FRAME = struct.Struct(">II8sII")
_SUMMED_FRAME_BYTES = 8
_SUMMED_HEADER_BYTES = 24
_WORD_MASK = 0xFFFFFFFF
_COMMITS_FROM_A_CUT_ON = 1
"""A commit waits for the disk before the next one begins: a crash can tear only the last."""


def log_of(database: Path) -> Path:
    """Return where SQLite keeps the log of a database."""
    return database.with_name(database.name + "-wal")


@dataclass(frozen=True, slots=True)
class _Frame:
    """The head of one page in the log.

    Attributes:
        is_commit: Whether it ends a transaction.
        salts: Name the generation of the log that it belongs to.
        sums: As written.
        summed: What the sums are of.
    """

    is_commit: bool
    salts: bytes
    sums: tuple[int, int]
    summed: bytes


def is_damaged(log: Path) -> bool:
    """Return whether a log lost something that had been saved; False where there is none.

    SQLite reads a log up to the first frame that does not fit and takes the rest for what a crash
    left behind. Whole transactions behind that place, of the same generation, say that it is not.
    Ask before SQLite opens the file, which would begin to write over them. Takes about 0.2 s for
    each 1,000 pages; only a crash leaves any.

    Raises:
        OSError: The disk refused to read.

    Source: sqlite.org/fileformat2.html sections 4.1 and 4.2; reliability.md P10, X32.
    """
    raw = log.read_bytes() if log.exists() else b""
    if len(raw) <= LOG_HEADER_BYTES:
        return False
    magic, _format, page_bytes, _checkpoints, salts, *sums = _HEADER.unpack_from(raw)
    frames = _frames(raw, page_bytes)
    form = ">" if magic & 1 else "<"
    running = _sums(raw[:_SUMMED_HEADER_BYTES], (0, 0), form)
    if magic & _MAGIC_MASK != _MAGIC or running != tuple(sums) or not page_bytes:
        return _belongs_to_first_frame(raw, salts)
    for frame in frames:
        running = _sums(frame.summed, running, form)
        if frame.salts != salts or frame.sums != running:
            left = frame.is_commit + sum(one.is_commit for one in frames if one.salts == salts)
            return left > _COMMITS_FROM_A_CUT_ON
    return False


def _belongs_to_first_frame(raw: bytes, salts: bytes) -> bool:
    """Return whether a broken header still names the generation of the frame behind it."""
    if len(raw) < LOG_HEADER_BYTES + FRAME_HEADER_BYTES:
        return False
    first = _FRAME.unpack_from(raw, LOG_HEADER_BYTES)[2]
    half = len(salts) // 2
    return bool(salts[:half] == first[:half] or salts[half:] == first[half:])


def _frames(raw: bytes, page_bytes: int) -> Iterator[_Frame]:
    step = FRAME_HEADER_BYTES + page_bytes
    for at in range(LOG_HEADER_BYTES, len(raw) - step + 1, step):
        _number, size, salts, *sums = _FRAME.unpack_from(raw, at)
        page = raw[at + FRAME_HEADER_BYTES : at + step]
        yield _Frame(size > 0, salts, (sums[0], sums[1]), raw[at : at + _SUMMED_FRAME_BYTES] + page)


def _sums(part: bytes, before: tuple[int, int], form: str) -> tuple[int, int]:
    """Return SQLite's checksum, continued."""
    first, second = before
    words = struct.unpack(f"{form}{len(part) // 4}I", part)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _WORD_MASK
        second = (second + odd + first) & _WORD_MASK
    return first, second
