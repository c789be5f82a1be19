"""Messages that compare what a device holds with what the server holds, version 1."""

from __future__ import annotations

from msgspec import Struct

LARGEST_SPANS = 256
LARGEST_LISTED = 2_000
"""Digests of single records in one answer; the device asks on from the last of them."""


class Span(Struct, array_like=True, frozen=True):
    """Some records of one entity in one book, by their ids.

    Attributes:
        book: The book.
        entity: Schema name.
        after: Ids greater than this; "" from the first.
        until: Ids up to this one, included; "" to the last.
    """

    book: str
    entity: str
    after: str = ""
    until: str = ""


class Whole(Struct, array_like=True, frozen=True):
    """What all records of one entity in one book come to."""

    book: str
    entity: str
    count: int
    digest: bytes


class Part(Struct, array_like=True, frozen=True):
    """What the records of one span come to."""

    count: int
    digest: bytes


class Single(Struct, array_like=True, frozen=True):
    """The digest of one record."""

    record_id: str
    digest: bytes


class DigestRequest(Struct, frozen=True, omit_defaults=True):
    """Device to server: what do you hold of what I should have?

    Attributes:
        protocol: `PROTOCOL_VERSION` of the device.
        schema: `SCHEMA_VERSION` of the device.
        cursor: Where the device stands; only books that stand there on the server are compared.
        spans: What is asked about; nothing for all books as wholes.
        listed: Whether single records are wanted, not sums.
    """

    protocol: int
    schema: int
    cursor: bytes
    spans: tuple[Span, ...] = ()
    listed: bool = False


class DigestAnswer(Struct, frozen=True, omit_defaults=True):
    """Server to device.

    Attributes:
        server_id: Of the server that answers.
        epoch: Of its change log.
        server_time: Milliseconds since 1970 UTC.
        expected_seq: The next `device_seq` that the server expects.
        books: All books that the user's devices hold.
        settled: Of those, the ones that did not change since the device's cursor.
        wholes: What settled books hold, without the entities that are empty; only where the
            request had no spans.
        parts: One for each span, in order; only where sums were asked for.
        singles: For each span its records by ascending id; only where they were asked for. Cut
            after `LARGEST_LISTED` records in all.
    """

    server_id: str
    epoch: str
    server_time: int
    expected_seq: int
    books: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    wholes: tuple[Whole, ...] = ()
    parts: tuple[Part, ...] = ()
    singles: tuple[tuple[Single, ...], ...] = ()
