"""Fetches attachments: small pictures ahead of time, a whole file when somebody opens it."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Callable, Mapping
from typing import BinaryIO, Protocol

from app.store.held.blobs import Blobs
from app.store.unit_of_work import Store
from sync.errors import NotOurServerError, OfflineError, ServerRefusedError

CHUNK_BYTES = 512 * 1024
LARGEST_THUMBNAIL_BYTES = 256 * 1024
"""What claims to be a small picture and is larger is not fetched ahead of time."""
_A_ROUND = 100
_ABSENT_MILLISECONDS = 5 * 60 * 1000
_BYTES = "application/octet-stream"


class SealedTarget(Protocol):
    """The folder of encrypted files."""

    def is_intact(self, sha256: str) -> bool:
        """Return whether a file is on this machine, whole and unaltered."""
        ...

    def store_file(self, source: BinaryIO) -> tuple[str, int]:
        """Encrypt a stream into the folder and return digest and size."""
        ...


class Wire(Protocol):
    """What fetching needs from the network: a signed request."""

    def call(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, expect: str
    ) -> bytes:
        """Send one request and return the body of the answer."""
        ...


class Fetcher:
    """Brings files from the server into the sealed folder; each is checked against its digest."""

    def __init__(
        self, store: Store, files: SealedTarget, wire: Wire, now: Callable[[], int]
    ) -> None:
        """Take the parts.

        Args:
            store: Knows which files belong to records.
            files: Where they go.
            wire: Signed requests to the server.
            now: Device time, milliseconds since 1970 UTC.
        """
        self._store = store
        self._files = files
        self._wire = wire
        self._now = now
        self._absent: dict[str, int] = {}
        self._begun: tuple[str, bytearray] = ("", bytearray())
        self._wanted = 0
        self._lock = threading.Lock()

    def want(self) -> None:
        """Somebody is about to call `fetch` and looks at the screen: let other files wait."""
        with self._lock:
            self._wanted += 1

    def is_wanted(self) -> bool:
        """Return whether somebody waits for a file; from any thread."""
        return self._wanted > 0

    def fetch_thumbnails(self, should_stop: Callable[[], bool]) -> int:
        """Fetch small pictures that records name, the newest first; return how many came.

        One that the server does not have yet is asked for again after five minutes.

        Raises:
            OfflineError: The line broke; the rest follows next time.
        """
        with self._store.snapshot() as look:
            missing = Blobs(look.connection).missing_thumbnails()
        since = self._now() - _ABSENT_MILLISECONDS
        open_ones = [
            one
            for one in missing
            if self._absent.get(one.sha256, since) <= since
            and one.size_bytes <= LARGEST_THUMBNAIL_BYTES
        ]
        came = 0
        for one in open_ones[:_A_ROUND]:
            if should_stop():
                break
            try:
                self._bring(f"/v1/blobs/{one.sha256}?of={one.photo_sha256}", one.sha256)
            except (ServerRefusedError, NotOurServerError):
                self._absent[one.sha256] = self._now()
            else:
                self._absent.pop(one.sha256, None)
                came += 1
        return came

    def fetch(self, sha256: str, should_stop: Callable[[], bool]) -> None:
        """Fetch a whole file that a record names, for somebody who called `want` before.

        A line that breaks leaves what has come in memory; the next call goes on from there.

        Raises:
            OfflineError: The line broke, or the program is about to end.
            ServerRefusedError: `blob.unknown`: nobody has sent it yet, or it is not for this user.
            NotOurServerError: The bytes are not the file's.
            OSError: The disk refused.
        """
        try:
            if self._files.is_intact(sha256):
                return
            with self._store.snapshot() as look:
                size = Blobs(look.connection).named_size(sha256)
            if size is None:
                raise ServerRefusedError("blob.unknown")
            self._keep(sha256, self._collect(sha256, size, should_stop))
        finally:
            with self._lock:
                self._wanted = max(self._wanted - 1, 0)

    def _collect(self, sha256: str, size: int, should_stop: Callable[[], bool]) -> bytes:
        if self._begun[0] != sha256:
            self._begun = (sha256, bytearray())
        content = self._begun[1]
        while len(content) < size:
            if should_stop():
                raise OfflineError
            last = min(len(content) + CHUNK_BYTES, size) - 1
            ranged = {"range": f"bytes={len(content)}-{last}"}
            part = self._wire.call("GET", f"/v1/blobs/{sha256}", headers=ranged, expect=_BYTES)
            if not 0 < len(part) <= last + 1 - len(content):
                raise NotOurServerError
            content += part
        self._begun = ("", bytearray())
        return bytes(content)

    def _bring(self, path: str, sha256: str) -> None:
        content = self._wire.call("GET", path, expect=_BYTES)
        if len(content) > LARGEST_THUMBNAIL_BYTES:
            raise NotOurServerError
        self._keep(sha256, content)

    def _keep(self, sha256: str, content: bytes) -> None:
        """Put a file away; the file comes before the note of it, as it goes before it."""
        if hashlib.sha256(content).hexdigest() != sha256:
            raise NotOurServerError
        self._files.store_file(io.BytesIO(content))
        with self._store.unit_of_work() as work:
            Blobs(work.connection).note_received(sha256, len(content))
            work.commit()
