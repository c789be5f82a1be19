"""Writes a bundle chunk by chunk; nothing plain and nothing half stands under its name."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sync.wire import codec
from sync.wire.bundles.faults import BundleError, writing_faults
from sync.wire.bundles.frames import PIECE_BYTES, FileHead, FrameKind, spell_frame
from sync.wire.bundles.header import Header, spell_header
from sync.wire.bundles.sealing import CHUNK_BYTES, ID_BYTES, ChunkSeal, content_key, signed_text

LARGEST_BUNDLE_BYTES = 2**30
_UNFINISHED = ".part"
_OWNER_ONLY = 0o600


class BundleWriter:
    """Takes frames; seals them in chunks of 64 KiB."""

    def __init__(self, target: BinaryIO, head: bytes, seal: ChunkSeal) -> None:
        self._target = target
        self._seal = seal
        self._digest = hashlib.sha256()
        self._plain = bytearray()
        self._number = 0
        self.size_bytes = 0
        self._write(head)

    def put(self, kind: FrameKind, payload: bytes) -> None:
        """Add a frame.

        Raises:
            BundleError: `bundle.too_large`.
        """
        self._plain += spell_frame(kind, payload)
        while len(self._plain) > CHUNK_BYTES:
            self._seal_chunk(is_last=False)
        if self.size_bytes > LARGEST_BUNDLE_BYTES:
            raise BundleError("bundle.too_large")

    def put_message(self, kind: FrameKind, message: object) -> None:
        """Add a message, packed where that pays."""
        self.put(kind, codec.encode(message))

    def put_file(self, head: FileHead, source: BinaryIO) -> None:
        """Add a file, read in pieces."""
        self.put_message(FrameKind.FILE, head)
        while piece := source.read(PIECE_BYTES):
            self.put(FrameKind.PIECE, piece)

    def finish(self, sign: Callable[[bytes], bytes]) -> None:
        """Seal the last chunk and sign the whole."""
        self.put(FrameKind.END, b"")
        self._seal_chunk(is_last=True)
        self._write(sign(signed_text(self._digest.digest())))

    def _seal_chunk(self, *, is_last: bool) -> None:
        plain = bytes(self._plain[:CHUNK_BYTES])
        del self._plain[:CHUNK_BYTES]
        self._write(self._seal.seal(plain, number=self._number, is_last=is_last))
        self._number += 1

    def _write(self, part: bytes) -> None:
        self._target.write(part)
        self._digest.update(part)
        self.size_bytes += len(part)


@contextmanager
def writing_bundle(
    path: Path, head: Callable[[bytes, bytes], Header], sign: Callable[[bytes], bytes]
) -> Iterator[BundleWriter]:
    """Write a bundle; the file is there in full when this ends, or not at all.

    Args:
        path: The file; one that is there is replaced.
        head: Makes the header from a fresh bundle id and the public key of the moment.
        sign: Signs with the writer's key.

    Raises:
        BundleError: `bundle.disk_full`, `bundle.unwritable`, `bundle.too_large`.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415 - with a bundle
        X25519PrivateKey,
    )

    private = X25519PrivateKey.generate()
    header = head(secrets.token_bytes(ID_BYTES), private.public_key().public_bytes_raw())
    spelled = spell_header(header)
    key = content_key(
        private, header.recipient, head=spelled, salt=header.ephemeral + header.recipient
    )
    with writing_faults(path), _replacing(path) as target:
        writer = BundleWriter(target, spelled, ChunkSeal(key, header.bundle_id))
        yield writer
        writer.finish(sign)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    unfinished = path.with_name(path.name + _UNFINISHED)
    unfinished.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(unfinished, flags, _OWNER_ONLY), "wb") as target:
            yield target
            target.flush()
            # A stick is pulled out the moment the program says that it is done.
            os.fsync(target.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
