"""The HTTP protocol of the server, with a limit to what stands before and around a body."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEAD_BYTES = 32 * 1024
"""Of the request line and all headers together; ours have less than one thousand."""

_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
_NO_LENGTH = b"HTTP/1.1 411 Length Required\r\n"
_END = b"content-length: 0\r\nconnection: close\r\n\r\n"


class BoundedProtocol(HttpToolsProtocol):
    """Refuses endless headers, which the fast parser would keep in memory whatever they weigh.

    And bodies in chunks: devices always tell the length, and what stands between chunks and behind
    the last one would be kept as well.
    """

    _unread_head = 0
    _is_in_body = False
    _is_refused = False

    def data_received(self, data: bytes) -> None:
        """Take in what arrived."""
        if self._is_refused:
            return
        self._unread_head += len(data)
        super().data_received(data)
        # A head that came whole is no longer counted, a body never.
        if self._is_in_body:
            self._unread_head = 0
        elif self._unread_head > LARGEST_HEAD_BYTES:
            self._refuse(_TOO_LARGE)

    def on_headers_complete(self) -> None:
        """Begin a request whose head has arrived."""
        self._is_in_body, self._unread_head = True, 0
        if any(name == b"transfer-encoding" for name, _ in self.headers):
            self._refuse(_NO_LENGTH)
            return
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take in a piece of a body."""
        if not self._is_refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request whose body has arrived."""
        self._is_in_body, self._unread_head = False, 0
        if not self._is_refused:
            super().on_message_complete()

    def _refuse(self, status: bytes) -> None:
        self._is_refused = True
        self.transport.write(status + _END)
        self.transport.close()
