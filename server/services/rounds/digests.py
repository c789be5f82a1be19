"""Compares books with what a device holds of them, from whole books down to single records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.digests import DIGEST_BYTES, Summary, record_digest, summary_of
from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from server.services.access.bearers import Signed
from server.services.cursor import decode_cursor
from server.services.errors import ProblemError
from server.services.moments import milliseconds
from server.services.rights.books import Actor
from server.services.rights.permission import ReadFilter
from server.services.rights.senders import find_sender
from server.settings import Clock
from server.store.change_log import read_counters
from server.store.database import Database, Transaction
from server.store.digests import read_book, read_span
from server.store.organisations import Organisation
from server.store.records import decode_body
from sync.wire.codec import MalformedMessageError, decode, encode
from sync.wire.comparing import (
    LARGEST_LISTED,
    LARGEST_SPANS,
    DigestAnswer,
    DigestRequest,
    Part,
    Single,
    Span,
    Whole,
)
from sync.wire.messages import OLDEST_PROTOCOL, PROTOCOL_VERSION


@dataclass(frozen=True, slots=True)
class DigestService:
    """Answers comparisons.

    Attributes:
        database: Where everything is.
        org: Number of the organisation.
        organisation: Who this server is.
        clock: Gives server time.
    """

    database: Database
    org: int
    organisation: Organisation
    clock: Clock

    def compare(self, signed: Signed) -> bytes:
        """Return the encoded answer to an encoded request; everything in it is of one moment.

        Raises:
            ProblemError: 409 `digest.book` for a span of a book that is not settled, or as
                `find_sender`.
        """
        now = milliseconds(self.clock())
        with self.database.reading() as work:
            actor, device = find_sender(work, self.org, signed, now=now)
            request = _read(signed.body)
            settled = self._settled(work, actor, request)
            reader = _Reader(work, self.org, ReadFilter(actor))
            if not {span.book for span in request.spans} <= set(settled):
                raise ProblemError("digest.book", 409)
            has_spans, listed = bool(request.spans), request.listed
            answer = DigestAnswer(
                server_id=self.organisation.server_id,
                epoch=self.organisation.epoch,
                server_time=now,
                expected_seq=device.expected_seq,
                books=actor.books,
                settled=settled,
                wholes=() if has_spans else tuple(reader.wholes(settled)),
                parts=() if listed else tuple(map(reader.part, request.spans)),
                singles=tuple(reader.singles(request.spans)) if listed else (),
            )
        return encode(answer)

    def _settled(self, work: Transaction, actor: Actor, request: DigestRequest) -> tuple[str, ...]:
        """Return the books that are now as they were when the device last asked."""
        cursor = decode_cursor(request.cursor)
        known = (self.organisation.epoch, request.schema, actor.view)
        if cursor is None or (cursor.epoch, cursor.schema, cursor.view) != known:
            return ()
        counters = read_counters(work, self.org, actor.books)
        return tuple(
            book for book in actor.books if cursor.books.get(book, -1) == counters.get(book, 0)
        )


class _Reader:
    """Reads records as they are sent to one user."""

    def __init__(self, work: Transaction, org: int, readable: ReadFilter) -> None:
        self._work = work
        self._org = org
        self._readable = readable

    def wholes(self, books: tuple[str, ...]) -> Iterator[Whole]:
        """Yield what books hold, entity by entity."""
        for book in books:
            found: dict[str, list[int]] = {}
            for entity, record_id, revision, text in read_book(self._work, self._org, book):
                digest = self._digest(book, entity, record_id, revision, text)
                if digest is not None:
                    found.setdefault(entity, []).append(digest)
            for entity, digests in sorted(found.items()):
                summary = summary_of(digests)
                yield Whole(book, entity, summary.count, summary.digest)

    def part(self, span: Span) -> Part:
        """Return what a span comes to."""
        summary: Summary = summary_of(digest for _, digest in self._rows(span))
        return Part(summary.count, summary.digest)

    def singles(self, spans: tuple[Span, ...]) -> Iterator[tuple[Single, ...]]:
        """Yield the records of spans until there are enough for one answer."""
        room = LARGEST_LISTED
        for span in spans:
            found = []
            for record_id, digest in self._rows(span):
                if room == 0:
                    break
                room -= 1
                found.append(Single(record_id, digest.to_bytes(DIGEST_BYTES, "big")))
            yield tuple(found)

    def _rows(self, span: Span) -> Iterator[tuple[str, int]]:
        part = span.entity, span.book
        rows = read_span(self._work, self._org, part, after=span.after, until=span.until)
        for record_id, revision, text in rows:
            digest = self._digest(span.book, span.entity, record_id, revision, text)
            if digest is not None:
                yield record_id, digest

    def _digest(
        self, book: str, entity: str, record_id: str, revision: int, text: str
    ) -> int | None:
        """Return the digest of a record as the user may see it; None where not at all."""
        known = ENTITIES.get(entity)
        if known is None:
            return None
        body: Mapping[str, FieldValue] = decode_body(text)
        if not self._readable.shows(entity, book, record_id, body):
            return None
        hidden = self._readable.hidden(entity)
        shown = (
            (name, value)
            for name, value in body.items()
            if name in known.fields and name not in hidden
        )
        return record_digest(entity, record_id, revision, shown)


def _read(body: bytes) -> DigestRequest:
    try:
        request = decode(body, DigestRequest)
    except MalformedMessageError as error:
        raise ProblemError("sync.request.malformed", 400) from error
    if not OLDEST_PROTOCOL <= request.protocol <= PROTOCOL_VERSION:
        raise ProblemError("sync.must_upgrade", 426, protocol=PROTOCOL_VERSION)
    if len(request.spans) > LARGEST_SPANS:
        raise ProblemError("sync.request.too_large", 413, spans=LARGEST_SPANS)
    return request
