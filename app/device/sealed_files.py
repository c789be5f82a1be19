"""The folder of encrypted attachments, each found by the SHA-256 of its plain bytes."""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import secrets
from pathlib import Path
from typing import BinaryIO, NamedTuple

from app.device.atomic_file import open_private, sync_folder, sync_to_disk
from app.device.errors import DamagedFileError, MissingFileError
from app.device.key_stretching import KEY_BYTES, derive_key
from app.device.sealed_format import CHUNK_BYTES, FILE_ID_BYTES, HEADER_BYTES, Contents, FileSeal
from app.device.sealed_reader import open_sealed

ENDING = ".sealed"
UNFINISHED = ".part"


class StoredFile(NamedTuple):
    """What was stored: the digest of the plain bytes (64 hex digits) and their number."""

    sha256: str
    size_bytes: int


class SealedFiles:
    """Keeps files so that the folder shows neither bytes, names nor digests of them.

    A file's name on disk is a keyed digest of its SHA-256: who holds a copy of some document
    cannot tell from the folder that it is kept here. Sizes and number of files stay visible.

    Source: reliability.md e4, X41.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        """Open the folder, which must exist.

        Args:
            folder: `ProfilePaths.attachments`.
            key: `DatabaseKey.derive(KeyPurpose.ATTACHMENTS)`.

        Raises:
            ValueError: The key is not 32 bytes long.
        """
        if len(key) != KEY_BYTES:
            raise ValueError("the attachments' key is 32 bytes long")
        self._folder = folder
        self._key = key
        self._name_key = bytes(derive_key(key, info="v1|sealed file name"))

    def store_file(self, source: BinaryIO) -> StoredFile:
        """Encrypt a stream into the folder, chunk by chunk; nothing plain touches the disk.

        Bytes that are here already, undamaged, are not written twice. After a crash the file
        is either there in full or not at all.

        Raises:
            OSError: The disk refused; nothing is left behind.
        """
        unfinished = self._folder / (secrets.token_hex(FILE_ID_BYTES) + UNFINISHED)
        try:
            with os.fdopen(open_private(unfinished), "wb") as target:
                contents = self._seal_stream(source, target)
                sync_to_disk(target.fileno())
            stored = StoredFile(contents.sha256.hex(), contents.size_bytes)
            if not self.is_intact(stored.sha256):
                unfinished.replace(self._path(stored.sha256))
                sync_folder(self._folder)
        finally:
            unfinished.unlink(missing_ok=True)
        return stored

    def open_file(self, sha256: str) -> io.BufferedReader:
        """Return the plain bytes as a seekable stream; close it after use.

        Raises:
            MissingFileError: Not on this machine.
            DamagedFileError: Truncated, altered or another file; also while reading.
            ValueError: Not a SHA-256 in hexadecimal digits.
        """
        reader = open_sealed(self._path(sha256), key=self._key, sha256=bytes.fromhex(sha256))
        return io.BufferedReader(reader, buffer_size=CHUNK_BYTES)

    def read_file(self, sha256: str) -> bytes:
        """Return all plain bytes, for files that fit in memory.

        Raises:
            DeviceError: As `open_file`.
        """
        with self.open_file(sha256) as file:
            return file.read()

    def has_file(self, sha256: str) -> bool:
        """Return whether the file is on this machine, damaged or not."""
        return self._path(sha256).exists()

    def is_intact(self, sha256: str) -> bool:
        """Return whether the file is here and every chunk of it is what was written."""
        try:
            with self.open_file(sha256) as file:
                while file.read(CHUNK_BYTES):
                    pass
        except (MissingFileError, DamagedFileError):
            return False
        return True

    def delete_file(self, sha256: str) -> None:
        """Remove a file; harmless when it is not here.

        The caller first holds the server's receipt for it, or a purge order.
        """
        self._path(sha256).unlink(missing_ok=True)

    def clear_unfinished(self) -> None:
        """Remove what a crash left half-written; call it at start."""
        for path in self._folder.glob(f"*{UNFINISHED}"):
            path.unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        name = hmac.new(self._name_key, bytes.fromhex(sha256), hashlib.sha256).hexdigest()
        return self._folder / (name + ENDING)

    def _seal_stream(self, source: BinaryIO, target: BinaryIO) -> Contents:
        seal = FileSeal(self._key, secrets.token_bytes(FILE_ID_BYTES))
        digest = hashlib.sha256()
        size = number = 0
        target.write(bytes(HEADER_BYTES))
        chunk = _read_chunk(source)
        while True:
            following = _read_chunk(source) if len(chunk) == CHUNK_BYTES else b""
            digest.update(chunk)
            size += len(chunk)
            target.write(seal.seal_chunk(chunk, number=number, is_last=not following))
            if not following:
                break
            chunk, number = following, number + 1
        contents = Contents(sha256=digest.digest(), size_bytes=size)
        # The header names the digest, which is known only now.
        target.seek(0)
        target.write(seal.seal_header(contents))
        target.flush()
        return contents


def _read_chunk(source: BinaryIO) -> bytes:
    parts = bytearray()
    while len(parts) < CHUNK_BYTES:
        part = source.read(CHUNK_BYTES - len(parts))
        if not part:
            break
        parts += part
    return bytes(parts)
