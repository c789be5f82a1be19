"""What becomes of records that this device may no longer hold: nothing readable of them stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.domain.schema import ENTITIES
from app.store import facts
from app.store.held.books import follow_what_came_ahead
from app.store.held.redaction import ALL, UNDER_ACCOUNTS, redact_journal
from app.store.search import SearchIndex
from app.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from app.store.connection import Connection

PREPARATION = "preparation"
"""Kind of the draft that names what to take along today, accounts and contracts among it."""

_LISTED = 500
"""Up to this many records are named in the change set; beyond, their entities are."""


def leave_records(work: UnitOfWork, entity: str, record_ids: Iterable[str]) -> int:
    """Forget records of one entity, an account with everything under it; return their number.

    Rows, search entries, drafts and conflicts go at once, and what the journal tells of them as
    far as the server has it. `scrubbing.scrub` and `sync.attachments.removal` finish the work.

    Source: reliability.md P15, X13.
    """
    return _leave(work, [(entity, record_ids)])


def leave_books(work: UnitOfWork, books: Iterable[str]) -> int:
    """Forget everything in books that the device no longer holds; return the number of records."""
    held = tuple(books)
    follow_what_came_ahead(work, held)
    marks = ", ".join("?" * len(held))
    found = []
    for name in ENTITIES:
        sql = f'SELECT id FROM "{name}" WHERE _book IN ({marks})'
        found.append((name, work.connection.exec_driver_sql(sql, held).scalars().all()))
    # Without its key, what lies in the file of a table that was on its way is noise.
    work.facts.forget(facts.RECEIVED_TABLE)
    return _leave(work, found)


def _leave(work: UnitOfWork, records: Iterable[tuple[str, Iterable[str]]]) -> int:
    """Forget records, each statement for all of them: an account may have thousands of rows."""
    named = {name: list(ids) for name, ids in records}
    run = work.connection.exec_driver_sql
    run("CREATE TEMP TABLE IF NOT EXISTS leaving (id TEXT PRIMARY KEY)")
    run("DELETE FROM leaving")
    _list(work.connection, (record_id for ids in named.values() for record_id in ids))
    if named.get("account"):
        for name in UNDER_ACCOUNTS:
            run(f'INSERT OR IGNORE INTO leaving SELECT id FROM "{name}" WHERE account_id IN {ALL}')
    run(f"INSERT OR IGNORE INTO leaving SELECT id FROM conflict WHERE subject_id IN {ALL}")
    _forget_words(work)
    redact_journal(work)
    run(f"DELETE FROM draft WHERE kind = ? OR subject_id IN {ALL}", (PREPARATION,))
    count = sum(_delete_rows(work, name) for name in ENTITIES)
    if count:
        work.facts.write(facts.SCRUB_OWED, b"1")
    return count


def _list(connection: Connection, ids: Iterable[str]) -> None:
    rows = [(record_id,) for record_id in ids]
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO leaving (id) VALUES (?)", rows)


def _delete_rows(work: UnitOfWork, entity: str) -> int:
    run = work.connection.exec_driver_sql
    ids = run(f'SELECT id FROM "{entity}" WHERE id IN {ALL}').scalars().all()
    if not ids:
        return 0
    run(f'DELETE FROM "{entity}" WHERE id IN {ALL}')
    if len(ids) > _LISTED:
        work.touch_entity(entity)
    for record_id in ids[:_LISTED]:
        work.touch(entity, str(record_id))
    return len(ids)


def _forget_words(work: UnitOfWork) -> None:
    """Take leaving accounts out of the list and the search, and leaving contacts out of theirs."""
    run = work.connection.exec_driver_sql
    leaving = _places(work, f"SELECT rowid FROM account WHERE id IN {ALL}")
    SearchIndex(work.connection).remove(leaving)
    if leaving:
        places = [(place,) for place in leaving]
        run("DELETE FROM account_card WHERE account_rowid = ?", places)
    run(f"DELETE FROM card_pending WHERE account_id IN {ALL}")
    run(f"DELETE FROM local_finding WHERE account_id IN {ALL}")
    for name in UNDER_ACCOUNTS:
        staying = (
            f'SELECT DISTINCT account_id FROM "{name}" WHERE id IN {ALL}'
            f" AND account_id NOT IN {ALL}"
        )
        is_contact = name == "contact"
        work.cards.mark(map(str, run(staying).scalars().all()), words=is_contact)
        if is_contact:
            # Found again once the words are made anew; the old name must not stay until then.
            places_of = f"SELECT rowid FROM account WHERE id IN ({staying})"
            SearchIndex(work.connection).remove(_places(work, places_of))


def _places(work: UnitOfWork, sql: str) -> list[int]:
    return [int(place) for place in work.connection.exec_driver_sql(sql).scalars()]
