"""Builds the next page of changes for a device."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.services.books import Actor
from server.services.cursor import Cursor, Snapshot, encode_cursor
from server.services.page import Page
from server.services.permission import ReadFilter
from server.services.snapshots import Snapshots
from server.store.change_log import count_changes, read_changes, read_counters
from server.store.database import Transaction
from server.store.records import Key
from sync.wire.messages import LARGEST_PAGE_ROWS, ChangePage


@dataclass(frozen=True, slots=True)
class Wish:
    """What a device asks for.

    Attributes:
        actor: Who asks.
        cursor: Where the device stands; None for one that holds nothing.
        schema: Schema version of the device; a newer one must be brought what it lacks.
        rows: Most rows wanted.
        exact: Records that this very request made exactly as the device has them.
    """

    actor: Actor
    cursor: Cursor | None
    schema: int
    rows: int
    exact: Mapping[Key, int]


class Pull:
    """Builds pages; remembers only what it can find again."""

    def __init__(self, org: int, epoch: str) -> None:
        self._org = org
        self._epoch = epoch
        self._snapshots = Snapshots()

    def next_page(self, work: Transaction, wish: Wish) -> ChangePage:
        """Return what changed since the cursor, or what comes next of a first sync."""
        readable = ReadFilter(wish.actor)
        rows = min(wish.rows, LARGEST_PAGE_ROWS)
        page = Page(
            rows=rows, held=frozenset(wish.actor.books), readable=readable, exact=wish.exact
        )
        # Counters first: whatever is written later has a higher place and comes next time.
        counters = read_counters(work, self._org, wish.actor.books)
        start, left = self._start(wish, counters)
        places = self._fill_changes(work, page, start.books, counters)
        snapshot = start.snapshot or self._begin(work, start.books, wish, counters, readable)
        if snapshot is not None and page.has_room():
            goes_on = self._snapshots.fill(work, self._org, page, snapshot, readable)
            places |= snapshot.books if goes_on is None else {}
            snapshot = goes_on
        waiting = self._waiting(work, places, counters)
        cursor = Cursor(self._epoch, wish.schema, _view(wish.actor), places, snapshot)
        return page.finish(
            cursor=encode_cursor(cursor),
            left_books=left,
            has_more=snapshot is not None or waiting > 0,
            remaining_rows=waiting + (snapshot.remaining_rows if snapshot else 0),
        )

    def _start(self, wish: Wish, counters: Mapping[str, int]) -> tuple[Cursor, tuple[str, ...]]:
        """Return where the device stands in the books it may hold, and those it must leave."""
        blank = Cursor(self._epoch, wish.schema, _view(wish.actor), {})
        given = wish.cursor
        if given is None:
            return blank, ()
        snapshot = given.snapshot
        known = set(given.books) | set(snapshot.books if snapshot else ())
        left = tuple(sorted(known - set(wish.actor.books)))
        if (given.epoch, given.schema, given.view) != (blank.epoch, blank.schema, blank.view):
            return blank, left
        # A place that was never given means a log that is not the one the device knew.
        books = {
            book: given.books[book]
            for book in wish.actor.books
            if book in given.books and given.books[book] <= counters.get(book, 0)
        }
        if snapshot is not None and set(snapshot.books) - set(wish.actor.books):
            # The plan of the others changes with the books; they begin anew.
            snapshot = None
        return Cursor(blank.epoch, blank.schema, blank.view, books, snapshot), left

    def _begin(
        self,
        work: Transaction,
        held: Mapping[str, int],
        wish: Wish,
        counters: Mapping[str, int],
        readable: ReadFilter,
    ) -> Snapshot | None:
        missing = {book: counters.get(book, 0) for book in wish.actor.books if book not in held}
        return self._snapshots.begin(work, self._org, missing, readable) if missing else None

    def _fill_changes(
        self, work: Transaction, page: Page, held: Mapping[str, int], counters: Mapping[str, int]
    ) -> dict[str, int]:
        """Add what changed in the books the device holds; return its new places."""
        places = dict(held)
        for book, place in held.items():
            until = counters.get(book, 0)
            if place < until and page.has_room():
                places[book] = self._fill_book(work, page, book, after=place, until=until)
        return places

    def _fill_book(
        self, work: Transaction, page: Page, book: str, *, after: int, until: int
    ) -> int:
        changes = read_changes(work, self._org, book, after=after, until=until, limit=page.room)
        for seq, entity, record_id, revision, text, reason, book_now, deleted in changes:
            if text is None:
                is_deleted = bool(deleted)
                page.remove(entity, record_id, reason, book_now=book_now, is_deleted=is_deleted)
            else:
                page.add(book, entity, record_id, revision, text)
            if not page.has_room():
                return int(seq)
        return until

    def _waiting(
        self, work: Transaction, places: Mapping[str, int], counters: Mapping[str, int]
    ) -> int:
        return sum(
            count_changes(work, self._org, book, after=place, until=counters[book])
            for book, place in places.items()
            if place < counters.get(book, 0)
        )


def _view(actor: Actor) -> str:
    return ",".join(sorted(actor.roles))
