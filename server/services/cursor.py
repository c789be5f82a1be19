"""Where a device stands: a place for each book it holds, and how far a first sync has come."""

from __future__ import annotations

from typing import Annotated

import msgspec

from server.services.errors import ProblemError

_LARGEST_BYTES = 2**20
_LARGEST_PLACE = 2**53

_Place = Annotated[int, msgspec.Meta(ge=0, le=_LARGEST_PLACE)]
_Word = Annotated[str, msgspec.Meta(max_length=100)]
_Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-g]{0,32}$")]


class Snapshot(msgspec.Struct, array_like=True, frozen=True):
    """A first sync that is under way.

    Attributes:
        books: For each book that is being brought, its place when the snapshot began; what
            changes later follows from the log.
        entity: Index of the entity that comes next.
        book: Book of that entity that comes next; "" for the first.
        after: Last id sent of it; "" for none.
        remaining_rows: How many rows are still to come.
    """

    books: dict[_Word, _Place]
    entity: _Place = 0
    book: _Word = ""
    after: _Id = ""
    remaining_rows: _Place = 0


class Cursor(msgspec.Struct, array_like=True, frozen=True):
    """What a device holds; opaque to it.

    Attributes:
        epoch: Of the change log that the places belong to.
        schema: Schema version of the device that it was made for.
        view: Roles of the user; other roles may read other entities.
        books: Place in each book that the device holds completely.
        snapshot: Books that it holds in part.
    """

    epoch: _Word
    schema: _Place
    view: _Word
    books: dict[_Word, _Place]
    snapshot: Snapshot | None = None


_DECODER = msgspec.msgpack.Decoder(Cursor)
_ENCODER = msgspec.msgpack.Encoder()


def encode_cursor(cursor: Cursor) -> bytes:
    """Spell a cursor."""
    return _ENCODER.encode(cursor)


def decode_cursor(text: bytes) -> Cursor | None:
    """Read a cursor; None for a device that holds nothing.

    Raises:
        ProblemError: `cursor.malformed`.
    """
    if not text:
        return None
    if len(text) > _LARGEST_BYTES:
        raise ProblemError("cursor.malformed", 400)
    try:
        return _DECODER.decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise ProblemError("cursor.malformed", 400) from error
