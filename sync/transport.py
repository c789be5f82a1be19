"""The HTTP side of sync; the only module of the client that imports the HTTP library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from sync.errors import (
    MustUpgradeError,
    NotOurServerError,
    OfflineError,
    ServerOlderError,
    ServerRefusedError,
    SignedOutError,
    SyncError,
)
from sync.line import CONNECT_SECONDS, READ_SECONDS, Answer, KeptLine, Line, system_trust
from sync.wire import codec
from sync.wire.messages import (
    LARGEST_BODY_BYTES,
    MEDIA_TYPE,
    PROBLEM_TYPE,
    PROTOCOL_VERSION,
    Problem,
)

if TYPE_CHECKING:  # it takes long to import, and a start without network must not pay for it
    import httpx

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

    def __init__(
        self,
        address: str,
        client: httpx.Client | None = None,
        *,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        """Take the server's address.

        Args:
            address: As typed.
            client: Tests pass one that calls the server in process.
            read_seconds: How long an answer may keep silent.

        Raises:
            ServerRefusedError: As `check_address`.
        """
        self._address = check_address(address)
        self._read_seconds = read_seconds
        self._is_broken_off = False
        self._line: Line | None = None if client is None else ClientLine(client)
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
        sent = {"accept-encoding": "identity", **(headers or {})}
        if body:
            sent["content-type"] = kind or expect
        try:
            answer = self._connected().carry(
                method, path, headers=sent, body=body, largest=LARGEST_BODY_BYTES
            )
        except OSError as error:
            raise OfflineError from error
        except ValueError as error:
            raise NotOurServerError from error
        if len(answer.body) > LARGEST_BODY_BYTES:
            raise NotOurServerError
        self.traffic.sent += len(body)
        self.traffic.received += len(answer.body)
        _check(answer, expect)
        return answer.body

    def close(self) -> None:
        """Let go of the connections."""
        if self._line is not None:
            self._line.close()

    def break_off(self) -> None:
        """End the request under way and every later one; from any thread."""
        self._is_broken_off = True
        if self._line is not None:
            self._line.break_off()

    def _connected(self) -> Line:
        if self._line is None:
            self._line = _make_line(self._address, self._read_seconds)
        if self._is_broken_off:
            raise OSError("broken off")
        return self._line


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


class ClientLine:
    """A line through the HTTP library, which knows proxies; tests bring their own network."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def carry(
        self, method: str, path: str, *, headers: Mapping[str, str], body: bytes, largest: int
    ) -> Answer:
        """Send a request and return its answer; see `Line`."""
        import httpx  # noqa: PLC0415 - see the top of the file

        try:
            with self._client.stream(method, path, content=body, headers=headers) as response:
                content = _read_bounded(response, largest)
        except (httpx.HTTPError, RuntimeError) as error:
            # A client that was closed meanwhile says so by a RuntimeError.
            raise OSError("line") from error
        except httpx.InvalidURL as error:
            raise ValueError("address") from error
        return Answer(response.status_code, response.headers, content)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def break_off(self) -> None:
        """End every later request; one under way may last until its time is up."""
        self._client.close()


def _make_line(address: str, read_seconds: float) -> Line:
    """Make the line; never over a proxy on this machine, and with the library only over one."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    proxies = getproxies() if parts.scheme == "https" else {}
    if not proxies.keys() & {"https", "all"} or proxy_bypass(host):
        return KeptLine(address, read_seconds)
    import httpx  # noqa: PLC0415 - see the top of the file

    timeouts = httpx.Timeout(read_seconds, connect=CONNECT_SECONDS)
    return ClientLine(httpx.Client(base_url=address, timeout=timeouts, verify=system_trust()))


def _read_bounded(response: httpx.Response, largest: int) -> bytes:
    parts: list[bytes] = []
    total = 0
    for part in response.iter_raw():
        total += len(part)
        parts.append(part)
        if total > largest:
            break
    return b"".join(parts)


def _check(answer: Answer, expect: str) -> None:
    status = answer.status
    kind = answer.headers.get("content-type", "").split(";")[0].strip()
    if status < _FOLLOWED_FROM and kind == expect:
        return
    if status < _ERRORS_FROM or kind != PROBLEM_TYPE:
        # A proxy's own page says "busy" too; a portal's page says anything.
        raise OfflineError(_retry_after(answer)) if status in _BUSY else NotOurServerError
    problem = _problem(answer.body)
    if status == _UNAUTHORISED:
        raise SignedOutError(problem.code)
    if status == _UPGRADE:
        raise _unequal(problem)
    if status in _BUSY and problem.code != _TOO_MANY_SIGN_INS:
        raise OfflineError(_retry_after(answer))
    raise ServerRefusedError(problem.code, problem.params)


def _unequal(problem: Problem) -> SyncError:
    """Return which of both ends has to be upgraded."""
    spoken = problem.params.get("protocol", PROTOCOL_VERSION)
    is_older = isinstance(spoken, int) and spoken < PROTOCOL_VERSION
    return ServerOlderError() if is_older else MustUpgradeError()


def _problem(answer: bytes) -> Problem:
    try:
        return codec.decode_json(answer, Problem)
    except codec.MalformedMessageError as error:
        raise NotOurServerError from error


def _retry_after(answer: Answer) -> float:
    value = answer.headers.get("retry-after", "")
    return float(value) if value.isdecimal() else 0.0
