"""Collects the rows of one answer and lays them out column by column."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from server.services.rights.permission import ReadFilter
from server.store.records import Key, decode_body
from sync.wire.messages import ChangePage, Gone, ImagePiece, TablePart

LARGEST_PAGE_BYTES = 8 * 2**20


class Page:
    """Rows for one device until the page is full.

    Attributes:
        room: How many more rows fit.
        brought: How many rows of a first sync it holds, or stands for.
    """

    def __init__(
        self, *, rows: int, held: frozenset[str], readable: ReadFilter, exact: Mapping[Key, int]
    ) -> None:
        self.room = rows
        self.brought = 0
        self._bytes = LARGEST_PAGE_BYTES
        self._held = held
        self._readable = readable
        self._exact = exact
        self._books: dict[str, int] = {}
        self._parts: dict[str, list[_Row]] = {}
        self._gone: list[Gone] = []
        self._piece: ImagePiece | None = None

    def has_room(self) -> bool:
        """Return whether more should be added."""
        return self.room > 0 and self._bytes > 0

    def add(self, book: str, entity: str, record_id: str, revision: int, text: str) -> bool:
        """Add a record, unless the device has exactly this one; return whether it may be read."""
        self.room -= 1
        if self._exact.get((entity, record_id)) == revision or entity not in ENTITIES:
            return True
        body = decode_body(text)
        if not self._readable.shows(entity, book, record_id, body):
            return False
        self._bytes -= len(text)
        index = self._books.setdefault(book, len(self._books))
        self._parts.setdefault(entity, []).append((record_id, index, revision, body))
        return True

    def remove(
        self, entity: str, record_id: str, reason: str, *, book_now: str, is_deleted: bool
    ) -> None:
        """Add that a record left a book, unless the device still reads it in the book it is in."""
        self.room -= 1
        if book_now not in self._held or not self._readable.can_show(entity, book_now):
            self._gone.append(Gone(entity, record_id, reason))
        elif is_deleted:
            # It may have moved before: to this device it is deleted, and its conflicts stay.
            self._gone.append(Gone(entity, record_id, "deleted"))

    def carry(self, piece: ImagePiece) -> None:
        """Add a piece of a whole table; nothing fits beside it any more."""
        self._piece = piece
        self.brought += piece.rows
        self.room = 0

    def finish(
        self,
        *,
        cursor: bytes,
        left_books: tuple[str, ...],
        has_more: bool,
        remaining_rows: int,
        compare: str = "",
    ) -> ChangePage:
        """Return the page as it is sent."""
        return ChangePage(
            cursor=cursor,
            books=tuple(self._books),
            parts=tuple(
                _part(name, self._parts[name], self._readable.hidden(name))
                for name in ENTITIES
                if name in self._parts
            ),
            gone=tuple(self._gone),
            left_books=left_books,
            has_more=has_more,
            remaining_rows=remaining_rows,
            piece=self._piece,
            compare=compare,
        )


_Row = tuple[str, int, int, dict[str, FieldValue]]


def _part(entity: str, rows: list[_Row], hidden: frozenset[str]) -> TablePart:
    bodies = [row[3] for row in rows]
    present = set().union(*bodies) - hidden
    names = tuple(name for name in ENTITIES[entity].fields if name in present)
    return TablePart(
        entity=entity,
        names=names,
        ids=[row[0] for row in rows],
        books=[row[1] for row in rows],
        revisions=[row[2] for row in rows],
        columns=[[body.get(name) for body in bodies] for name in names],
    )
