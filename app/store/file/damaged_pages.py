"""Reads what can still be read of a damaged store file: page by page, from the file and its log."""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from app.store.file.write_ahead_log import FRAME_HEADER_BYTES, LOG_HEADER_BYTES, log_of

PAGE_BYTES = 4096
SEAL_BYTES = 80
"""At the end of every page: 16 bytes of initialisation vector, 64 of HMAC-SHA-512."""
USABLE_BYTES = PAGE_BYTES - SEAL_BYTES

_VECTOR_BYTES, _MAC_BYTES, _SALT_BYTES = 16, 64, 16
_KEY_BYTES, _MAC_SALT_MASK, _MAC_KEY_ROUNDS = 32, 0x3A, 2
_NUMBER = struct.Struct("<I")
_FRAME = struct.Struct(">II8s")


Sealed = tuple[int, memoryview]
"""Number of a page, 1 for the first of the database, and its bytes as they lie on the disk."""


@dataclass(frozen=True, slots=True)
class PageCopy:
    """One copy of a page, decrypted.

    Attributes:
        number: 1 for the first page of the database.
        content: The bytes that SQLite sees; page 1 without its first 16.
        is_intact: Whether the seal holds. A broken one leaves most bytes readable: a flipped byte
            spoils 17 of them.
        is_newest: Whether no later copy of the page was found.
    """

    number: int
    content: bytes
    is_intact: bool
    is_newest: bool


class DamagedFile:
    """Every copy of every page of a store: those of the file, then those of its log.

    Nothing is opened by SQLite and nothing is written. A last page that was cut is filled up with
    zeros. Without the file's salt, which lies in the clear in its first 16 bytes, no seal can be
    checked; then no copy counts as intact.

    Source: SQLCipher 4 design (zetetic.net/sqlcipher/design); sqlite.org/fileformat2.html 4.1.
    """

    def __init__(self, database: Path, key: bytes) -> None:
        """Read the file; pages are decrypted when they are asked for.

        Args:
            database: The file; its log lies beside it. Either may be missing.
            key: 32 bytes.

        Raises:
            OSError: The disk refused to read.
        """
        self._key = key
        self._sealed = [*_pages_of_file(database), *_pages_of_log(database)]
        self._mac_key = _fitting_mac_key(self._sealed, key)
        self._newest = dict(self._sealed)
        self._oldest = dict(reversed(self._sealed))

    @property
    def has_versions(self) -> bool:
        """Whether there is more than one copy of any page."""
        return len(self._newest) != len(self._sealed)

    def copies(self) -> Iterator[PageCopy]:
        """Yield the copies, oldest first."""
        for number, page in self._sealed:
            is_intact = self._mac_key is not None and _seal_holds(self._mac_key, number, page)
            content = _opened(self._key, number, page)
            yield PageCopy(number, content, is_intact, self._newest[number] is page)

    def newest(self, number: int) -> bytes:
        """Return what the newest copy of a page holds.

        Raises:
            LookupError: There is none.
        """
        return _opened(self._key, number, self._newest[number])

    def oldest(self, number: int) -> bytes:
        """Return what the oldest copy of a page holds.

        Raises:
            LookupError: There is none.
        """
        return _opened(self._key, number, self._oldest[number])


def _pages_of_file(database: Path) -> Iterator[Sealed]:
    raw = memoryview(database.read_bytes() if database.exists() else b"")
    whole = len(raw) - len(raw) % PAGE_BYTES
    for at in range(0, whole, PAGE_BYTES):
        yield at // PAGE_BYTES + 1, raw[at : at + PAGE_BYTES]
    if whole < len(raw):
        cut = bytes(raw[whole:]).ljust(PAGE_BYTES, b"\0")
        yield whole // PAGE_BYTES + 1, memoryview(cut)


def _pages_of_log(database: Path) -> Iterator[Sealed]:
    log = log_of(database)
    frames = memoryview(log.read_bytes() if log.exists() else b"")[LOG_HEADER_BYTES:]
    generation = frames[8:16]
    step = FRAME_HEADER_BYTES + PAGE_BYTES
    for at in range(0, len(frames) - step + 1, step):
        number, _size, salts = _FRAME.unpack_from(frames, at)
        # The log is written over from its start again and again: what is older is in the file.
        if salts == generation and number:
            yield number, frames[at + FRAME_HEADER_BYTES : at + step]


def _fitting_mac_key(sealed: list[Sealed], key: bytes) -> bytes | None:
    """Return the key of the seals, made with the first salt that any other page agrees with."""
    others = [(number, page) for number, page in sealed if number != 1]
    salts = dict.fromkeys(bytes(page[:_SALT_BYTES]) for number, page in sealed if number == 1)
    for salt in salts:
        masked = bytes(byte ^ _MAC_SALT_MASK for byte in salt)
        mac_key = hashlib.pbkdf2_hmac("sha512", key, masked, _MAC_KEY_ROUNDS, _KEY_BYTES)
        if any(_seal_holds(mac_key, number, page) for number, page in others):
            return mac_key
    return None


def _seal_holds(mac_key: bytes, number: int, page: memoryview) -> bool:
    start = _SALT_BYTES if number == 1 else 0
    sealed, seal = page[start:-_MAC_BYTES], page[-_MAC_BYTES:]
    expected = hmac.digest(mac_key, bytes(sealed) + _NUMBER.pack(number), "sha512")
    return hmac.compare_digest(expected, seal)


def _opened(key: bytes, number: int, page: memoryview) -> bytes:
    start = _SALT_BYTES if number == 1 else 0
    vector = page[USABLE_BYTES : USABLE_BYTES + _VECTOR_BYTES]
    return Cipher(AES(key), CBC(vector)).decryptor().update(page[start:USABLE_BYTES])
