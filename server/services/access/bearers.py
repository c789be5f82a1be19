"""Checks who sends a request: token, device, user, and the device's signature."""

from __future__ import annotations

import binascii
import hashlib
import threading
from base64 import b64decode
from collections import OrderedDict
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from server.services.errors import ProblemError
from server.store.database import Database, Transaction
from server.store.devices import Bearer, StoredDevice, find_bearer
from sync.wire.signing import request_text

_LARGEST_SIGNATURE = 200
_REMEMBERED = 10_000


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


class KnownTokens:
    """Remembers whose key a token was given to, so that a forged request costs one look at it.

    That never changes; whether token, device and user are still good is asked every time.
    """

    def __init__(self) -> None:
        self._keys: OrderedDict[bytes, Ed25519PublicKey] = OrderedDict()
        self._lock = threading.Lock()

    def knows(self, signed: Signed) -> bool:
        """Return whether a request can be checked without the database."""
        return token_hash(signed.token) in self._keys

    def check(self, database: Database, org: int, signed: Signed, *, now: int) -> None:
        """Refuse a request that was not signed by the device its token was given to.

        Raises:
            ProblemError: As `check_signed`.
        """
        known = self._keys.get(token_hash(signed.token))
        if known is not None:
            check_proof(signed, known)
            return
        with database.reading() as work:
            bearer = check_signed(work, org, signed, now=now)
        with self._lock:
            self._keys[token_hash(signed.token)] = _key(bearer.device)
            while len(self._keys) > _REMEMBERED:
                self._keys.popitem(last=False)


def check_signed(work: Transaction, org: int, signed: Signed, *, now: int) -> Bearer:
    """Return who sent a request.

    Raises:
        ProblemError: 401 `session.expired`, `session.proof`, `device.revoked`,
            `device.suspended` or `user.frozen`.
    """
    bearer = check_token(work, org, signed, now=now)
    check_proof(signed, _key(bearer.device))
    return bearer


def check_token(
    work: Transaction, org: int, signed: Signed, *, now: int, lock: bool = False
) -> Bearer:
    """Return who holds a request's token, if token, device and user are good now.

    Args:
        work: The transaction.
        org: Number of the organisation.
        signed: The request.
        now: Server time in milliseconds.
        lock: Whether that has to stay so until the transaction ends.

    Raises:
        ProblemError: 401 `session.expired`, `device.revoked`, `device.suspended` or
            `user.frozen`.
    """
    bearer = None
    if signed.token:
        bearer = find_bearer(work, org, token_hash(signed.token), lock=lock)
    if bearer is None:
        raise ProblemError("session.expired", 401)
    check_state(bearer.device, bearer.user_state)
    if bearer.expires_at < now:
        raise ProblemError("session.expired", 401)
    return bearer


def check_proof(signed: Signed, key: Ed25519PublicKey) -> None:
    """Refuse a request that this key did not sign.

    Raises:
        ProblemError: 401 `session.proof`.
    """
    text = request_text(
        method=signed.method, path=signed.path, token=signed.token, body=signed.body
    )
    if not _verifies(key, signed.proof, text):
        raise ProblemError("session.proof", 401)


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
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
    except ValueError:
        return False
    return _verifies(key, proof, text)


def token_hash(token: str) -> bytes:
    """Return what is stored of a token, so that a stolen database opens nothing."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _key(device: StoredDevice) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(device.public_key)


def _verifies(key: Ed25519PublicKey, proof: str, text: bytes) -> bool:
    if len(proof) > _LARGEST_SIGNATURE:
        return False
    try:
        key.verify(b64decode(proof, validate=True), text)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
