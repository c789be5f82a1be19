"""What a power cut leaves of a database's log: all that was synced, and of the rest what it likes.

Layout of the log: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from random import Random

_HEADER, _FRAME = struct.Struct(">8I"), struct.Struct(">6I")
_SECTOR = 512
_FULL = 2
_WHERE_BACKFILLED = 96
"""In the shared memory: how many frames were copied, and for that synced."""


@dataclass(frozen=True)
class PowerCut:
    """A power cut that is going to happen.

    Attributes:
        chance: Decides what is left of what was not synced.
        synchronous: The setting under which the database writes; 2 is FULL.
    """

    chance: Random
    synchronous: int

    def strike(self, database: Path, copy: Path) -> None:
        """Take from a copy of a database what the disk had not been told to keep."""
        log = copy.with_name(copy.name + "-wal")
        if not log.exists() or log.stat().st_size < _HEADER.size:
            return
        written = bytearray(log.read_bytes())
        synced, pages = _committed(written)
        if self.synchronous < _FULL:
            synced = _copied(database, written)
        else:
            self._tear_pages(copy, pages)
        log.write_bytes(self._torn(written, synced))

    def _torn(self, written: bytearray, synced: int) -> bytes:
        """Cut the log anywhere behind what is safe, with holes in what is left."""
        end = self.chance.randint(synced, len(written))
        for start in range(synced, end, _SECTOR):
            if self.chance.random() < 0.3:
                stop = min(start + _SECTOR, end)
                written[start:stop] = bytes(stop - start)
        return bytes(written[:end])

    def _tear_pages(self, copy: Path, pages: dict[int, int]) -> None:
        """Tear pages that were being copied from the log, which still has them whole."""
        if self.chance.random() < 0.5:
            return
        size, length = next(iter(pages.values()), 0), copy.stat().st_size
        with copy.open("r+b") as file:
            for page in pages:
                if page > 1 and page * size <= length and self.chance.random() < 0.5:
                    file.seek((page - 1) * size + self.chance.randrange(0, size, _SECTOR))
                    file.write(self.chance.randbytes(_SECTOR))


def _committed(log: bytes) -> tuple[int, dict[int, int]]:
    """Return where the last commit ends, and the pages up to there with their size."""
    _, _, page_size, _, *salts, _, _ = _HEADER.unpack_from(log)
    end, at, pages = 0, _HEADER.size, dict[int, int]()
    waiting: list[int] = []
    while at + _FRAME.size + page_size <= len(log):
        page, pages_after, *found, _, _ = _FRAME.unpack_from(log, at)
        if found != salts:
            break  # of an earlier time: the log is written over from its beginning
        at += _FRAME.size + page_size
        waiting.append(page)
        if pages_after:
            end = at
            pages |= dict.fromkeys(waiting, page_size)
            waiting.clear()
    return end, pages


def _copied(database: Path, log: bytes) -> int:
    """Return how much of the log was synced by the last copying alone."""
    memory = database.with_name(database.name + "-shm").read_bytes()
    (frames,) = struct.unpack_from("=I", memory, _WHERE_BACKFILLED)
    page_size = _HEADER.unpack_from(log)[2]
    return (_HEADER.size + frames * (_FRAME.size + page_size)) if frames else 0
