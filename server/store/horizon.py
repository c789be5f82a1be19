"""Purges departures that every living device has passed, and remembers how far."""

from __future__ import annotations

from server.store.database import Transaction


def mark_books(work: Transaction, org: int, *, at: int) -> None:
    """Write where every book's log stands now, if it moved since the last mark."""
    work.run(
        "INSERT INTO book_mark (org, book, at, last_seq)"
        " SELECT c.org, c.book, ?, c.last_seq FROM book_counter c WHERE c.org = ?"
        " AND c.last_seq > coalesce((SELECT max(m.last_seq) FROM book_mark m"
        " WHERE m.org = c.org AND m.book = c.book), 0)"
        " ON CONFLICT (org, book, at) DO UPDATE SET last_seq = excluded.last_seq",
        (at, org),
    )


def oldest_contact(work: Transaction, org: int, *, since: int) -> int | None:
    """Return when that device was last here that has been away longest, of those seen since."""
    row = work.row(
        "SELECT min(last_seen_at) FROM device WHERE org = ? AND state = 'active'"
        " AND last_seen_at >= ?",
        (org, since),
    )
    return None if row is None or row[0] is None else int(row[0])


def floors_before(work: Transaction, org: int, *, until: int) -> dict[str, int]:
    """Return by book where its log stood at the last mark before a moment."""
    rows = work.rows(
        "SELECT book, max(last_seq) FROM book_mark WHERE org = ? AND at < ? GROUP BY book",
        (org, until),
    )
    return {row[0]: row[1] for row in rows}


def purge_book(work: Transaction, org: int, book: str, *, floor: int) -> int:
    """Forget what left a book up to a place of its log; return how many departures that were."""
    count = work.run(
        "DELETE FROM departure WHERE org = ? AND book = ? AND seq <= ?", (org, book, floor)
    )
    if count:
        work.run(
            "UPDATE book_counter SET purged_seq = ? WHERE org = ? AND book = ? AND purged_seq < ?",
            (floor, org, book, floor),
        )
    # Older marks answer no question any more.
    work.run(
        "DELETE FROM book_mark WHERE org = ? AND book = ? AND last_seq < ?", (org, book, floor)
    )
    return count
