"""Brings whole books, entity by entity: accounts first, long histories last and newest first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace as with_changes

from app.domain.schema import ENTITIES
from server.services.cursor import Snapshot
from server.services.rights.permission import ReadFilter
from server.services.rounds.images import WORTH_ROWS, Image, ImageFailedError, Images, TableKey
from server.services.rounds.page import Page
from server.store.change_log import count_parts, read_part
from server.store.database import Transaction
from sync.wire.messages import ImagePiece

NEWEST_FIRST = frozenset(
    {"visit_log", "stock_count", "collection", "receivable", "sales_record", "print_record"}
)
"""Histories: what happened last is wanted first; ids sort by time."""

_NAMES = tuple(ENTITIES)
_BEFORE_ALL, _AFTER_ALL = "", "g"
_REMEMBERED = 64
_CATCH_UP_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Portion:
    """One entity of one book, and how many records that is.

    Attributes:
        entity: Index of the entity.
        book: The book.
        rows: Number of records when they were counted.
    """

    entity: int
    book: str
    rows: int

    @property
    def name(self) -> str:
        """The entity's name."""
        return _NAMES[self.entity]

    def is_younger(self, schema: int) -> bool:
        """Return whether a schema version did not know the entity yet."""
        return ENTITIES[self.name].since > schema

    @property
    def is_history(self) -> bool:
        """Whether the newest come first."""
        return self.name in NEWEST_FIRST


@dataclass(frozen=True, slots=True)
class Filling:
    """What filling a page with a first sync needs.

    Attributes:
        work: The read transaction.
        page: The page.
        readable: What its user may read.
        takes_images: Whether the device can load whole tables.
    """

    work: Transaction
    page: Page
    readable: ReadFilter
    takes_images: bool


class Snapshots:
    """Counts books once for all pages of a first sync; what it remembers can be found again."""

    def __init__(self, org: int, images: Images) -> None:
        self._org = org
        self._images = images
        self._plans: OrderedDict[tuple[object, ...], tuple[Portion, ...]] = OrderedDict()

    def prepare(self, work: Transaction, books: Mapping[str, int], readable: ReadFilter) -> None:
        """Begin to build the tables that somebody will ask for soon."""
        for portion in self._plan(work, books):
            if _is_worth_it(portion, readable):
                blank = Snapshot(dict(books), portion.entity, portion.book)
                self._images.order(_key(readable, portion, blank))

    def begin(
        self,
        work: Transaction,
        books: Mapping[str, int],
        readable: ReadFilter,
        *,
        grown_from: int = 0,
    ) -> Snapshot:
        """Start to bring books whose logs stand at these places.

        To a device that has grown from an older schema only what that schema did not know.
        """
        places = {
            book: self._images.place_of(work, book, counter, allowance=_CATCH_UP_ROWS)
            for book, counter in books.items()
        }
        total = sum(
            portion.rows
            for portion in self._plan(work, places)
            if portion.is_younger(grown_from) and readable.shows_any(portion.name)
        )
        return Snapshot(books=places, remaining_rows=total, grown_from=grown_from)

    def fill(self, filling: Filling, at: Snapshot) -> Snapshot | None:
        """Add rows to a page; return how far it came, None when the books are complete."""
        before = filling.page.brought
        stop = self._fill(filling, at)
        if stop is None:
            return None
        remaining = max(at.remaining_rows - (filling.page.brought - before), 0)
        return with_changes(stop, remaining_rows=remaining)

    def _fill(self, filling: Filling, at: Snapshot) -> Snapshot | None:
        portions = self._rest(filling, at)
        for number, portion in enumerate(portions):
            is_begun = (portion.entity, portion.book) == (at.entity, at.book)
            start = at if is_begun else _at(at, portion)
            if not filling.page.has_room():
                return start
            if self._comes_whole(filling, portion):
                stop = self._carry(filling, portion, start, portions[number + 1 :])
            else:
                stop = self._fill_rows(filling, portion, start)
            if stop is not None:
                return stop
        return None

    def _rest(self, filling: Filling, at: Snapshot) -> Sequence[Portion]:
        return [
            portion
            for portion in self._plan(filling.work, at.books)
            if (portion.entity, portion.book) >= (at.entity, at.book)
            and portion.is_younger(at.grown_from)
            and filling.readable.shows_any(portion.name)
        ]

    def _fill_rows(self, filling: Filling, portion: Portion, at: Snapshot) -> Snapshot | None:
        """Add the rest of one entity in one book; return where to go on if the page is full."""
        page, name, book = filling.page, portion.name, portion.book
        last = at.after or _first(portion)
        rows = read_part(
            filling.work,
            self._org,
            (name, book),
            after=last,
            limit=page.room,
            newest_first=portion.is_history,
        )
        for record_id, revision, text in rows:
            page.add(book, name, record_id, revision, text)
            page.brought += 1
            last = record_id
            if not page.has_room():
                return _at(at, portion, after=last)
        return None

    def _comes_whole(self, filling: Filling, portion: Portion) -> bool:
        return filling.takes_images and _is_worth_it(portion, filling.readable)

    def _carry(
        self, filling: Filling, portion: Portion, at: Snapshot, later: Sequence[Portion]
    ) -> Snapshot | None:
        """Add the next piece of a whole table; return where to go on, None when it is complete."""
        key = _key(filling.readable, portion, at)
        self._images.order(key)
        for follower in later:
            # It is built while the device fetches and loads this one.
            if self._comes_whole(filling, follower):
                blank = _at(at, follower)
                self._images.order(_key(filling.readable, follower, blank))
                break
        try:
            image = self._images.find(filling.work, key, since=at.books[portion.book])
        except ImageFailedError:
            return self._fill_rows(filling, portion, at)
        if image is None:
            return _at(at, portion, after=at.after)
        return _next_piece(filling.page, portion, at, image)

    def _plan(self, work: Transaction, books: Mapping[str, int]) -> tuple[Portion, ...]:
        key = tuple(sorted(books.items()))
        plan = self._plans.get(key)
        if plan is None:
            counts = count_parts(work, self._org, books)
            plan = tuple(sorted(_ordered(counts), key=lambda one: (one.entity, one.book)))
            self._plans[key] = plan
            while len(self._plans) > _REMEMBERED:
                self._plans.popitem(last=False)
        return plan


def _ordered(counts: Mapping[tuple[str, str], int]) -> Iterator[Portion]:
    for (entity, book), rows in counts.items():
        if entity in ENTITIES:
            yield Portion(_NAMES.index(entity), book, rows)


def _first(portion: Portion) -> str:
    return _AFTER_ALL if portion.is_history else _BEFORE_ALL


def _is_worth_it(portion: Portion, readable: ReadFilter) -> bool:
    return portion.rows >= WORTH_ROWS and readable.shows_whole(portion.name, portion.book)


def _key(readable: ReadFilter, portion: Portion, at: Snapshot) -> TableKey:
    return TableKey(
        book=portion.book,
        entity=portion.name,
        after=at.after or _first(portion),
        newest_first=portion.is_history,
        hidden=readable.hidden(portion.name),
    )


def _next_piece(page: Page, portion: Portion, at: Snapshot, image: Image) -> Snapshot | None:
    # Another file than the one that was begun: the device begins it anew.
    index = at.piece if at.image == image.name and at.piece < len(image.pieces) else 0
    count = len(image.pieces)
    page.carry(
        ImagePiece(
            entity=portion.name,
            image=image.name,
            index=index,
            count=count,
            rows=image.rows_of(index),
            data=image.pieces[index],
        )
    )
    if index + 1 < count:
        return with_changes(_at(at, portion, after=at.after), image=image.name, piece=index + 1)
    if image.is_whole:
        return None
    return _at(at, portion, after=image.last_id)


def _at(snapshot: Snapshot, portion: Portion, *, after: str = "") -> Snapshot:
    """Return the same first sync at the rows of an entity that follow an id."""
    return Snapshot(
        snapshot.books, portion.entity, portion.book, after, grown_from=snapshot.grown_from
    )
