"""Asks the server for the past of one record."""

from __future__ import annotations

from typing import Protocol

from sync.errors import NotOurServerError
from sync.wire import codec
from sync.wire.messages import MEDIA_TYPE, PROTOCOL_VERSION
from sync.wire.past import PastAnswer, PastRequest

_PATH = "/v1/past"


class Wire(Protocol):
    """The part of the transport that this needs."""

    def call(self, method: str, path: str, *, body: bytes = b"", expect: str) -> bytes:
        """Send a request and return the body of the answer."""
        ...


def ask_past(wire: Wire, entity: str, record_id: str) -> PastAnswer:
    """Return who wrote which value of a record, newest first; blocks.

    Raises:
        SyncError: Offline, signed out, or refused: `record.unknown` for a record that is not the
            user's to read, `http.not_found` from a server that is older than this question.
    """
    request = PastRequest(PROTOCOL_VERSION, entity, record_id)
    answer = wire.call("POST", _PATH, body=codec.encode(request), expect=MEDIA_TYPE)
    try:
        return codec.decode(answer, PastAnswer)
    except codec.MalformedMessageError as error:
        raise NotOurServerError from error
