"""One kept connection to the server: a request's bytes out in one piece, its answer back."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

CONNECT_SECONDS, READ_SECONDS = 5.0, 10.0
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        status: HTTP status.
        headers: Names in small letters.
        body: At most one byte more than was asked for.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class Line(Protocol):
    """Carries one request after the other."""

    def carry(
        self, method: str, path: str, *, headers: Mapping[str, str], body: bytes, largest: int
    ) -> Answer:
        """Send a request and return its answer, of whose body no more than `largest` + 1 bytes.

        Raises:
            OSError: The line broke.
            ValueError: The address or a header is none.
        """
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...

    def break_off(self) -> None:
        """End the request under way and every later one; from any thread."""
        ...


class KeptLine:
    """A line over a socket of its own; a program start pays for no HTTP library."""

    def __init__(self, address: str, read_seconds: float = READ_SECONDS) -> None:
        """Take a checked address; the connection is made when it is first needed.

        Args:
            address: Of the server.
            read_seconds: How long an answer may keep silent.
        """
        parts = urlsplit(address)
        self._read_seconds = read_seconds
        self._is_broken_off = False
        self._host = parts.hostname or ""
        self._port = parts.port or _PORTS[parts.scheme]
        self._named = parts.netloc
        self._is_secure = parts.scheme == "https"
        self._base = parts.path
        self._socket: socket.socket | None = None

    def carry(
        self, method: str, path: str, *, headers: Mapping[str, str], body: bytes, largest: int
    ) -> Answer:
        """Send a request and return its answer.

        A connection that the server closed while it was idle is made anew: every request of the
        protocol may be sent again.

        Raises:
            OSError: The line broke.
            ValueError: The address or a header is none.
        """
        request = self._spelled(method, path, headers, body)
        is_kept = self._socket is not None
        try:
            return self._exchange(method, request, largest)
        except ConnectionError:
            # Among them that nothing at all came back.
            if not is_kept:
                raise
        return self._exchange(method, request, largest)

    def close(self) -> None:
        """Let go of the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def break_off(self) -> None:
        """End the request under way and every later one; from any thread."""
        self._is_broken_off = True
        line = self._socket
        if line is not None:
            with suppress(OSError):
                # Closing alone would not wake a thread that reads. Of the plain socket, because a
                # secured one would wait here for the other side's farewell.
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    def _exchange(self, method: str, request: bytes, largest: int) -> Answer:
        line = self._connected()
        is_done = False
        try:
            line.sendall(request)
            with http.client.HTTPResponse(line, method=method) as response:
                response.begin()
                body = response.read(largest + 1)
                if response.length and len(body) <= largest:
                    raise ConnectionAbortedError("cut off")
                headers = {name.lower(): value for name, value in response.getheaders()}
                is_done = response.isclosed() and not response.will_close
        except http.client.RemoteDisconnected:
            raise
        except http.client.HTTPException as error:
            raise OSError("not HTTP") from error
        finally:
            if not is_done:
                self.close()
        return Answer(response.status, headers, body)

    def _connected(self) -> socket.socket:
        self._refuse_if_broken_off()
        if self._socket is None:
            line = socket.create_connection((self._host, self._port), CONNECT_SECONDS)
            try:
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._socket = self._secured(line)
            except BaseException:
                line.close()
                raise
            self._socket.settimeout(self._read_seconds)
            self._refuse_if_broken_off()
        return self._socket

    def _refuse_if_broken_off(self) -> None:
        if self._is_broken_off:
            self.close()
            raise ConnectionAbortedError("broken off")

    def _secured(self, line: socket.socket) -> socket.socket:
        if not self._is_secure:
            return line
        return system_trust().wrap_socket(line, server_hostname=self._host)

    def _spelled(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
        lines = [f"{method} {self._base}{path} HTTP/1.1", f"host: {self._named}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if body or method != "GET":
            lines.append(f"content-length: {len(body)}")
        if any("\r" in line or "\n" in line for line in lines):
            raise ValueError("a header of two lines")
        return "\r\n".join((*lines, "", "")).encode("ascii") + body


def system_trust() -> ssl.SSLContext:
    """Return TLS settings that trust whom the system trusts."""
    import truststore  # noqa: PLC0415 - only a client that leaves this machine needs it

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
