"""Checks who sends a request: token, device, user, and the device's signature."""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from server.services.errors import ProblemError
from server.store.database import Transaction
from server.store.devices import Bearer, StoredDevice, find_bearer
from sync.wire.signing import request_text

_LARGEST_SIGNATURE = 200


@dataclass(frozen=True, slots=True)
class Signed:
    """A request as it was signed.

    Attributes:
        token: The bearer token; "" if there was none.
        proof: The signature, base64.
        method: HTTP method.
        path: Path with the query, as sent.
        body: Body, as sent.
    """

    token: str
    proof: str
    method: str
    path: str
    body: bytes


def check_signed(work: Transaction, org: int, signed: Signed, *, now: int) -> Bearer:
    """Return who sent a request.

    Raises:
        ProblemError: 401 `session.expired`, `session.proof`, `device.revoked`,
            `device.suspended` or `user.frozen`.
    """
    bearer = find_bearer(work, org, token_hash(signed.token)) if signed.token else None
    if bearer is None:
        raise ProblemError("session.expired", 401)
    check_state(bearer.device, bearer.user_state)
    if bearer.expires_at < now:
        raise ProblemError("session.expired", 401)
    text = request_text(
        method=signed.method, path=signed.path, token=signed.token, body=signed.body
    )
    if not is_signed_by(bearer.device.public_key, signed.proof, text):
        raise ProblemError("session.proof", 401)
    return bearer


def check_state(device: StoredDevice, user_state: str) -> None:
    """Refuse devices and users whose access was withdrawn.

    Raises:
        ProblemError: 401 `device.revoked`, `device.suspended` or `user.frozen`.
    """
    if device.state == "revoked":
        raise ProblemError("device.revoked", 401)
    if user_state != "active":
        raise ProblemError("user.frozen", 401)
    if device.state != "active":
        raise ProblemError("device.suspended", 401)


def is_signed_by(public_key: bytes, proof: str, text: bytes) -> bool:
    """Return whether a base64 signature over `text` was made with a device's key."""
    if len(proof) > _LARGEST_SIGNATURE:
        return False
    try:
        signature = b64decode(proof, validate=True)
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, text)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def token_hash(token: str) -> bytes:
    """Return what is stored of a token, so that a stolen database opens nothing."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
