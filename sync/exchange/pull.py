"""The receiving half of a round: a page of the server's rows into the store, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.changes import Op
from app.domain.fields import Scope
from app.domain.schema import ENTITIES
from app.store.held.books import adopt_books, move_with_accounts, moved_accounts
from app.store.held.purge import remove_records
from app.store.held.rows import HeldRows
from app.store.records import ServerRows
from app.store.unit_of_work import UnitOfWork
from sync.exchange.fuse import Fuse
from sync.exchange.merged_accounts import keep_drafts
from sync.exchange.removals import apply_removals
from sync.wire.messages import ChangePage, TablePart

_LISTED_ROWS = 500
"""Up to this many rows of an entity are named in the change set; beyond, the entity is."""


def apply_page(work: UnitOfWork, page: ChangePage, fuse: Fuse, now: int) -> int:
    """Write a page; unsent work of this device stays on top of what arrives.

    Args:
        work: The transaction.
        page: From the server.
        fuse: Of this round.
        now: Device time in milliseconds, for the list of what is held back.

    Returns:
        How many rows were written or removed.
    """
    keep_drafts(work, page)
    # First what goes: an account may leave with a book while rows under it arrive from another.
    count = apply_removals(work, page, fuse, now)
    for part in page.parts:
        if part.entity in ENTITIES:
            apply_part(work, part, page.books)
            count += len(part.ids)
            HeldRows(work.connection).release_arrived(part.ids)
    return count


def apply_part(work: UnitOfWork, part: TablePart, books: tuple[str, ...]) -> None:
    """Write rows of one entity as the server has them."""
    held_in = [books[index] for index in part.books]
    if part.entity == "account":
        found_in = dict(zip(part.ids, held_in, strict=True))
        move_with_accounts(work, moved_accounts(work, found_in))
    work.records.replace(
        ServerRows(part.entity, part.names, part.ids, held_in, part.revisions, part.columns)
    )
    if part.entity == "account":
        # Before unsent work, which may delete the account and with it the word on its book.
        adopt_books(work)
    keep_unsent_work(work, part.entity, part.ids)
    _mark_cards(work, part)
    if len(part.ids) > _LISTED_ROWS:
        work.touch_entity(part.entity)
    else:
        for record_id in part.ids:
            work.touch(part.entity, record_id)


def keep_unsent_work(work: UnitOfWork, entity: str, ids: Iterable[str] | None = None) -> None:
    """Put this device's unsent work on top of rows that arrived; without `ids`, of any rows."""
    for operation in work.journal.waiting_operations(None if ids is None else list(ids)):
        if operation.entity != entity:
            continue
        if operation.op is Op.EDIT:
            work.records.update(entity, operation.record_id, operation.values)
        elif operation.op is Op.DELETE:
            remove_records(work, entity, [operation.record_id])


def _mark_cards(work: UnitOfWork, part: TablePart) -> None:
    if part.entity == "account":
        work.cards.add_bare(part.ids)
        work.cards.mark(part.ids, words=True)
    elif ENTITIES[part.entity].scope is Scope.ACCOUNT and "account_id" in part.names:
        accounts = part.columns[part.names.index("account_id")]
        words = part.entity == "contact"
        work.cards.mark({str(account) for account in accounts if account}, words=words)
