"""The receiving half of a round: a page of the server's rows into the store, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.changes import Op
from app.domain.fields import Scope
from app.domain.schema import ENTITIES
from app.store.purge import purge_books, purge_records
from app.store.records import ServerRows
from app.store.unit_of_work import UnitOfWork
from sync.wire.messages import ChangePage, TablePart

_LISTED_ROWS = 500
"""Up to this many rows of an entity are named in the change set; beyond, the entity is."""


def apply_page(work: UnitOfWork, page: ChangePage) -> int:
    """Write a page; unsent work of this device stays on top of what arrives.

    Returns:
        How many rows were written or removed.
    """
    count = 0
    for part in page.parts:
        if part.entity in ENTITIES:
            _apply_part(work, part, page.books)
            count += len(part.ids)
    for gone in page.gone:
        if gone.entity in ENTITIES:
            purge_records(work, gone.entity, [gone.record_id])
            count += 1
    if page.left_books:
        purge_books(work, page.left_books)
    return count


def _apply_part(work: UnitOfWork, part: TablePart, books: tuple[str, ...]) -> None:
    work.records.replace(
        ServerRows(
            part.entity,
            part.names,
            part.ids,
            [books[index] for index in part.books],
            part.revisions,
            part.columns,
        )
    )
    _keep_unsent_work(work, part.entity, part.ids)
    _mark_cards(work, part)
    if len(part.ids) > _LISTED_ROWS:
        work.touch_entity(part.entity)
    else:
        for record_id in part.ids:
            work.touch(part.entity, record_id)


def _keep_unsent_work(work: UnitOfWork, entity: str, ids: Iterable[str]) -> None:
    for operation in work.journal.waiting_operations(list(ids)):
        if operation.op is Op.EDIT:
            work.records.update(entity, operation.record_id, operation.values)
        elif operation.op is Op.DELETE:
            purge_records(work, entity, [operation.record_id])


def _mark_cards(work: UnitOfWork, part: TablePart) -> None:
    if part.entity == "account":
        work.cards.add_bare(part.ids)
        work.cards.mark(part.ids, words=True)
    elif ENTITIES[part.entity].scope is Scope.ACCOUNT and "account_id" in part.names:
        accounts = part.columns[part.names.index("account_id")]
        words = part.entity == "contact"
        work.cards.mark({str(account) for account in accounts if account}, words=words)
