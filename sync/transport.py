"""The HTTP side of sync; the only module of the client that imports the HTTP library."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sync.errors import (
    MustUpgradeError,
    NotOurServerError,
    OfflineError,
    ServerRefusedError,
    SignedOutError,
)
from sync.wire import codec
from sync.wire.messages import LARGEST_BODY_BYTES, MEDIA_TYPE, PROBLEM_TYPE, Problem

if TYPE_CHECKING:  # it takes long to import, and a start without network must not pay for it
    import httpx

_READ_SECONDS, _CONNECT_SECONDS = 10.0, 5.0
_UNAUTHORISED, _UPGRADE = 401, 426
_BUSY = frozenset({408, 429, 500, 502, 503, 504})
_TOO_MANY_SIGN_INS = "session.too_many_attempts"
_ERRORS_FROM = 400
_FOLLOWED_FROM = 300
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(slots=True)
class Traffic:
    """Bytes of bodies carried so far; the engine reads the difference over a round."""

    sent: int = 0
    received: int = 0


class HttpTransport:
    """Carries bytes to one server and back; the connection is made when it is first needed.

    Attributes:
        traffic: Bytes carried so far.
    """

    def __init__(self, address: str, client: httpx.Client | None = None) -> None:
        """Take the server's address.

        Args:
            address: As typed.
            client: Tests pass one that calls the server in process.

        Raises:
            ServerRefusedError: As `check_address`.
        """
        self._address = check_address(address)
        self._client = client
        self.traffic = Traffic()

    def call(
        self,
        method: str,
        path: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        kind: str = "",
        expect: str = MEDIA_TYPE,
    ) -> bytes:
        """Send one request and return the body of the answer.

        Args:
            method: HTTP method.
            path: Beginning with "/v1/".
            body: Sent as it is.
            headers: Besides the content type.
            kind: Content type of the body; that of the answer when left out.
            expect: Content type that makes an answer ours.

        Raises:
            SyncError: Offline, not our server, signed out, refused, or must upgrade.
        """
        import httpx  # noqa: PLC0415 - see the top of the file

        sent = {"accept-encoding": "identity", **(headers or {})}
        if body:
            sent["content-type"] = kind or expect
        try:
            with self._connected().stream(method, path, content=body, headers=sent) as response:
                answer = _read_bounded(response)
        except httpx.HTTPError as error:
            raise OfflineError from error
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise NotOurServerError from error
        self.traffic.sent += len(body)
        self.traffic.received += len(answer)
        _check(response, answer, expect)
        return answer

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            self._client.close()

    def _connected(self) -> httpx.Client:
        if self._client is None:
            self._client = _make_client(self._address)
        return self._client


def check_address(address: str) -> str:
    """Return a server address in the form that is used, without looking it up.

    Plain http is for this machine only: anywhere else it would carry a password in the clear.

    Raises:
        ServerRefusedError: `server.address` when the address is none, `server.plain` when it is
            neither https nor on this machine.
    """
    tidy = address.strip().rstrip("/")
    try:
        parts = urlsplit(tidy)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise ServerRefusedError("server.address") from error
    if parts.scheme not in {"http", "https"} or not host or not tidy.isprintable() or " " in tidy:
        raise ServerRefusedError("server.address")
    if parts.scheme == "http" and host not in _THIS_MACHINE:
        raise ServerRefusedError("server.plain")
    return tidy


def _make_client(address: str) -> httpx.Client:
    """Make the HTTP client, with the system's trust store and no proxy for this machine."""
    import httpx  # noqa: PLC0415 - see the top of the file

    timeouts = httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
    if urlsplit(address).scheme == "http":
        return httpx.Client(base_url=address, timeout=timeouts, trust_env=False)
    return httpx.Client(base_url=address, timeout=timeouts, verify=_system_trust())


def _system_trust() -> ssl.SSLContext:
    import truststore  # noqa: PLC0415 - only a client that leaves this machine needs it

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _read_bounded(response: httpx.Response) -> bytes:
    parts: list[bytes] = []
    total = 0
    for part in response.iter_raw():
        total += len(part)
        if total > LARGEST_BODY_BYTES:
            raise NotOurServerError
        parts.append(part)
    return b"".join(parts)


def _check(response: httpx.Response, answer: bytes, expect: str) -> None:
    status = response.status_code
    kind = response.headers.get("content-type", "").split(";")[0].strip()
    if status < _FOLLOWED_FROM and kind == expect:
        return
    if status < _ERRORS_FROM or kind != PROBLEM_TYPE:
        # A proxy's own page says "busy" too; a portal's page says anything.
        raise OfflineError(_retry_after(response)) if status in _BUSY else NotOurServerError
    problem = _problem(answer)
    if status == _UNAUTHORISED:
        raise SignedOutError(problem.code)
    if status == _UPGRADE:
        raise MustUpgradeError
    if status in _BUSY and problem.code != _TOO_MANY_SIGN_INS:
        raise OfflineError(_retry_after(response))
    raise ServerRefusedError(problem.code, problem.params)


def _problem(answer: bytes) -> Problem:
    try:
        return codec.decode_json(answer, Problem)
    except codec.MalformedMessageError as error:
        raise NotOurServerError from error


def _retry_after(response: httpx.Response) -> float:
    value = response.headers.get("retry-after", "")
    return float(value) if value.isdecimal() else 0.0
