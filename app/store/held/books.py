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
