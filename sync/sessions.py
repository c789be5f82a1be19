"""Sign-in, device enrolment and access tokens."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sync.errors import NotOurServerError, SignedOutError
from sync.transport import HttpTransport
from sync.wire import codec, signing
from sync.wire.sessions import Challenge, Session, SignIn, TokenRequest

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


class AccessTokens:
    """The device's access token, renewed over whichever line needs it; from any thread."""

    def __init__(self, device: DeviceIdentity, monotonic: Callable[[], float]) -> None:
        self._device = device
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._expires = 0.0

    @property
    def device(self) -> DeviceIdentity:
        """Whose tokens these are."""
        return self._device

    def adopt(self, session: Session) -> None:
        """Use a session that was just given."""
        with self._lock:
            self._take(session)

    def become(self, device: DeviceIdentity, session: Session) -> None:
        """Go on as another device, which was just enrolled."""
        with self._lock:
            self._device = device
            self._take(session)

    def forget(self, token: str) -> None:
        """Ask for another one next time, unless that was done already."""
        with self._lock:
            if self._session is not None and self._session.access_token == token:
                self._session = None

    def token(self, transport: HttpTransport) -> str:
        """Return a token that is good for a while, asking for one if need be.

        Raises:
            SyncError: As `HttpTransport.call`.
        """
        with self._lock:
            if self._session is None or self._monotonic() >= self._expires:
                return self._take(self._renewed(transport))
            return self._session.access_token

    def _take(self, session: Session) -> str:
        self._session = session
        self._expires = self._monotonic() + session.expires_in_seconds - _RENEW_BEFORE_SECONDS
        return session.access_token

    def _renewed(self, transport: HttpTransport) -> Session:
        device_id = self._device.device_id
        nonce = _ask(transport, "/v1/challenge", b"{}", Challenge).nonce
        proof = self._device.sign(signing.token_text(device_id=device_id, nonce=nonce))
        request = TokenRequest(device_id=device_id, nonce=nonce, proof=_text(proof))
        return _ask(transport, "/v1/tokens", codec.encode_json(request), Session)


class SignedTransport:
    """Adds the access token and the device's signature to every request; renews the token."""

    def __init__(
        self,
        transport: HttpTransport,
        device: DeviceIdentity,
        monotonic: Callable[[], float],
        tokens: AccessTokens | None = None,
    ) -> None:
        self._transport = transport
        self._monotonic = monotonic
        self._tokens = tokens or AccessTokens(device, monotonic)

    @property
    def transport(self) -> HttpTransport:
        """The transport underneath, for its traffic."""
        return self._transport

    def beside(self, transport: HttpTransport) -> SignedTransport:
        """Return another way to the same server, for another thread; both share the token."""
        return SignedTransport(transport, self._tokens.device, self._monotonic, self._tokens)

    def close(self) -> None:
        """Let go of the connection."""
        self._transport.close()

    def adopt(self, session: Session) -> None:
        """Use a session that was just given, so that the first round needs no other request."""
        self._tokens.adopt(session)

    def become(self, device: DeviceIdentity, session: Session) -> None:
        """Go on as another device, here and on every line beside this one."""
        self._tokens.become(device, session)

    def call(
        self,
        method: str,
        path: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        kind: str = "",
        expect: str,
    ) -> bytes:
        """Send a signed request; a token that ran out, or was not given, is asked for once more.

        Raises:
            SyncError: As `HttpTransport.call`.
        """

        def send(token: str) -> bytes:
            text = signing.request_text(method=method, path=path, token=token, body=body)
            signed = {
                **(headers or {}),
                "authorization": f"Bearer {token}",
                "roadbook-proof": _text(self._tokens.device.sign(text)),
            }
            return self._transport.call(
                method, path, body=body, headers=signed, kind=kind, expect=expect
            )

        token = ""
        try:
            token = self._tokens.token(self._transport)
            return send(token)
        except SignedOutError as error:
            if error.code not in _WORTH_ANOTHER_TOKEN:
                raise
        self._tokens.forget(token)
        return send(self._tokens.token(self._transport))


def _ask(transport: HttpTransport, path: str, body: bytes, form: type[Message]) -> Message:
    answer = transport.call("POST", path, body=body, expect=_JSON)
    try:
        return codec.decode_json(answer, form)
    except codec.MalformedMessageError as error:
        raise NotOurServerError from error


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
