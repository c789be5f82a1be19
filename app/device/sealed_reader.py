"""Reads a sealed attachment as a seekable stream, one verified chunk at a time."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.device.errors import DamagedFileError, MissingFileError
from app.device.sealed_format import (
    CHUNK_BYTES,
    HEADER_BYTES,
    SEALED_CHUNK_BYTES,
    Contents,
    FileSeal,
    split_header,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def open_sealed(path: Path, *, key: bytes, sha256: bytes) -> SealedReader:
    """Open a sealed file and check at once that it is the one asked for, and whole.

    Raises:
        MissingFileError: There is no such file.
        DamagedFileError: Header, name or length do not fit.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise MissingFileError from error
    try:
        file_id, sealed = split_header(file.read(HEADER_BYTES))
        seal = FileSeal(key, file_id)
        contents = seal.open_header(sealed)
        _check_whole(file, contents, sha256=sha256)
    except BaseException:
        file.close()
        raise
    return SealedReader(file, seal=seal, contents=contents)


def _check_whole(file: BinaryIO, contents: Contents, *, sha256: bytes) -> None:
    length = os.fstat(file.fileno()).st_size
    if contents.sha256 != sha256 or length != contents.sealed_bytes:
        raise DamagedFileError


class SealedReader(io.RawIOBase):
    """The plain bytes of a sealed file; wrap it in `io.BufferedReader` for general use.

    Every byte handed out was verified. A damaged chunk raises when it is reached.
    """

    def __init__(self, file: BinaryIO, *, seal: FileSeal, contents: Contents) -> None:
        """Take over an open file; see `open_sealed`."""
        self._file = file
        self._seal = seal
        self._contents = contents
        self._position = 0
        self._loaded = -1
        self._chunk = b""

    @property
    def size_bytes(self) -> int:
        """Number of plain bytes."""
        return self._contents.size_bytes

    def readable(self) -> bool:
        """Return True, always."""
        return True

    def seekable(self) -> bool:
        """Return True, always."""
        return True

    def tell(self) -> int:
        """Return the position in the plain bytes."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move to a position in the plain bytes, never before the first.

        Raises:
            ValueError: An unknown `whence`.
        """
        match whence:
            case os.SEEK_SET:
                origin = 0
            case os.SEEK_CUR:
                origin = self._position
            case os.SEEK_END:
                origin = self._contents.size_bytes
            case _:
                raise ValueError("whence is one of SEEK_SET, SEEK_CUR and SEEK_END")
        self._position = max(origin + offset, 0)
        return self._position

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer from the chunk at the position; 0 at the end.

        Raises:
            DamagedFileError: The chunk is not what was written.
        """
        if self._position >= self._contents.size_bytes and self._contents.size_bytes:
            return 0
        number, start = divmod(self._position, CHUNK_BYTES)
        chunk = self._load(number)
        target = memoryview(buffer).cast("B")
        part = chunk[start : start + len(target)]
        target[: len(part)] = part
        self._position += len(part)
        return len(part)

    def close(self) -> None:
        """Close the file and forget the chunk in memory."""
        self._chunk = b""
        self._file.close()
        super().close()

    def _load(self, number: int) -> bytes:
        number = min(number, self._contents.last_chunk)
        if number != self._loaded:
            self._file.seek(HEADER_BYTES + number * SEALED_CHUNK_BYTES)
            sealed = self._file.read(SEALED_CHUNK_BYTES)
            is_last = number == self._contents.last_chunk
            self._chunk = self._seal.open_chunk(sealed, number=number, is_last=is_last)
            self._loaded = number
        return self._chunk
