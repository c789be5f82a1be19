"""How a sealed attachment looks on disk: a sealed header and sealed chunks of 64 KiB.

`MAGIC | file id | sealed(SHA-256, size) | sealed chunk 0 | sealed chunk 1 | …`
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.device.errors import DamagedFileError
from app.device.key_stretching import derive_key

MAGIC = b"RBSEAL1\n"
FILE_ID_BYTES = 16
TAG_BYTES = 16
SHA_BYTES = 32
NONCE_BYTES = 12
CHUNK_BYTES = 64 * 1024
SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES
HEADER_BYTES = len(MAGIC) + FILE_ID_BYTES + SHA_BYTES + 8 + TAG_BYTES


@dataclass(frozen=True, slots=True)
class Contents:
    """What a sealed file holds.

    Attributes:
        sha256: Digest of the plain bytes.
        size_bytes: Their number.
    """

    sha256: bytes
    size_bytes: int

    @property
    def last_chunk(self) -> int:
        """The number of the last chunk; an empty file has one empty chunk, number 0."""
        return max(self.size_bytes - 1, 0) // CHUNK_BYTES

    @property
    def sealed_bytes(self) -> int:
        """The length of the file on disk."""
        return HEADER_BYTES + self.size_bytes + TAG_BYTES * (self.last_chunk + 1)


class FileSeal:
    """Seals and opens the parts of one file under a key of its own.

    The file's key is derived from the folder's key and the random file id, so the part's
    number can serve as nonce: no nonce is ever used twice with one key. A part's place, its
    file and whether it is the last are authenticated with it: parts cannot be swapped, taken
    from another file, dropped or added.
    """

    def __init__(self, key: bytes, file_id: bytes) -> None:
        """Derive the file's key.

        Args:
            key: The folder's 32-byte key.
            file_id: 16 random bytes, new for every written file.
        """
        self.file_id = file_id
        self._cipher = AESGCM(derive_key(key, info="v1|sealed file", salt=file_id))

    def seal_header(self, contents: Contents) -> bytes:
        """Return the whole header; it names the contents, so files cannot change names."""
        plain = contents.sha256 + struct.pack(">Q", contents.size_bytes)
        sealed = self._cipher.encrypt(_nonce(0), plain, MAGIC + self.file_id)
        return MAGIC + self.file_id + sealed

    def open_header(self, sealed: bytes) -> Contents:
        """Return the contents a sealed header names.

        Raises:
            DamagedFileError: The header is not what was written under this key.
        """
        plain = self._opened(sealed, nonce=_nonce(0), place=MAGIC + self.file_id)
        (size,) = struct.unpack(">Q", plain[SHA_BYTES:])
        return Contents(sha256=plain[:SHA_BYTES], size_bytes=size)

    def seal_chunk(self, plain: bytes, *, number: int, is_last: bool) -> bytes:
        """Return one chunk of at most 64 KiB, with its tag."""
        place = self._place(number, is_last=is_last)
        return self._cipher.encrypt(_nonce(number + 1), plain, place)

    def open_chunk(self, sealed: bytes, *, number: int, is_last: bool) -> bytes:
        """Return the plain bytes of one chunk.

        Raises:
            DamagedFileError: The chunk is altered, or not the one of this place and file.
        """
        place = self._place(number, is_last=is_last)
        return self._opened(sealed, nonce=_nonce(number + 1), place=place)

    def _place(self, number: int, *, is_last: bool) -> bytes:
        return self.file_id + struct.pack(">Q?", number, is_last)

    def _opened(self, sealed: bytes, *, nonce: bytes, place: bytes) -> bytes:
        try:
            return self._cipher.decrypt(nonce, sealed, place)
        except InvalidTag as error:
            raise DamagedFileError from error


def split_header(start: bytes) -> tuple[bytes, bytes]:
    """Return file id and sealed part of a header.

    Raises:
        DamagedFileError: These bytes do not begin a sealed file.
    """
    if len(start) != HEADER_BYTES or not start.startswith(MAGIC):
        raise DamagedFileError
    middle = len(MAGIC) + FILE_ID_BYTES
    return start[len(MAGIC) : middle], start[middle:]


def _nonce(number: int) -> bytes:
    return number.to_bytes(NONCE_BYTES, "big")
