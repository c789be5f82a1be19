"""Where a device stands: a place for each book it holds, and how far a first sync has come."""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.domain.ids import is_id
from server.services.errors import ProblemError

_LARGEST_BYTES = 2**20
_LONGEST_WORD = 100
_ID_LETTERS = 32
_LARGEST_PLACE = 2**53

_Place = Annotated[int, msgspec.Meta(ge=0, le=_LARGEST_PLACE)]
_Word = Annotated[str, msgspec.Meta(max_length=_LONGEST_WORD)]
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
        image: Name of the file in which these rows are under way; "" for none.
        piece: Index of its piece that comes next.
        grown_from: Schema version that the device had: only entities that are younger come; 0
            for all of them.
    """

    books: dict[_Word, _Place]
    entity: _Place = 0
    book: _Word = ""
    after: _Id = ""
    remaining_rows: _Place = 0
    image: _Word = ""
    piece: _Place = 0
    grown_from: _Place = 0


class Cursor(msgspec.Struct, array_like=True, frozen=True):
    """What a device holds; opaque to it.

    Attributes:
        epoch: Of the change log that the places belong to.
        schema: Schema version of the device that it was made for.
        view: Roles of the user; other roles may read other entities.
        books: Place in each book of which the device is told what changes.
        snapshot: Books whose rows it is being brought; after a change of roles also of `books`.
    """

    epoch: _Word
    schema: _Place
    view: _Word
    books: dict[_Word, _Place]
    snapshot: Snapshot | None = None


class _Spelled(msgspec.Struct, array_like=True, frozen=True):
    """A cursor as it travels with every round: ids as bytes, which halves it."""

    epoch: bytes
    schema: _Place
    view: _Word
    books: dict[bytes, _Place]
    snapshot: Snapshot | None = None


_DECODER = msgspec.msgpack.Decoder(_Spelled)
_ENCODER = msgspec.msgpack.Encoder()


def encode_cursor(cursor: Cursor) -> bytes:
    """Spell a cursor."""
    return _ENCODER.encode(
        _Spelled(
            _packed(cursor.epoch),
            cursor.schema,
            cursor.view,
            {_packed(book): place for book, place in cursor.books.items()},
            cursor.snapshot,
        )
    )


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
        spelled = _DECODER.decode(text)
        books = {_unpacked(book): place for book, place in spelled.books.items()}
        return Cursor(
            _unpacked(spelled.epoch), spelled.schema, spelled.view, books, spelled.snapshot
        )
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise ProblemError("cursor.malformed", 400) from error


def _packed(name: str) -> bytes:
    """Spell a name that may end in an id: what stands before, a zero, and the id's 16 bytes."""
    before, record_id = name[:-_ID_LETTERS], name[-_ID_LETTERS:]
    if not is_id(record_id):
        return name.encode()
    return before.encode() + b"\x00" + bytes.fromhex(record_id)


def _unpacked(spelled: bytes) -> str:
    before, zero, record_id = spelled.partition(b"\x00")
    name = before.decode() + (record_id.hex() if zero else "")
    if len(name) > _LONGEST_WORD:
        raise ValueError("word")
    return name
