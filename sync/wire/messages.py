"""Messages of the sync protocol, version 1; fields may be added, never renamed or reordered."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from app.domain.fields import FieldValue

PROTOCOL_VERSION = 1
OLDEST_PROTOCOL = 1
"""Devices that speak an older one than this can still hand in their work, and receive nothing."""

MEDIA_TYPE = "application/vnd.roadbook.sync"
PROBLEM_TYPE = "application/problem+json"

LARGEST_BODY_BYTES = 32 * 2**20
"""Of one message after decompression, either way."""
LARGEST_GROUPS = 2_000
LARGEST_OPERATIONS = 5_000
LARGEST_PAGE_ROWS = 5_000
LARGEST_AGAIN = 500

IMAGE_FORM = 1
"""Form of table images: SQLite pages of 65,536 bytes, the last 48 of each left free."""


APPLIED, REFUSED, SKIPPED = "applied", "refused", "skipped"
"""Outcomes of a group; a skipped one was offered again without its contents."""


AFTER_CHANGE, AFTER_ABSENCE, AFTER_LOSS = "change", "absence", "loss"
"""Rights or schema changed; the device was away beyond the horizon; the server's log is shorter
than it was. After a loss nothing is removed before somebody confirms."""


class SentGroup(Struct, array_like=True, frozen=True):
    """One unit of work of a device, with its place in the device's chain.

    Attributes:
        device_seq: 1 for the device's first group, then without gaps.
        body: `codec.encode_group` of the group, exactly as the journal keeps it; empty for one
            that is offered again only to keep its place.
        previous: Digest of the device's group before this one; empty for the first.
        digest: SHA-256 over `previous` and `body`.
    """

    device_seq: int
    body: bytes
    previous: bytes
    digest: bytes


class NumberWish(Struct, array_like=True, frozen=True):
    """A device runs short of contract numbers.

    Attributes:
        year: Of the numbers.
        left: How many it can still give.
        blocks: How many blocks of that year it knows, used up or not.
    """

    year: int
    left: int
    blocks: int


class NumberBlock(Struct, array_like=True, frozen=True):
    """Contract numbers that a device may give without asking.

    Attributes:
        prefix: Letters of the company.
        unit: Letters of the sector.
        year: Of the numbers.
        first: Of the block.
        last: Of the block.
        next: The first of them that stands on no contract the server knows.
    """

    prefix: str
    unit: str
    year: int
    first: int
    last: int
    next: int


class SyncRequest(Struct, frozen=True, omit_defaults=True):
    """Device to server: what waits there, and where it stands in the change log.

    Attributes:
        protocol: `PROTOCOL_VERSION` of the device.
        schema: `SCHEMA_VERSION` of the device.
        groups: Unsent groups, oldest first.
        cursor: As the server gave it; empty for a device that holds nothing yet.
        page_rows: Most rows that the device wants in the answer; 0 for none.
        images: `IMAGE_FORM` that the device can load; 0 for rows only.
        again: Entity and id of records that the device wants as they are now, wherever its cursor
            stands; at most `LARGEST_AGAIN`. Each comes as a row, or as gone.
        offers: Whether the groups were answered before, by a server that has forgotten them.
        numbers: Years whose contract numbers run short; empty in a usual round.
        sealing_key: X25519, public, to which the server seals bundles for this device; sent until
            the device knows the organisation's keys.
        wants_confidence: Whether the device lacks the key for what is confided about contacts, and
            its person may read that.
    """

    protocol: int
    schema: int
    groups: tuple[SentGroup, ...] = ()
    cursor: bytes = b""
    page_rows: int = 2_000
    images: int = 0
    again: tuple[tuple[str, str], ...] = ()
    offers: bool = False
    numbers: tuple[NumberWish, ...] = ()
    sealing_key: bytes = b""
    wants_confidence: bool = False


class OperationResult(Struct, array_like=True, frozen=True, omit_defaults=True):
    """The fate of one operation.

    Attributes:
        op_id: The operation.
        outcome: "applied", "merged" (the record differs from what was sent), "refused" or "held"
            (fine by itself, but its group was refused).
        revision: Revision of the record after it; 0 when nothing was written.
        code: Dotted reason of a refusal.
        params: Values for the sentence of the reason.
    """

    op_id: str
    outcome: str
    revision: int = 0
    code: str = ""
    params: dict[str, Any] = field(default_factory=dict)


class GroupResult(Struct, array_like=True, frozen=True):
    """The fate of one group; `outcome` is `APPLIED`, `REFUSED` or `SKIPPED`."""

    device_seq: int
    outcome: str
    results: tuple[OperationResult, ...]


class TablePart(Struct, array_like=True, frozen=True):
    """Rows of one entity, column by column: smaller than row by row, and quick to load.

    Attributes:
        entity: Schema name.
        names: Names of the columns in `columns`.
        ids: Record ids.
        books: Book of each record, as an index into the page's `books`.
        revisions: Revision of each record.
        columns: One list of values for each name.
    """

    entity: str
    names: tuple[str, ...]
    ids: list[str]
    books: list[int]
    revisions: list[int]
    columns: list[list[FieldValue]]


class ImagePiece(Struct, array_like=True, frozen=True):
    """A piece of a table that is sent as the SQLite file it is on the device: no row is unpacked.

    Attributes:
        entity: Schema name; the file holds a table of this name as the schema lays it out.
        image: Name of the file; pieces of different files never fit together.
        index: Number of this piece, from 0.
        count: Number of pieces.
        rows: Rows that this piece stands for; for progress only.
        data: Whole SQLite pages, compressed.
    """

    entity: str
    image: str
    index: int
    count: int
    rows: int
    data: bytes


class Gone(Struct, array_like=True, frozen=True):
    """A record that left the device's books, or was deleted."""

    entity: str
    record_id: str
    reason: str


class ChangePage(Struct, frozen=True, omit_defaults=True):
    """The next changes for a device, in change-log order within each book.

    Attributes:
        books: Names that the parts' indexes point to.
        parts: Rows as they are now.
        gone: Records to remove.
        left_books: Books that the device no longer holds; everything in them goes.
        cursor: Where the device stands once the page is applied.
        has_more: Whether another page waits.
        remaining_rows: How many rows wait after this page; for progress only.
        piece: Piece of a table that is brought as a whole.
        compare: Why the device should compare itself with the server once it has everything:
            `AFTER_CHANGE`, `AFTER_ABSENCE`, `AFTER_LOSS`; "" for no reason.
    """

    cursor: bytes
    books: tuple[str, ...] = ()
    parts: tuple[TablePart, ...] = ()
    gone: tuple[Gone, ...] = ()
    left_books: tuple[str, ...] = ()
    has_more: bool = False
    remaining_rows: int = 0
    piece: ImagePiece | None = None
    compare: str = ""


class SyncAnswer(Struct, frozen=True, omit_defaults=True):
    """Server to device: a result for every group sent, and the first page of changes.

    Attributes:
        server_id: Of the server that answers; a device that knows another refuses the answer.
        epoch: Changes when the server is restored from a backup.
        server_time: Milliseconds since 1970 UTC.
        results: One for each group sent, in order.
        page: The first page; None when none was asked for.
        expected_seq: The next `device_seq` that the server expects from this device.
        numbers: Blocks of contract numbers, for a device that asked.
        org_keys: The organisation's keys for bundles, signing (Ed25519) before sealing (X25519);
            only for a device that sent its own.
        org_key_links: With them, each pair that ever replaced another, signed by the one before;
            see `sync.wire.bundles.key_chain`.
        confidence_key: Key for what is confided about contacts; only for a device that asked and
            whose person may read that.
        epoch_seq: For a device that knows an older epoch, the first `device_seq` that was
            answered in a later one; 0 where nobody noted it.
    """

    server_id: str
    epoch: str
    server_time: int
    expected_seq: int
    results: tuple[GroupResult, ...] = ()
    page: ChangePage | None = None
    numbers: tuple[NumberBlock, ...] = ()
    org_keys: bytes = b""
    org_key_links: tuple[bytes, ...] = ()
    confidence_key: bytes = b""
    epoch_seq: int = 0


class BlobState(Struct, frozen=True):
    """How much of an attachment the server holds; `complete` is its receipt."""

    sha256: str
    received_bytes: int
    complete: bool


class BundleState(Struct, frozen=True):
    """How much of a colleague's bundle the server holds; `complete` says that it was taken."""

    sha256: str
    received_bytes: int
    complete: bool


class Problem(Struct, frozen=True, omit_defaults=True):
    """RFC 9457 problem; `code` is the dotted code that devices translate."""

    code: str
    status: int = 0
    title: str = ""
    type: str = "about:blank"
    params: dict[str, Any] = field(default_factory=dict)
