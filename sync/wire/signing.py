"""What a device signs: the exact bytes, so that both ends build the same."""

from __future__ import annotations

import hashlib

_ENROLMENT = b"roadbook enrolment 1"
_TOKEN = b"roadbook token 1"
_REQUEST = b"roadbook request 1"


def enrolment_text(*, login: str, device_id: str, public_key: bytes) -> bytes:
    """Return what proves at enrolment that the sender holds the device key."""
    return b"\n".join((_ENROLMENT, login.encode(), device_id.encode(), public_key))


def token_text(*, device_id: str, nonce: str) -> bytes:
    """Return what a device signs for a new access token."""
    return b"\n".join((_TOKEN, device_id.encode(), nonce.encode()))


def request_text(*, method: str, path: str, token: str, body: bytes) -> bytes:
    """Return what a device signs with every request, so that a stolen token is worth nothing."""
    return b"\n".join(
        (_REQUEST, method.encode(), path.encode(), token.encode(), hashlib.sha256(body).digest())
    )
