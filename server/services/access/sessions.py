"""Enrols devices and gives them access tokens."""

from __future__ import annotations

import binascii
import secrets
from base64 import b64decode
from dataclasses import dataclass

from app.domain.ids import is_id, new_id
from server.services.access.attempts import Attempts
from server.services.access.bearers import check_state, is_signed_by, token_hash
from server.services.access.nonces import Nonces
from server.services.access.passwords import LARGEST_PASSWORD, Passwords
from server.services.errors import ProblemError
from server.services.moments import milliseconds
from server.settings import Clock
from server.store.audit import AuditEntry, add_entry
from server.store.database import Database, Transaction
from server.store.devices import (
    StoredDevice,
    add_device,
    add_token,
    find_device,
    note_seen,
    rename_device,
    spend_nonce,
)
from server.store.organisations import Organisation
from server.store.people import StoredUser, find_user, find_user_by_login
from sync.wire.sessions import Challenge, Session, SignIn, TokenRequest
from sync.wire.signing import enrolment_text, token_text

_KEY_BYTES = 32
_TOKEN_BYTES = 32
_LARGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class SessionService:
    """Answers sign-ins.

    Attributes:
        database: Where everything is.
        org: Number of the organisation.
        organisation: Who this server is.
        passwords: Checks passwords.
        attempts: Slows down guessing.
        nonces: Makes challenges.
        token_seconds: Life of an access token.
        clock: Gives server time.
    """

    database: Database
    org: int
    organisation: Organisation
    passwords: Passwords
    attempts: Attempts
    nonces: Nonces
    token_seconds: int
    clock: Clock

    def enrol(self, sign_in: SignIn, *, address: str) -> Session:
        """Let a person's device in; also a device that was enrolled before, with the same key.

        Raises:
            ProblemError: 400 `session.malformed`, 401 `session.denied`, `session.proof`,
                `user.frozen`, `device.revoked` or `device.suspended`, 409 `device.taken`, 429
                `session.too_many_attempts`.
        """
        now = milliseconds(self.clock())
        public_key = _checked_key(sign_in)
        self.attempts.check(sign_in.login, address, now=now)
        with self.database.reading() as work:
            user = find_user_by_login(work, self.org, sign_in.login)
        stored = user.password_hash if user else None
        if not self.passwords.is_right(stored, sign_in.password) or user is None:
            self.attempts.fail(sign_in.login, address, now=now)
            raise ProblemError("session.denied", 401)
        self.attempts.succeed(sign_in.login, address)
        if user.state != "active":
            raise ProblemError("user.frozen", 401)
        device = StoredDevice(sign_in.device_id, user.id, public_key, "active")
        return self.database.write(
            lambda work: self._let_in(work, user, device, sign_in.device_name, now)
        )

    def challenge(self) -> Challenge:
        """Return a nonce to sign."""
        return Challenge(self.nonces.make(now=milliseconds(self.clock())))

    def renew(self, request: TokenRequest) -> Session:
        """Give an enrolled device a new access token.

        Raises:
            ProblemError: 401 `session.nonce`, `session.proof`, `device.revoked`,
                `device.suspended` or `user.frozen`.
        """
        now = milliseconds(self.clock())
        expires_at = self.nonces.expiry(request.nonce, now=now)
        if expires_at is None:
            raise ProblemError("session.nonce", 401)
        return self.database.write(lambda work: self._renew(work, request, now, expires_at))

    def _renew(
        self, work: Transaction, request: TokenRequest, now: int, expires_at: int
    ) -> Session:
        known = is_id(request.device_id)
        device = find_device(work, self.org, request.device_id) if known else None
        text = token_text(device_id=request.device_id, nonce=request.nonce)
        if device is None or not is_signed_by(device.public_key, request.proof, text):
            raise ProblemError("session.proof", 401)
        user = find_user(work, self.org, device.user_id)
        if user is None:
            raise ProblemError("user.frozen", 401)
        check_state(device, user.state)
        if not spend_nonce(work, self.org, request.nonce, now=now, expires_at=expires_at):
            raise ProblemError("session.nonce", 401)
        note_seen(work, self.org, device.id, at=now)
        return self._session(work, user, device.id, now)

    def _let_in(
        self, work: Transaction, user: StoredUser, device: StoredDevice, name: str, now: int
    ) -> Session:
        known = find_device(work, self.org, device.id)
        if known is None:
            add_device(work, self.org, device, name=name, at=now)
            entry = AuditEntry(
                new_id(self.clock()), now, "device.enrolled", user.id, device_id=device.id
            )
            add_entry(work, self.org, entry)
        elif (known.user_id, known.public_key) != (device.user_id, device.public_key):
            raise ProblemError("device.taken", 409)
        else:
            check_state(known, user.state)
            rename_device(work, self.org, device.id, name=name)
        return self._session(work, user, device.id, now)

    def _session(self, work: Transaction, user: StoredUser, device_id: str, now: int) -> Session:
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        add_token(
            work,
            self.org,
            token_hash(token),
            device_id=device_id,
            now=now,
            expires_at=now + self.token_seconds * 1000,
        )
        return Session(
            access_token=token,
            expires_in_seconds=self.token_seconds,
            server_id=self.organisation.server_id,
            epoch=self.organisation.epoch,
            user_id=user.id,
            user_name=user.name,
            org_name=self.organisation.name,
        )


def _checked_key(sign_in: SignIn) -> bytes:
    """Return the device's key, once the message has the right form and the sender the key."""
    names = (sign_in.login, sign_in.device_name)
    is_sound = (
        is_id(sign_in.device_id)
        and all(0 < len(name) <= _LARGEST_NAME and "\x00" not in name for name in names)
        and len(sign_in.password) <= LARGEST_PASSWORD
    )
    try:
        public_key = b64decode(sign_in.public_key, validate=True)
        text = enrolment_text(
            login=sign_in.login, device_id=sign_in.device_id, public_key=public_key
        )
    except (binascii.Error, ValueError) as error:
        raise ProblemError("session.malformed", 400) from error
    if not is_sound or len(public_key) != _KEY_BYTES:
        raise ProblemError("session.malformed", 400)
    if not is_signed_by(public_key, sign_in.proof, text):
        raise ProblemError("session.proof", 401)
    return public_key
