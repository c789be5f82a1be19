"""The receiving half of a first sync: tables that come whole, in pieces, and are loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from msgspec import structs

from app.domain.fields import Scope
from app.domain.schema import ENTITIES
from app.store import facts
from app.store.held.table_images import (
    ImageUnusableError,
    ReceivedTable,
    discard,
    joined,
    load_table,
    read_received,
    receive,
)
from app.store.unit_of_work import Snapshot, Store, UnitOfWork
from sync.exchange.pull import keep_unsent_work
from sync.wire import codec
from sync.wire.messages import IMAGE_FORM, ChangePage, ImagePiece, SyncAnswer


@dataclass(frozen=True, slots=True)
class ComingTable:
    """The table whose file is under way.

    Attributes:
        held: What is here of it.
        is_wanted: Whether the device takes tables; not after one turned out damaged.
        piece: The piece that this answer brought.
    """

    held: ReceivedTable
    is_wanted: bool
    piece: ImagePiece | None = None

    @property
    def form(self) -> int:
        """What the request says the device can load."""
        return IMAGE_FORM if self.is_wanted else 0

    def take(self, page: ChangePage | None) -> ComingTable:
        """Put the piece of an answer to those that are here.

        Raises:
            ImageUnusableError: It does not fit.
            DiskFullError: No room.
        """
        piece = page.piece if page is not None else None
        if piece is None:
            return self
        if piece.entity not in ENTITIES:
            raise ImageUnusableError("entity")
        held = receive(self.held, image=piece.image, index=piece.index, pages=piece.data)
        return replace(self, held=held, piece=piece)

    @property
    def is_complete(self) -> bool:
        """Whether every piece is here."""
        return self.piece is not None and self.piece.index + 1 == self.piece.count

    @contextmanager
    def joined(self, work: UnitOfWork) -> Iterator[None]:
        """Join the file to a transaction that has not begun, if it is complete."""
        if not self.is_complete:
            yield
            return
        with joined(work, self.held):
            yield

    def apply(self, work: UnitOfWork) -> int:
        """Load the table if it is complete, or note how far it has come; return its rows."""
        if self.piece is None:
            if self.held.image:
                work.facts.forget(facts.RECEIVED_TABLE)
            return 0
        if not self.is_complete:
            work.facts.write(facts.RECEIVED_TABLE, self.held.spelled())
            return self.piece.rows
        _load(work, self.piece.entity)
        if self.piece.index:
            work.facts.forget(facts.RECEIVED_TABLE)
        return self.piece.rows

    def tidy(self) -> None:
        """Delete the file once it is loaded, or nothing more of it will come."""
        if self.is_complete or (self.piece is None and self.held.image):
            discard(self.held)


def unpacked(answer: SyncAnswer) -> SyncAnswer:
    """Return an answer with the pages of its piece, if it has one, unpacked.

    Raises:
        MalformedMessageError: They cannot be.
    """
    page = answer.page
    if page is None or page.piece is None:
        return answer
    piece = structs.replace(page.piece, data=codec.decompress(page.piece.data))
    return structs.replace(answer, page=structs.replace(page, piece=piece))


def read_coming_table(look: Snapshot) -> ComingTable:
    """Return how far the file of a table has come."""
    return ComingTable(read_received(look), look.facts.read(facts.ROWS_ONLY) is None)


def refuse_tables(store: Store, coming: ComingTable) -> None:
    """Take rows from now on, because a table's file turned out unusable."""
    with store.unit_of_work() as work:
        work.facts.write(facts.ROWS_ONLY, b"1")
        work.facts.forget(facts.RECEIVED_TABLE)
        work.commit()
    discard(coming.held)


def _load(work: UnitOfWork, entity: str) -> None:
    is_all = load_table(work, entity)
    keep_unsent_work(work, entity)
    if entity == "account":
        work.cards.add_arrived()
    elif ENTITIES[entity].scope is Scope.ACCOUNT and "account_id" in ENTITIES[entity].fields:
        work.cards.mark_arrived(entity, words=entity == "contact", is_all=is_all)
    work.touch_entity(entity)
