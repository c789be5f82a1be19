"""What follows the exchange of a round: comparing now and then, and leaving no traces."""

from __future__ import annotations

from typing import Protocol

from app.store.held.scrubbing import scrub
from app.store.unit_of_work import Store
from sync.errors import NotOurServerError
from sync.integrity import comparing
from sync.wire import codec
from sync.wire.comparing import DigestAnswer, DigestRequest
from sync.wire.messages import MEDIA_TYPE


class Wire(Protocol):
    """What comparing needs from the network: a signed request."""

    def call(self, method: str, path: str, *, body: bytes = b"", expect: str) -> bytes:
        """Send one request and return the body of the answer."""
        ...


class Aftercare:
    """Done when everything was exchanged; costs a look at the store when nothing is due."""

    def __init__(self, store: Store, wire: Wire) -> None:
        self._store = store
        self._wire = wire

    def finds_difference(self, now: int) -> bool:
        """Compare with the server where that is due; return whether something must come again.

        Args:
            now: Device time in milliseconds.

        Raises:
            SyncError: As the transport.
            StoreFault: The device refused.
        """
        with self._store.snapshot() as look:
            is_due = comparing.is_due(look, now)
        if not is_due:
            return False
        found = comparing.compare(self._store, self._ask, now)
        return found is not None and bool(found.wanted)

    def finish(self) -> None:
        """Remove the last traces of records that left."""
        scrub(self._store)

    def _ask(self, request: DigestRequest) -> DigestAnswer:
        body = codec.encode(request)
        raw = self._wire.call("POST", "/v1/digests", body=body, expect=MEDIA_TYPE)
        try:
            return codec.decode(raw, DigestAnswer)
        except codec.MalformedMessageError as error:
            raise NotOurServerError from error
