"""Resumable upload of attachments in chunks, with a receipt before anything is let go."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import BinaryIO, Protocol

from app.domain.errors import DomainError
from app.store.errors import StoreFault
from app.store.held.blobs import Blob, Blobs, Errand
from app.store.unit_of_work import Store
from sync.attachments.removal import remove_unnamed_files
from sync.errors import NotOurServerError, ServerRefusedError
from sync.wire import codec
from sync.wire.messages import BlobState

_log = logging.getLogger(__name__)

CHUNK_BYTES = 512 * 1024
_FILES_A_ROUND = 20
_SMALL_BYTES = 64 * 1024
_BYTES, _JSON = "application/octet-stream", "application/json"


class SealedSource(Protocol):
    """Where the plain bytes of an attachment come from."""

    def open_file(self, sha256: str) -> BinaryIO:
        """Open a stream that can be read from any place."""
        ...

    def delete_file(self, sha256: str) -> None:
        """Remove a file; harmless when it is not here."""
        ...


class Wire(Protocol):
    """What uploading needs from the network: a signed request."""

    def call(
        self, method: str, path: str, *, body: bytes = b"", kind: str = "", expect: str
    ) -> bytes:
        """Send one request and return the body of the answer."""
        ...


class Uploader:
    """Sends the attachments that wait, one after the other, each from where it broke off.

    Files of records that have left are deleted once the server has them.
    """

    def __init__(self, store: Store, files: SealedSource, wire: Wire) -> None:
        self._store = store
        self._files = files
        self._wire = wire

    def run(self, should_stop: Callable[[], bool], errand: Errand = Errand.EVERYTHING) -> int:
        """Send what waits and may go; return how many files the server now holds in full.

        A file that is missing or damaged on this disk is passed over.

        Raises:
            StoreFault: The device refused to write.
            SyncError: The line broke; what the server has stays, the rest follows next time.
        """
        with self._store.snapshot() as look:
            waiting = Blobs(look.connection).waiting(_FILES_A_ROUND, errand)
        sent = 0
        for blob in waiting:
            if should_stop():
                break
            try:
                sent += self._send(blob, should_stop)
            except StoreFault:
                raise
            except DomainError as fault:
                # One photo that this disk lost does not keep back the others.
                _log.warning("attachment_not_readable", extra={"code": fault.code})
        remove_unnamed_files(self._store, self._files)
        return sent

    def _send(self, blob: Blob, should_stop: Callable[[], bool]) -> bool:
        state = self._begun(blob)
        with self._files.open_file(blob.sha256) as source:
            while not state.complete and not should_stop():
                source.seek(state.received_bytes)
                chunk = source.read(CHUNK_BYTES)
                offset = state.received_bytes
                state = self._put(blob, offset, chunk)
                if not state.complete and state.received_bytes <= offset:
                    raise NotOurServerError
                self._note(blob, state)
        if state.complete:
            self._note(blob, state)
        return state.complete

    def _begun(self, blob: Blob) -> BlobState:
        """Return how much of a file the server has; a small one is simply sent: one request."""
        if blob.size_bytes <= _SMALL_BYTES and blob.sent_bytes == 0:
            return BlobState(blob.sha256, 0, complete=False)
        return self._ask("GET", f"/v1/blobs/{blob.sha256}/state")

    def _put(self, blob: Blob, offset: int, chunk: bytes) -> BlobState:
        path = f"/v1/blobs/{blob.sha256}?offset={offset}&size={blob.size_bytes}"
        try:
            return self._ask("PUT", path, chunk)
        except ServerRefusedError as error:
            # The server had a part of it already, from a request whose answer was lost.
            if error.code != "blob.offset" or blob.size_bytes > _SMALL_BYTES:
                raise
            return self._ask("GET", f"/v1/blobs/{blob.sha256}/state")

    def _note(self, blob: Blob, state: BlobState) -> None:
        with self._store.unit_of_work() as work:
            blobs = Blobs(work.connection)
            if state.complete:
                blobs.mark_sent(blob.sha256)
            else:
                blobs.note_progress(blob.sha256, state.received_bytes)
            work.commit()

    def _ask(self, method: str, path: str, body: bytes = b"") -> BlobState:
        raw = self._wire.call(method, path, body=body, kind=_BYTES, expect=_JSON)
        try:
            return codec.decode_json(raw, BlobState)
        except codec.MalformedMessageError as error:
            raise NotOurServerError from error
