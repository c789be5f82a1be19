"""Collects the rows of one answer and lays them out column by column."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.fields import FieldValue
from app.domain.schema import ENTITIES
from server.services.permission import ReadFilter
from server.store.records import Key, decode_body
from sync.wire.messages import ChangePage, Gone, TablePart

LARGEST_PAGE_BYTES = 8 * 2**20


class Page:
    """Rows for one device until the page is full.

    Attributes:
        room: How many more rows fit.
    """

    def __init__(
        self, *, rows: int, held: frozenset[str], readable: ReadFilter, exact: Mapping[Key, int]
    ) -> None:
        self.room = rows
        self._bytes = LARGEST_PAGE_BYTES
        self._held = held
        self._readable = readable
        self._exact = exact
        self._books: dict[str, int] = {}
        self._parts: dict[str, list[_Row]] = {}
        self._gone: list[Gone] = []

    def has_room(self) -> bool:
        """Return whether more should be added."""
        return self.room > 0 and self._bytes > 0

    def add(self, book: str, entity: str, record_id: str, revision: int, text: str) -> None:
        """Add a record, unless the device has exactly this one or its user may not read it."""
        self.room -= 1
        if self._exact.get((entity, record_id)) == revision or entity not in ENTITIES:
            return
        body = decode_body(text)
        if not self._readable.shows(entity, book, body):
            return
        self._bytes -= len(text)
        index = self._books.setdefault(book, len(self._books))
        self._parts.setdefault(entity, []).append((record_id, index, revision, body))

    def remove(
        self, entity: str, record_id: str, reason: str, *, book_now: str, is_deleted: bool
    ) -> None:
        """Add that a record left a book, unless the device holds the book it is in now."""
        self.room -= 1
        if is_deleted or book_now not in self._held:
            self._gone.append(Gone(entity, record_id, reason))

    def finish(
        self,
        *,
        cursor: bytes,
        left_books: tuple[str, ...],
        has_more: bool,
        remaining_rows: int,
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
