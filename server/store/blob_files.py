"""Attachments on disk, encrypted, readable from any place."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

_BLOCK = 16
_PIECE = 256 * 1024
_OWNER_ONLY = 0o700


@dataclass(frozen=True, slots=True)
class BlobFiles:
    """A folder of attachments and of uploads that are not complete.

    AES in counter mode hides the contents; that they are unchanged is shown by their name, which
    is their hash.

    Attributes:
        folder: Where they lie.
        key: 32 bytes.
    """

    folder: Path
    key: bytes

    def append(self, name: str, offset: int, chunk: bytes) -> None:
        """Write a chunk of an upload durably; anything behind `offset` is forgotten."""
        path = self._path(name)
        _make_folder(path.parent)
        if offset == 0:
            path.write_bytes(secrets.token_bytes(_BLOCK))
        with path.open("r+b") as file:
            nonce = file.read(_BLOCK)
            file.seek(_BLOCK + offset)
            file.truncate()
            file.write(_stream(self.key, nonce, offset).update(chunk))
            file.flush()
            os.fsync(file.fileno())

    def read(self, name: str, *, offset: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Yield the contents from `offset`, in pieces."""
        with self._path(name).open("rb") as file:
            stream = _stream(self.key, file.read(_BLOCK), offset)
            file.seek(_BLOCK + offset)
            left = self.size(name) - offset if length is None else length
            while left > 0 and (piece := file.read(min(_PIECE, left))):
                left -= len(piece)
                yield stream.update(piece)

    def size(self, name: str) -> int:
        """Return the number of bytes of an attachment or upload; 0 when there is none."""
        path = self._path(name)
        return max(path.stat().st_size - _BLOCK, 0) if path.exists() else 0

    def digest(self, name: str) -> str:
        """Return the SHA-256 of the contents."""
        digest = hashlib.sha256()
        for piece in self.read(name):
            digest.update(piece)
        return digest.hexdigest()

    def finish(self, upload: str, name: str) -> None:
        """Make a complete upload an attachment, durably."""
        target = self._path(name)
        _make_folder(target.parent)
        self._path(upload).replace(target)
        _sync_folder(target.parent)

    def discard(self, upload: str) -> None:
        """Forget an upload."""
        self._path(upload).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name


def _stream(key: bytes, nonce: bytes, offset: int) -> CipherContext:
    """Return the key stream from `offset` on."""
    blocks, rest = divmod(offset, _BLOCK)
    counter = (int.from_bytes(nonce, "big") + blocks) % 2 ** (8 * _BLOCK)
    stream = Cipher(AES(key), CTR(counter.to_bytes(_BLOCK, "big"))).encryptor()
    stream.update(bytes(rest))
    return stream


def _make_folder(folder: Path) -> None:
    """Make a folder durably: a file in it is lost with the folder's own name."""
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir(mode=_OWNER_ONLY, exist_ok=True)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
