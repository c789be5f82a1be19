"""What a device asks for in one round, and what of that is refused unread."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.ids import is_id
from app.domain.schema import ENTITIES
from server.services.access.bearers import Signed
from server.services.cursor import Cursor
from server.services.errors import ProblemError
from server.services.rights.books import Actor
from server.store.records import Key
from sync.wire.codec import MalformedMessageError, decode
from sync.wire.messages import (
    LARGEST_AGAIN,
    LARGEST_GROUPS,
    OLDEST_PROTOCOL,
    PROTOCOL_VERSION,
    SyncRequest,
)

_LARGEST_SCHEMA = 2**31


@dataclass(frozen=True, slots=True)
class Asked:
    """What a device asks for in one round.

    Attributes:
        signed: The request as it came.
        request: The same, read.
        cursor: Where the device stands; None for one that holds nothing.
    """

    signed: Signed
    request: SyncRequest
    cursor: Cursor | None

    @property
    def is_too_old(self) -> bool:
        """Return whether the device's program must be upgraded before it receives anything.

        Its work is taken nevertheless; it learns of that when it sends it again after the upgrade.
        """
        return self.request.protocol < OLDEST_PROTOCOL

    def is_up_to_date(self, actor: Actor) -> bool:
        """Return whether the device holds all its books, and only what is new is to be read."""
        cursor = self.cursor
        return (
            cursor is not None and cursor.snapshot is None and cursor.books.keys() >= {*actor.books}
        )


def known_keys(request: SyncRequest) -> frozenset[Key]:
    """Return the records that a request asks for once more, as far as they can exist."""
    return frozenset(
        (entity, record_id)
        for entity, record_id in request.again[:LARGEST_AGAIN]
        if entity in ENTITIES and is_id(record_id)
    )


def must_upgrade() -> ProblemError:
    """Return what a program is told that speaks another protocol."""
    return ProblemError("sync.must_upgrade", 426, protocol=PROTOCOL_VERSION)


def read_request(body: bytes) -> SyncRequest:
    """Read a request.

    Raises:
        ProblemError: As `check_request`.
    """
    try:
        request = decode(body, SyncRequest)
    except MalformedMessageError as error:
        raise ProblemError("sync.request.malformed", 400) from error
    check_request(request)
    return request


def check_request(request: SyncRequest) -> None:
    """Refuse a request of a newer protocol, or one that asks too much.

    Raises:
        ProblemError: 426 `sync.must_upgrade`, 400 `sync.request.malformed`, 413
            `sync.request.too_large`.
    """
    if request.protocol > PROTOCOL_VERSION:
        # A form that this program cannot know: what it means is not to be guessed.
        raise must_upgrade()
    if not 0 <= request.schema <= _LARGEST_SCHEMA:
        raise ProblemError("sync.request.malformed", 400)
    if len(request.groups) > LARGEST_GROUPS:
        raise ProblemError("sync.request.too_large", 413, groups=LARGEST_GROUPS)
