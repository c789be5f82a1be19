"""Encrypts the pages of an SQLite file as SQLCipher does, so that none ever lies open on a disk."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE_BYTES = 65_536
SEAL_BYTES = 48
"""At the end of every page: 16 bytes of initialisation vector, 32 of HMAC-SHA-256."""
CIPHER_SETTINGS = {
    "cipher_default_page_size": "65536",
    "cipher_default_hmac_algorithm": "HMAC_SHA256",
}
"""How SQLCipher reads what is sealed here."""

_KEY_BYTES, _VECTOR_BYTES, SALT_BYTES = 32, 16, 16
_HMAC_SALT_MASK, _HMAC_KEY_ROUNDS = 0x3A, 2
_PAGE_NUMBER_BYTES = 4


@dataclass(frozen=True, slots=True)
class PageSeal:
    """The key of one file.

    Attributes:
        key: 32 bytes.
        salt: 16 bytes; stand in the clear at the beginning of the file.

    Source: SQLCipher 4 design, "Page encryption" and "Page HMAC"
    (zetetic.net/sqlcipher/design).
    """

    key: bytes
    salt: bytes

    @classmethod
    def fresh(cls) -> PageSeal:
        """Make a key for one file."""
        return cls(secrets.token_bytes(_KEY_BYTES), secrets.token_bytes(SALT_BYTES))

    @property
    def spelled(self) -> str:
        """The key as SQLCipher takes it, without any derivation: x'key and salt'."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"

    def seal(self, pages: bytes, *, first: int) -> bytes:
        """Encrypt whole pages of an SQLite file whose last 48 bytes are free.

        Args:
            pages: The pages.
            first: Number of the first of them; a file begins with page 1.

        Raises:
            ValueError: Not whole pages.
        """
        if len(pages) % PAGE_BYTES:
            raise ValueError("whole pages only")
        mac_key = self._mac_key()
        view, parts = memoryview(pages), []
        for at in range(0, len(pages), PAGE_BYTES):
            number = first + at // PAGE_BYTES
            page = view[at : at + PAGE_BYTES - SEAL_BYTES]
            if number == 1:
                parts.append(self.salt)
                page = page[SALT_BYTES:]
            vector = secrets.token_bytes(_VECTOR_BYTES)
            body = Cipher(AES(self.key), CBC(vector)).encryptor().update(page) + vector
            place = number.to_bytes(_PAGE_NUMBER_BYTES, "little")
            parts += [body, hmac.digest(mac_key, body + place, "sha256")]
        return b"".join(parts)

    def _mac_key(self) -> bytes:
        salt = bytes(byte ^ _HMAC_SALT_MASK for byte in self.salt)
        return hashlib.pbkdf2_hmac("sha512", self.key, salt, _HMAC_KEY_ROUNDS, _KEY_BYTES)
