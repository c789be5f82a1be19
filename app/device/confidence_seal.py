"""Seals what is confided about a contact under the company's own key for it."""

from __future__ import annotations

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.device.errors import DamagedConfidenceError

KEY_BYTES = 32
_MARK = "rbc1:"
_NONCE_BYTES = 12


class ConfidenceSeal:
    """Seals and opens single values; a value belongs to its record and field.

    Args:
        key: 32 bytes, as the server gave them.
    """

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, value: str, *, contact_id: str, field: str) -> str:
        """Return a value as it travels and rests; the same value looks different every time."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, value.encode(), _place(contact_id, field))
        return _MARK + base64.b64encode(nonce + sealed).decode()

    def open(self, sealed: str, *, contact_id: str, field: str) -> str:
        """Return a value as it was written.

        Raises:
            DamagedConfidenceError: Changed, from another place, or under another key.
        """
        try:
            raw = base64.b64decode(sealed.removeprefix(_MARK), validate=True)
            nonce, body = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:]
            return self._cipher.decrypt(nonce, body, _place(contact_id, field)).decode()
        except (InvalidTag, ValueError, binascii.Error) as error:
            raise DamagedConfidenceError from error


def _place(contact_id: str, field: str) -> bytes:
    return f"{contact_id}/{field}".encode()
