"""Opens a bundle: its head first, then its signature, then what is in it, chunk by chunk."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from sync.wire.bundles.faults import BundleError, DamagedBundleError, reading_faults
from sync.wire.bundles.frames import Frame, read_frames
from sync.wire.bundles.header import Header, read_header
from sync.wire.bundles.sealing import (
    CHUNK_BYTES,
    SIGNATURE_BYTES,
    TAG_BYTES,
    ChunkSeal,
    check_signature,
    content_key,
)
from sync.wire.bundles.writing import LARGEST_BUNDLE_BYTES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

_SEALED_BYTES = CHUNK_BYTES + TAG_BYTES
_SPARE_BYTES = 2**21


class SealedBundle:
    """An open bundle.

    Attributes:
        header: What stands in it for everybody; believe it after `check_signed_by` only.
    """

    def __init__(self, file: BinaryIO, head: bytes, header: Header, size: int) -> None:
        self.header = header
        self._file = file
        self._head = head
        self._end = size - SIGNATURE_BYTES

    def check_signed_by(self, public: bytes) -> None:
        """Refuse a bundle of which this key did not sign every byte; reads all of it.

        Raises:
            DamagedBundleError: It did not.
        """
        digest = hashlib.sha256()
        self._file.seek(0)
        left = self._end
        while left > 0 and (part := self._file.read(min(_SEALED_BYTES, left))):
            digest.update(part)
            left -= len(part)
        signature = self._file.read(SIGNATURE_BYTES + 1)
        check_signature(public, digest=digest.digest(), signature=signature)

    def frames(self, private: X25519PrivateKey) -> Iterator[Frame]:
        """Yield the contents; each is what was sealed, in its place.

        Raises:
            BundleError: `bundle.damaged`; `bundle.other_key` when it is sealed to another key.
        """
        header = self.header
        if private.public_key().public_bytes_raw() != header.recipient:
            raise BundleError("bundle.other_key")
        key = content_key(
            private, header.ephemeral, head=self._head, salt=header.ephemeral + header.recipient
        )
        self._file.seek(len(self._head))
        opened = _Opened(self._file, ChunkSeal(key, header.bundle_id), self._end - len(self._head))
        yield from read_frames(cast("BinaryIO", io.BufferedReader(opened, CHUNK_BYTES)))


class _Opened(io.RawIOBase):
    """The plain bytes behind the chunks, in order."""

    def __init__(self, file: BinaryIO, seal: ChunkSeal, left: int) -> None:
        self._file = file
        self._seal = seal
        self._left = left
        self._number = 0
        self._plain = b""

    def readable(self) -> bool:
        """Return True, always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer; 0 after the last chunk."""
        if not self._plain and self._left:
            self._plain = self._next_chunk()
        target = memoryview(buffer).cast("B")
        part = self._plain[: len(target)]
        target[: len(part)] = part
        self._plain = self._plain[len(part) :]
        return len(part)

    def _next_chunk(self) -> bytes:
        length = min(self._left, _SEALED_BYTES)
        sealed = self._file.read(length)
        if len(sealed) != length or length < TAG_BYTES:
            raise DamagedBundleError
        self._left -= length
        plain = self._seal.open(sealed, number=self._number, is_last=not self._left)
        self._number += 1
        return plain


@contextmanager
def opened_bundle(path: Path) -> Iterator[SealedBundle]:
    """Open a bundle and read its head.

    Raises:
        BundleError: `bundle.unreadable`, `bundle.not_one`, `bundle.newer`, `bundle.damaged`,
            `bundle.too_large`.
    """
    with reading_faults(path):
        file = path.open("rb")
    with file:
        with reading_faults(path):
            head, header = read_header(file)
            size = os.fstat(file.fileno()).st_size
        if size > LARGEST_BUNDLE_BYTES + _SPARE_BYTES:
            raise BundleError("bundle.too_large")
        if size < len(head) + TAG_BYTES + SIGNATURE_BYTES:
            raise DamagedBundleError
        with reading_faults(path):
            yield SealedBundle(file, head, header, size)
