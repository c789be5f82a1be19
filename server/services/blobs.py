"""Takes attachments in chunks and gives them to those who may see a record that names them."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from server.services.access.bearers import Signed
from server.services.errors import ProblemError
from server.services.moments import milliseconds
from server.services.rights.books import Actor
from server.services.rights.permission import ReadFilter
from server.services.rights.senders import find_sender
from server.settings import Clock
from server.store.blob_files import BlobFiles
from server.store.blobs import find_upload, forget_upload, is_stored, list_mentions, save_upload
from server.store.database import Database, Transaction
from server.store.records import decode_body
from sync.wire.messages import BlobState

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Download:
    """A part of an attachment.

    Attributes:
        size: Of the whole attachment in bytes.
        first: First byte of the part.
        last: Last byte of the part.
        pieces: The part.
    """

    size: int
    first: int
    last: int
    pieces: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class BlobService:
    """Answers requests for attachments.

    Attributes:
        database: Where their states are.
        org: Number of the organisation.
        files: Where their bytes are.
        largest_bytes: Of one attachment.
        clock: Gives server time.
    """

    database: Database
    org: int
    files: BlobFiles
    largest_bytes: int
    clock: Clock
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def state(self, signed: Signed, sha256: str) -> BlobState:
        """Return how much of an attachment is here, as far as the sender may know.

        Raises:
            ProblemError: 400 `blob.name`, or as `check_signed`.
        """
        with self.database.reading() as work:
            actor = self._sender(work, signed, sha256)
            return self._state(work, actor, sha256)

    def store(self, signed: Signed, sha256: str, *, offset: int, size: int | None) -> BlobState:
        """Take the next chunk.

        Args:
            signed: The request; its body is the chunk.
            sha256: Of the whole attachment.
            offset: Where the chunk begins.
            size: Of the whole attachment; without it each chunk may be the last.

        Raises:
            ProblemError: 400 `blob.name`, 409 `blob.offset`, 413 `blob.too_large`, 422
                `blob.hash`, or as `check_signed`.
        """
        with self.database.reading() as work:
            actor = self._sender(work, signed, sha256)
        end = offset + len(signed.body)
        if end > self.largest_bytes or (size is not None and size > self.largest_bytes):
            raise ProblemError("blob.too_large", 413, largest_bytes=self.largest_bytes)
        with self._turn:
            with self.database.reading() as work:
                received, is_complete = self._received(work, actor.device_id, sha256)
            if is_complete:
                return BlobState(sha256, received, complete=True)
            if offset != received:
                raise ProblemError("blob.offset", 409, received_bytes=received)
            return self._append(actor.device_id, sha256, offset, signed.body, size)

    def add_piece(
        self, device_id: str, sha256: str, *, offset: int, piece: bytes, size: int
    ) -> bool:
        """Take a piece that a device's bundle brought; return whether the file is complete.

        Raises:
            ProblemError: 400 `blob.name`, 413 `blob.too_large`, 422 `blob.hash`.
        """
        if _HASH.fullmatch(sha256) is None:
            raise ProblemError("blob.name", 400)
        if max(size, offset + len(piece)) > self.largest_bytes:
            raise ProblemError("blob.too_large", 413, largest_bytes=self.largest_bytes)
        with self._turn:
            with self.database.reading() as work:
                _, is_complete = find_upload(work, self.org, sha256, device_id)
            return is_complete or self._append(device_id, sha256, offset, piece, size).complete

    def open(
        self, signed: Signed, sha256: str, *, first: int, last: int | None, of: str = ""
    ) -> Download:
        """Return a part of an attachment.

        Args:
            signed: The request.
            sha256: What is wanted.
            first: First byte of the part.
            last: Last byte of the part; None for the end.
            of: The photo that it is the small picture of; "" when it is the attachment itself.

        Raises:
            ProblemError: 400 `blob.name`, 404 `blob.unknown`, also for what the sender may not
                see; 416 `blob.range`; or as `check_signed`.
        """
        if of and _HASH.fullmatch(of) is None:
            raise ProblemError("blob.name", 400)
        with self.database.reading() as work:
            actor = self._sender(work, signed, sha256)
            is_here = self._state(work, actor, sha256, of).complete
        if not is_here:
            raise ProblemError("blob.unknown", 404)
        size = self.files.size(sha256)
        end = size - 1 if last is None else min(last, size - 1)
        if not 0 <= first <= max(end, 0):
            raise ProblemError("blob.range", 416, size=size)
        pieces = self.files.read(sha256, offset=first, length=end - first + 1)
        return Download(size, first, end, pieces)

    def _append(
        self, device_id: str, sha256: str, offset: int, chunk: bytes, size: int | None
    ) -> BlobState:
        upload = _upload_name(sha256, device_id)
        self.files.append(upload, offset, chunk)
        received = offset + len(chunk)
        is_last = received == size if size is not None else True
        is_complete = is_last and self.files.digest(upload) == sha256
        if size is not None and received >= size and not is_complete:
            self.files.discard(upload)
            self.database.write(lambda work: forget_upload(work, self.org, sha256, device_id))
            raise ProblemError("blob.hash", 422)
        if is_complete:
            self.files.finish(upload, sha256)
        self._note(device_id, sha256, received, is_complete=is_complete)
        return BlobState(sha256, received, is_complete)

    def _note(self, device_id: str, sha256: str, received: int, *, is_complete: bool) -> None:
        now = milliseconds(self.clock())
        self.database.write(
            lambda work: save_upload(
                work,
                self.org,
                sha256,
                device_id,
                received=received,
                complete=is_complete,
                now=now,
            )
        )

    def _sender(self, work: Transaction, signed: Signed, sha256: str) -> Actor:
        actor, _ = find_sender(work, self.org, signed, now=milliseconds(self.clock()))
        if _HASH.fullmatch(sha256) is None:
            raise ProblemError("blob.name", 400)
        return actor

    def _state(self, work: Transaction, actor: Actor, sha256: str, of: str = "") -> BlobState:
        """Whether others have uploaded it is told only to those who may see a record of it."""
        received, is_complete = self._received(work, actor.device_id, sha256)
        if not is_complete and is_stored(work, self.org, sha256):
            is_complete = self._is_mentioned(work, actor, sha256, of)
            received = self.files.size(sha256) if is_complete else received
        return BlobState(sha256, received, is_complete)

    def _received(self, work: Transaction, device_id: str, sha256: str) -> tuple[int, bool]:
        """Return how much of the sender's upload is here, and whether it is complete.

        A crash between file and database may leave less on the disk than was noted: an upload that
        had just been finished, or one whose file was not on the disk yet. It goes on from there.
        """
        received, is_complete = find_upload(work, self.org, sha256, device_id)
        if not is_complete and received:
            received = min(received, self.files.size(_upload_name(sha256, device_id)))
        return received, is_complete

    def _is_mentioned(self, work: Transaction, actor: Actor, sha256: str, of: str) -> bool:
        """Records are found by the photo that they name; who asks for a small picture names it."""
        readable = ReadFilter(actor)
        mentions = (
            (book, decode_body(text)) for book, text in list_mentions(work, self.org, of or sha256)
        )
        return any(
            book in actor.books
            and readable.shows("attachment", book, "", body)
            and (not of or body.get("thumbnail_sha256") == sha256)
            for book, body in mentions
        )


def _upload_name(sha256: str, device_id: str) -> str:
    return f"{sha256}.{device_id}"
