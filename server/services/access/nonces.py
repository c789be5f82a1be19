"""Challenges that need no memory until they are answered."""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

_RANDOM, _TIME, _MAC = 16, 8, 16
_SIZE = _RANDOM + _TIME + _MAC
_LARGEST_TEXT = 100


@dataclass(frozen=True, slots=True)
class Nonces:
    """Makes and recognises nonces.

    Attributes:
        key: Known to all processes of this server.
        seconds: Life of a nonce.
    """

    key: bytes
    seconds: int

    def make(self, *, now: int) -> str:
        """Return a fresh nonce."""
        expires = (now + self.seconds * 1000).to_bytes(_TIME, "big")
        head = secrets.token_bytes(_RANDOM) + expires
        return urlsafe_b64encode(head + self._mac(head)).decode()

    def expiry(self, nonce: str, *, now: int) -> int | None:
        """Return until when a nonce is good; None when it is not ours or too old."""
        try:
            raw = urlsafe_b64decode(nonce[:_LARGEST_TEXT].encode("ascii"))
        except (ValueError, UnicodeError):
            return None
        head, mac = raw[:-_MAC], raw[-_MAC:]
        if len(raw) != _SIZE or not hmac.compare_digest(mac, self._mac(head)):
            return None
        expires = int.from_bytes(head[_RANDOM:], "big")
        return expires if expires >= now else None

    def _mac(self, head: bytes) -> bytes:
        return hmac.digest(self.key, head, "sha256")[:_MAC]
