"""The key of the encrypted database while the profile is unlocked."""

from __future__ import annotations

from enum import StrEnum

from app.device.errors import KeyWipedError
from app.device.key_stretching import KEY_BYTES, derive_key


class KeyPurpose(StrEnum):
    """What a key derived from the database key is for."""

    ATTACHMENTS = "attachments"
    JOURNAL = "journal"


class DatabaseKey:
    """32 random bytes that open the database, and the keys derived from them.

    Python cannot promise that a secret leaves memory: `wipe` overwrites this object's own
    bytes, but texts and byte strings handed out, and copies the libraries made, stay until
    they are collected. Ask for `hex` only in the call that passes it to the driver.
    """

    __slots__ = ("_key",)

    def __init__(self, key: bytes | bytearray) -> None:
        """Take a copy of the key.

        Raises:
            ValueError: The key is not 32 bytes long.
        """
        if len(key) != KEY_BYTES:
            raise ValueError("a database key is 32 bytes long")
        self._key = bytearray(key)

    def __repr__(self) -> str:
        return f"DatabaseKey(wiped={not self._key})"

    def hex(self) -> str:
        """Return the key as 64 hexadecimal digits, SQLCipher's raw key form.

        Raises:
            KeyWipedError: The profile was locked.
        """
        return self.raw().hex()

    def raw(self) -> bytes:
        """Return the key's 32 bytes, for wrapping it again.

        Raises:
            KeyWipedError: The profile was locked.
        """
        if not self._key:
            raise KeyWipedError
        return bytes(self._key)

    def derive(self, purpose: KeyPurpose) -> bytes:
        """Return a 32-byte key for another use, from which this one cannot be reckoned.

        Raises:
            KeyWipedError: The profile was locked.

        Source: reliability.md e4 (ATK, LGK).
        """
        return bytes(derive_key(self.raw(), info=f"v1|{purpose}"))

    def wipe(self) -> None:
        """Overwrite the key, best effort; the object is of no use afterwards."""
        overwrite(self._key)
        self._key.clear()


def overwrite(secret: bytearray) -> None:
    """Fill a secret's bytes with zeros in place."""
    secret[:] = bytes(len(secret))
