"""Whole tables of a book, ready to send: built once in the background, kept while they are true."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from dataclasses import dataclass

from server.store.change_log import has_departed, read_counters, read_part
from server.store.database import Database, Transaction
from server.store.table_images import build_table
from sync.wire.codec import compress

WORTH_ROWS = 1_000
"""From this many rows of one entity and book on a whole table is quicker than rows."""
LARGEST_ROWS = 2**18
"""Of one image; longer histories come as several, the newest first."""

_PIECE_BYTES = 32 * 65_536
_REMEMBERED_BYTES = 256 * 2**20
_WAIT_SECONDS = 3.0
"""A device is answered before its patience ends, and asks again."""

_LOG = logging.getLogger("roadbook.server")


@dataclass(frozen=True, slots=True)
class TableKey:
    """Which rows an image holds.

    Attributes:
        book: Their book.
        entity: Their entity.
        after: Id that they come after, in the order in which the entity is sent.
        newest_first: That order.
        hidden: Fields that are left empty.
    """

    book: str
    entity: str
    after: str
    newest_first: bool
    hidden: frozenset[str]


@dataclass(frozen=True, slots=True)
class Image:
    """A table, ready to send.

    Attributes:
        name: Its own; never given twice.
        place: Place of the book's log that the rows are at least as new as.
        rows: How many.
        last_id: Id of the last one.
        is_whole: Whether no rows follow.
        pieces: Compressed.
    """

    name: str
    place: int
    rows: int
    last_id: str
    is_whole: bool
    pieces: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return sum(map(len, self.pieces))

    def rows_of(self, index: int) -> int:
        """Return how many rows a piece stands for."""
        count = len(self.pieces)
        return self.rows * (index + 1) // count - self.rows * index // count


class ImageFailedError(Exception):
    """An image could not be built; rows still can be sent."""


class Images:
    """The images of one process."""

    def __init__(self, database: Database, org: int) -> None:
        self._database = database
        self._org = org
        self._lock = threading.RLock()  # a build that is over at once calls back from here
        self._futures: OrderedDict[TableKey, Future[Image]] = OrderedDict()
        self._builder = ThreadPoolExecutor(1, thread_name_prefix="images")

    def place_of(self, work: Transaction, book: str, counter: int, *, allowance: int) -> int:
        """Return the place of the log from which a first sync of a book should go on.

        It is the one of the images that are there, as long as catching up from it is cheap.
        """
        with self._lock:
            places = [
                future.result().place
                for key, future in self._futures.items()
                if key.book == book and future.done() and future.exception() is None
            ]
        place = min(places, default=counter)
        if counter - place > allowance or has_departed(work, self._org, book, after=place):
            self._forget(book)
            return counter
        return place

    def order(self, key: TableKey) -> Future[Image]:
        """Begin to build an image, unless somebody did before."""
        with self._lock:
            future = self._futures.get(key)
            if future is None:
                future = self._builder.submit(self._build, key)
                self._futures[key] = future
                future.add_done_callback(lambda _: self._make_room())
            self._futures.move_to_end(key)
            return future

    def find(self, work: Transaction, key: TableKey, *, since: int) -> Image | None:
        """Return an image that is at least as new as a place; None while it is being built.

        Raises:
            ImageFailedError: There will be none.
        """
        try:
            image = self.order(key).result(_WAIT_SECONDS)
        except NotYetError:
            return None
        except Exception as error:
            _LOG.exception("image_failed", extra={"entity": key.entity})
            raise ImageFailedError from error
        is_old = image.place < since
        # Rows that left the book since then are no longer for the eyes of those who hold it.
        if is_old or has_departed(work, self._org, key.book, after=image.place):
            self._forget(key.book)
            return None
        return image

    def _build(self, key: TableKey) -> Image:
        with self._database.reading() as work:
            place = read_counters(work, self._org, (key.book,)).get(key.book, 0)
            part = (key.entity, key.book)
            found = read_part(
                work,
                self._org,
                part,
                after=key.after,
                limit=LARGEST_ROWS + 1,
                newest_first=key.newest_first,
            )
            rows = list(found)
        is_whole = len(rows) <= LARGEST_ROWS
        rows = rows[:LARGEST_ROWS]
        last_id = rows[-1][0] if rows else ""
        # Devices append rows in the order in which their index of ids is sorted.
        ordered = reversed(rows) if key.newest_first else iter(rows)
        raw = build_table(key.entity, key.book, ordered, hidden=key.hidden)
        pieces = tuple(
            compress(raw[start : start + _PIECE_BYTES])
            for start in range(0, len(raw), _PIECE_BYTES)
        )
        return Image(secrets.token_hex(8), place, len(rows), last_id, is_whole, pieces)

    def _forget(self, book: str) -> None:
        with self._lock:
            for key in [key for key in self._futures if key.book == book]:
                if self._futures[key].done():
                    del self._futures[key]

    def _make_room(self) -> None:
        """Forget what was not asked for longest, beyond what may be remembered."""
        with self._lock:
            ready = {
                key: future.result().size
                for key, future in self._futures.items()
                if future.done() and future.exception() is None
            }
            total = sum(ready.values())
            for key, size in ready.items():
                if total <= _REMEMBERED_BYTES:
                    return
                total -= size
                del self._futures[key]
