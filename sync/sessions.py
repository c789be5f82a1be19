"""Sign-in, device enrolment and access tokens."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sync.errors import NotOurServerError, SignedOutError
from sync.transport import HttpTransport
from sync.wire import codec, signing
from sync.wire.messages import Challenge, Session, SignIn, TokenRequest

Message = TypeVar("Message")

_JSON = "application/json"
_WORTH_ANOTHER_TOKEN = frozenset({"session.expired", "session.nonce"})
"""The token ran out; or the request for one was too late, or a proxy delivered it twice."""
_RENEW_BEFORE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """The device as the server knows it.

    Attributes:
        device_id: Made on the device at enrolment.
        public_key: Ed25519, 32 bytes.
        sign: Signs with the private half, which never leaves the encrypted store.
    """

    device_id: str
    public_key: bytes
    sign: Callable[[bytes], bytes]


def enrol(
    transport: HttpTransport,
    device: DeviceIdentity,
    *,
    login: str,
    password: str,
    device_name: str,
) -> Session:
    """Sign in and make this device known to the server.

    Raises:
        SignedOutError: Wrong name or password, or the account is frozen.
        SyncError: Offline, not a Roadbook server, or refused.
    """
    text = signing.enrolment_text(
        login=login, device_id=device.device_id, public_key=device.public_key
    )
    message = SignIn(
        login=login,
        password=password,
        device_id=device.device_id,
        device_name=device_name,
        public_key=_text(device.public_key),
        proof=_text(device.sign(text)),
    )
    return _ask(transport, "/v1/enrolment", codec.encode_json(message), Session)


class SignedTransport:
    """Adds the access token and the device's signature to every request; renews the token."""

    def __init__(
        self, transport: HttpTransport, device: DeviceIdentity, monotonic: Callable[[], float]
    ) -> None:
        self._transport = transport
        self._device = device
        self._monotonic = monotonic
        self._session: Session | None = None
        self._expires = 0.0

    @property
    def transport(self) -> HttpTransport:
        """The transport underneath, for its traffic."""
        return self._transport

    def adopt(self, session: Session) -> None:
        """Use a session that was just given, so that the first round needs no other request."""
        self._session = session
        self._expires = self._monotonic() + session.expires_in_seconds - _RENEW_BEFORE_SECONDS

    def call(
        self, method: str, path: str, *, body: bytes = b"", kind: str = "", expect: str
    ) -> bytes:
        """Send a signed request; a token that ran out, or was not given, is asked for once more.

        Raises:
            SyncError: As `HttpTransport.call`.
        """
        try:
            return self._send(method, path, body, kind, expect)
        except SignedOutError as error:
            if error.code not in _WORTH_ANOTHER_TOKEN:
                raise
        self._session = None
        return self._send(method, path, body, kind, expect)

    def _send(self, method: str, path: str, body: bytes, kind: str, expect: str) -> bytes:
        token = self._token()
        text = signing.request_text(method=method, path=path, token=token, body=body)
        headers = {
            "authorization": f"Bearer {token}",
            "roadbook-proof": _text(self._device.sign(text)),
        }
        return self._transport.call(
            method, path, body=body, headers=headers, kind=kind, expect=expect
        )

    def _token(self) -> str:
        if self._session is None or self._monotonic() >= self._expires:
            device_id = self._device.device_id
            nonce = _ask(self._transport, "/v1/challenge", b"{}", Challenge).nonce
            proof = self._device.sign(signing.token_text(device_id=device_id, nonce=nonce))
            request = TokenRequest(device_id=device_id, nonce=nonce, proof=_text(proof))
            self.adopt(_ask(self._transport, "/v1/tokens", codec.encode_json(request), Session))
        assert self._session is not None  # noqa: S101 - set two lines above; for the type checker
        return self._session.access_token


def _ask(transport: HttpTransport, path: str, body: bytes, form: type[Message]) -> Message:
    answer = transport.call("POST", path, body=body, expect=_JSON)
    try:
        return codec.decode_json(answer, form)
    except codec.MalformedMessageError as error:
        raise NotOurServerError from error


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
