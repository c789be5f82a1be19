"""Which book a record belongs to that the server did not send with its account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.store.held.redaction import UNDER_ACCOUNTS
from app.store.unit_of_work import UnitOfWork

_IDS_AT_ONCE = 500


def adopt_books(work: UnitOfWork, entities: Iterable[str] = UNDER_ACCOUNTS) -> None:
    """Put accepted records without a book into the book of their account.

    The server does not send back what a device has exactly; a record made together with its
    account was written before anybody knew the book.
    """
    for name in sorted(set(entities) & set(UNDER_ACCOUNTS)):
        work.connection.exec_driver_sql(
            f'UPDATE "{name}" SET _book = (SELECT a._book FROM account a'
            f' WHERE a.id = "{name}".account_id) WHERE _book IS NULL AND _revision > 0'
        )


def list_unhoused(work: UnitOfWork, account_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return entity and id of accepted records under accounts whose book nobody told.

    Their account was deleted before its row came; the server keeps what stands under it.
    """
    accounts = list(account_ids)
    found = []
    for name in UNDER_ACCOUNTS:
        for start in range(0, len(accounts), _IDS_AT_ONCE):
            some = tuple(accounts[start : start + _IDS_AT_ONCE])
            marks = ", ".join("?" * len(some))
            rows = work.connection.exec_driver_sql(
                f'SELECT id FROM "{name}" WHERE account_id IN ({marks})'
                " AND _book IS NULL AND _revision > 0",
                some,
            )
            found += [(name, str(record_id)) for record_id in rows.scalars()]
    return found


def moved_accounts(work: UnitOfWork, books: Mapping[str, str]) -> dict[str, str]:
    """Return those of the accounts that are here in another book than the one given.

    With them those that were deleted here: one that comes back, because the deletion lost, may
    come back elsewhere, and what this device put under it meanwhile with it.
    """
    moved: dict[str, str] = {}
    ids = list(books)
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = tuple(ids[start : start + _IDS_AT_ONCE])
        marks = ", ".join("?" * len(some))
        held = work.connection.exec_driver_sql(
            f"SELECT id, _book FROM account WHERE id IN ({marks})", some
        )
        moved |= {str(row[0]): books[row[0]] for row in held if row[1] != books[row[0]]}
        deleted = work.connection.exec_driver_sql(
            "SELECT record_id FROM journal_operation"
            f" WHERE entity = 'account' AND op = 'delete' AND record_id IN ({marks})",
            some,
        )
        moved |= {str(record_id): books[record_id] for record_id in deleted.scalars()}
    return moved


def follow_what_came_ahead(work: UnitOfWork, left: Iterable[str]) -> None:
    """Put accounts of books that are left into the book in which records under them lie already.

    An account moves with everything under it, but its row may come later than those of its
    records: only its last change has a place in the log. A device that leaves the old book in
    between would forget with the account what it has just been told, and never be told again.
    """
    books = tuple(left)
    marks = ", ".join("?" * len(books))
    ahead: dict[str, str] = {}
    for name in UNDER_ACCOUNTS:
        found = work.connection.exec_driver_sql(
            f'SELECT DISTINCT a.id, c._book FROM "{name}" c JOIN account a ON a.id = c.account_id'
            f" WHERE a._book IN ({marks}) AND c._book NOT IN ({marks})",
            (*books, *books),
        )
        ahead |= {str(row[0]): str(row[1]) for row in found}
    places = [(book, account_id) for account_id, book in ahead.items()]
    if places:
        work.connection.exec_driver_sql("UPDATE account SET _book = ? WHERE id = ?", places)
        move_with_accounts(work, ahead)


def move_with_accounts(work: UnitOfWork, books: Mapping[str, str]) -> None:
    """Put everything under accounts into their new books.

    The server does not send what a device wrote exactly so; where a record lies it says with the
    account.
    """
    places = [(book, account_id) for account_id, book in books.items()]
    for name in UNDER_ACCOUNTS if places else ():
        work.connection.exec_driver_sql(
            f'UPDATE "{name}" SET _book = ? WHERE account_id = ?', places
        )
