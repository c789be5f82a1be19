"""Brings whole books, entity by entity: accounts first, long histories last and newest first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.schema import ENTITIES
from server.services.cursor import Snapshot
from server.services.page import Page
from server.services.permission import ReadFilter
from server.store.change_log import count_parts, read_part
from server.store.database import Transaction

NEWEST_FIRST = frozenset(
    {"visit_log", "stock_count", "collection", "receivable", "sales_record", "print_record"}
)
"""Histories: what happened last is wanted first; ids sort by time."""

_NAMES = tuple(ENTITIES)
_BEFORE_ALL, _AFTER_ALL = "", "g"
_REMEMBERED = 64

Plan = tuple[tuple[int, str, int], ...]
"""Index of the entity, book and number of rows, in the order in which they are sent."""


@dataclass(frozen=True, slots=True)
class _Position:
    entity: int
    book: str
    after: str


class Snapshots:
    """Counts books once for all pages of a first sync; what it remembers can be found again."""

    def __init__(self) -> None:
        self._plans: OrderedDict[tuple[object, ...], Plan] = OrderedDict()

    def begin(
        self, work: Transaction, org: int, books: Mapping[str, int], readable: ReadFilter
    ) -> Snapshot:
        """Start to bring books whose logs stand at these places."""
        plan = self._plan(work, org, books)
        total = sum(rows for entity, _, rows in plan if readable.shows_any(_NAMES[entity]))
        return Snapshot(books=dict(books), remaining_rows=total)

    def fill(
        self, work: Transaction, org: int, page: Page, at: Snapshot, readable: ReadFilter
    ) -> Snapshot | None:
        """Add rows to a page; return how far it came, None when the books are complete."""
        before = page.room
        stop = None
        for entity, book, _ in self._plan(work, org, at.books):
            if (entity, book) < (at.entity, at.book) or not readable.shows_any(_NAMES[entity]):
                continue
            after = at.after if (entity, book) == (at.entity, at.book) else ""
            stop = _fill_part(work, org, page, _Position(entity, book, after))
            if stop is not None:
                break
        if stop is None:
            return None
        remaining = max(at.remaining_rows - (before - page.room), 0)
        return Snapshot(at.books, stop.entity, stop.book, stop.after, remaining)

    def _plan(self, work: Transaction, org: int, books: Mapping[str, int]) -> Plan:
        key = (org, *sorted(books.items()))
        plan = self._plans.get(key)
        if plan is None:
            counts = count_parts(work, org, books)
            plan = tuple(sorted(_ordered(counts)))
            self._plans[key] = plan
            while len(self._plans) > _REMEMBERED:
                self._plans.popitem(last=False)
        return plan


def _ordered(counts: Mapping[tuple[str, str], int]) -> Iterator[tuple[int, str, int]]:
    for (entity, book), rows in counts.items():
        if entity in ENTITIES:
            yield _NAMES.index(entity), book, rows


def _fill_part(work: Transaction, org: int, page: Page, position: _Position) -> _Position | None:
    """Add the rest of one entity in one book; return where to go on if the page is full."""
    if not page.has_room():
        return position
    name, book = _NAMES[position.entity], position.book
    is_history = name in NEWEST_FIRST
    last = position.after or (_AFTER_ALL if is_history else _BEFORE_ALL)
    limit = page.room
    rows = read_part(work, org, (name, book), after=last, limit=limit, newest_first=is_history)
    for record_id, revision, text in rows:
        page.add(book, name, record_id, revision, text)
        last = record_id
        if not page.has_room():
            return _Position(position.entity, book, last)
    return None
