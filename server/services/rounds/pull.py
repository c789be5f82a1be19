"""Builds the next page of changes for a device."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.services.cursor import Cursor, Snapshot, encode_cursor
from server.services.desk.working_set import Span
from server.services.rights.books import Actor
from server.services.rights.permission import ReadFilter
from server.services.rounds.images import Images
from server.services.rounds.page import Page
from server.services.rounds.snapshots import Filling, Snapshots
from server.store.change_log import count_changes, read_changes, read_moved, read_standings
from server.store.database import Transaction
from server.store.records import Key, read_states
from sync.wire.messages import (
    AFTER_ABSENCE,
    AFTER_CHANGE,
    AFTER_LOSS,
    LARGEST_PAGE_ROWS,
    ChangePage,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a device asks for.

    Attributes:
        actor: Who asks.
        cursor: Where the device stands; None for one that holds nothing.
        schema: Schema version of the device; a newer one must be brought what it lacks.
        rows: Most rows wanted.
        exact: Records that this very request made exactly as the device has them.
        takes_images: Whether the device can load whole tables as they lie in an SQLite file.
        again: Records that the device wants whether they changed or not.
        own: By book, places of the log at which only records stand that this very request made.
    """

    actor: Actor
    cursor: Cursor | None
    schema: int
    rows: int
    exact: Mapping[Key, int]
    takes_images: bool = False
    again: frozenset[Key] = frozenset()
    own: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a device stands.

    Attributes:
        places: Place in each book from which on it is told what changed, and what left.
        complete: Books that it holds as a whole.
        snapshot: The first sync of the other books, if it has begun.
        doubt: Why the device should compare itself with the server; "" for no reason.
        grown_from: Schema version that the device had before; 0 where all rows must come.
    """

    places: Mapping[str, int]
    complete: frozenset[str]
    snapshot: Snapshot | None
    doubt: str = ""
    grown_from: int = 0


class Pull:
    """Builds pages; remembers only what it can find again."""

    def __init__(self, org: int, epoch: str, images: Images) -> None:
        self._org = org
        self._epoch = epoch
        self._snapshots = Snapshots(org, images)

    def prepare(self, work: Transaction, actor: Actor) -> None:
        """Get ready for the first sync of a device that was just enrolled."""
        counters, _ = read_standings(work, self._org, actor.books)
        books = {book: counters.get(book, 0) for book in actor.books}
        self._snapshots.prepare(work, books, ReadFilter(actor))

    def next_page(self, work: Transaction, wish: Wish) -> ChangePage:
        """Return what changed since the cursor, or what comes next of a first sync."""
        readable = ReadFilter(wish.actor)
        # Counters first: whatever is written later has a higher place and comes next time.
        counters, floors = read_standings(work, self._org, wish.actor.books)
        start, left = self._start(wish, counters, floors)
        # A device that leaves a book forgets with it what moved on to another of its books, and
        # what it has just put under that.
        exact, own = ({}, {}) if left else (wish.exact, wish.own)
        page = Page(
            rows=min(wish.rows, LARGEST_PAGE_ROWS),
            held=frozenset(wish.actor.books),
            readable=readable,
            exact=exact,
        )
        if left:
            self._tell_again(work, page, start.places)
        places = self._fill_changes(work, page, start.places, counters, own)
        if wish.again:
            self._fill_again(work, page, wish)
        snapshot = start.snapshot or self._begin(work, start, wish, counters, readable)
        if snapshot is not None and page.has_room():
            filling = Filling(work, page, readable, wish.takes_images)
            goes_on = self._snapshots.fill(filling, snapshot)
            places = places if goes_on else _both(places, snapshot.books)
            snapshot = goes_on
        waiting = self._waiting(work, places, counters)
        cursor = Cursor(self._epoch, wish.schema, wish.actor.view, places, snapshot)
        return page.finish(
            cursor=encode_cursor(cursor),
            left_books=left,
            has_more=snapshot is not None or waiting > 0,
            remaining_rows=waiting + (snapshot.remaining_rows if snapshot else 0),
            compare=start.doubt or _doubt_of_moves(start.places, floors, left),
        )

    def _start(
        self, wish: Wish, counters: Mapping[str, int], floors: Mapping[str, int]
    ) -> tuple[_Start, tuple[str, ...]]:
        """Return where the device stands in the books it may hold, and those it must leave."""
        given = wish.cursor
        if given is None:
            return _Start({}, frozenset(), None), ()
        snapshot = given.snapshot
        begun = snapshot.books if snapshot else {}
        left = tuple(sorted((given.books.keys() | begun.keys()) - set(wish.actor.books)))
        if given.epoch != self._epoch:
            return _Start({}, frozenset(), None), left
        known = {
            book: place
            for book, place in {**begun, **given.books}.items()
            if book in wish.actor.books
        }
        # A place that was never given means a log that is not the one the device knew; one that
        # lies before the horizon, that it was not told of something that left.
        places = {
            book: place
            for book, place in known.items()
            if floors.get(book, 0) <= place <= counters.get(book, 0)
        }
        doubt = _doubt(known, counters, places)
        if (given.schema, given.view) != (wish.schema, wish.actor.view):
            # All rows come anew; what left since is told from where the device stands.
            grown_from = _grown_from(given, wish) if places.keys() == {*wish.actor.books} else 0
            return _Start(places, frozenset(), None, doubt or AFTER_CHANGE, grown_from), left
        complete = frozenset(places) - begun.keys()
        if snapshot is not None and begun.keys() <= places.keys():
            held = {book: place for book, place in places.items() if book in given.books}
            return _Start(held, complete, snapshot, doubt), left
        # The plan of a snapshot changes with its books; those that are still held begin anew.
        return _Start(places, complete, None, doubt), left

    def _begin(
        self,
        work: Transaction,
        start: _Start,
        wish: Wish,
        counters: Mapping[str, int],
        readable: ReadFilter,
    ) -> Snapshot | None:
        missing = {
            book: counters.get(book, 0) for book in wish.actor.books if book not in start.complete
        }
        if not missing:
            return None
        return self._snapshots.begin(work, missing, readable, grown_from=start.grown_from)

    def _tell_again(self, work: Transaction, page: Page, places: Mapping[str, int]) -> None:
        """Add what moved on from the books that stay to one that the device leaves.

        It was not told when that happened, because the rows were to come with the other book. Of
        those some may never have arrived, and the device has them where they were before.
        """
        for book, place in places.items():
            for entity, record_id, reason, book_now, deleted in read_moved(
                work, self._org, book, until=place
            ):
                is_deleted = bool(deleted)
                page.remove(entity, record_id, reason, book_now=book_now, is_deleted=is_deleted)

    def _fill_again(self, work: Transaction, page: Page, wish: Wish) -> None:
        """Add records that the device asked for: as they are, or as gone."""
        found = read_states(work, self._org, wish.again)
        for entity, record_id in sorted(wish.again):
            book, revision, text, is_deleted = found.get((entity, record_id), ("", 0, "", False))
            is_visible = book in wish.actor.books
            if is_deleted and is_visible:
                page.remove(entity, record_id, "deleted", book_now=book, is_deleted=True)
            elif not is_visible or not page.add(book, entity, record_id, revision, text):
                # The same whether it is nowhere, somebody else's, or not for this person.
                page.remove(entity, record_id, "unknown", book_now="", is_deleted=False)

    def _fill_changes(
        self,
        work: Transaction,
        page: Page,
        held: Mapping[str, int],
        counters: Mapping[str, int],
        own: Mapping[str, Span],
    ) -> dict[str, int]:
        """Add what changed in the books the device holds; return its new places."""
        places = dict(held)
        for book in held:
            until = counters.get(book, 0)
            # What this request itself wrote, the device has; it is not even read.
            before, after = own.get(book, (until, until))
            if places[book] <= before:
                places[book] = self._fill_book(work, page, book, after=places[book], until=before)
                if places[book] == before:
                    places[book] = after
            places[book] = self._fill_book(work, page, book, after=places[book], until=until)
        return places

    def _fill_book(
        self, work: Transaction, page: Page, book: str, *, after: int, until: int
    ) -> int:
        if after >= until or not page.has_room():
            return after
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


def _grown_from(given: Cursor, wish: Wish) -> int:
    """Return the schema version that a device knew everything of before it was upgraded; or 0.

    Fields that it did not know it has kept beside its records; only new entities are missing.
    """
    is_complete = given.snapshot is None and given.view == wish.actor.view
    return given.schema if is_complete and 0 < given.schema < wish.schema else 0


def _both(places: Mapping[str, int], brought: Mapping[str, int]) -> dict[str, int]:
    """Return where a device goes on in books of which it was told changes and brought all rows.

    Of the two the earlier: rows may be older than what was told before they came.
    """
    earlier = {book: min(place, places.get(book, place)) for book, place in brought.items()}
    return {**places, **earlier}


def _doubt_of_moves(
    places: Mapping[str, int], floors: Mapping[str, int], left: tuple[str, ...]
) -> str:
    """Return why a device that leaves books should compare itself; "" for no reason.

    What moved on to a book that it leaves is told again, as far as the log still knows it.
    """
    is_forgotten = any(floors.get(book, 0) for book in places)
    return AFTER_CHANGE if left and is_forgotten else ""


def _doubt(known: Mapping[str, int], counters: Mapping[str, int], usable: Mapping[str, int]) -> str:
    if any(place > counters.get(book, 0) for book, place in known.items()):
        return AFTER_LOSS
    return AFTER_ABSENCE if known.keys() - usable.keys() else ""
