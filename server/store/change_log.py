"""Read what changed in a book since a place in its log, and the book as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from server.store.database import Row, Transaction

_WORDS = msgspec.json.Encoder()


def read_counters(work: Transaction, org: int, books: Collection[str]) -> dict[str, int]:
    """Return the last place given in each of the books; books never written to are missing."""
    rows = work.rows(
        "SELECT book, last_seq FROM book_counter WHERE org = ? AND book IN " + work.spelling.words,
        (org, _words(books)),
    )
    return {row[0]: row[1] for row in rows}


def read_standings(
    work: Transaction, org: int, books: Collection[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return, as `read_counters`, the last places, and up to where departures are forgotten."""
    rows = work.rows(
        "SELECT book, last_seq, purged_seq FROM book_counter WHERE org = ? AND book IN "
        + work.spelling.words,
        (org, _words(books)),
    )
    return {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows if row[2]}


def list_books(work: Transaction, org: int) -> dict[str, int]:
    """Return every book of the organisation with the last place given in it."""
    rows = work.rows("SELECT book, last_seq FROM book_counter WHERE org = ?", (org,))
    return {row[0]: row[1] for row in rows}


def read_changes(
    work: Transaction, org: int, book: str, *, after: int, until: int, limit: int
) -> Iterator[Row]:
    """Yield entries as (seq, entity, id, revision, body, reason, current book, deleted).

    `body` is None where the record left the book; `reason` says why.
    """
    return work.each(
        "SELECT seq, entity, id, revision, body, '' AS reason, book, deleted FROM record"
        " WHERE org = ? AND book = ? AND seq > ? AND seq <= ?"
        " UNION ALL "
        "SELECT d.seq, d.entity, d.id, r.revision, NULL, d.reason, r.book, r.deleted"
        " FROM departure d"
        " JOIN record r ON r.org = d.org AND r.entity = d.entity AND r.id = d.id"
        " WHERE d.org = ? AND d.book = ? AND d.seq > ? AND d.seq <= ?"
        " ORDER BY 1 LIMIT ?",
        (org, book, after, until, org, book, after, until, limit),
    )


def read_moved(work: Transaction, org: int, book: str, *, until: int) -> list[Row]:
    """Return what left a book up to a place of its log and lies in another one now.

    Returns:
        Entity, id, reason, current book, deleted.
    """
    return work.rows(
        "SELECT d.entity, d.id, d.reason, r.book, r.deleted FROM departure d"
        " JOIN record r ON r.org = d.org AND r.entity = d.entity AND r.id = d.id"
        " WHERE d.org = ? AND d.book = ? AND d.seq <= ? AND r.book <> d.book"
        " ORDER BY d.seq",
        (org, book, until),
    )


def count_changes(work: Transaction, org: int, book: str, *, after: int, until: int) -> int:
    """Return how many entries wait in a book."""
    row = work.row(
        "SELECT (SELECT count(*) FROM record"
        " WHERE org = ? AND book = ? AND seq > ? AND seq <= ?)"
        " + (SELECT count(*) FROM departure"
        " WHERE org = ? AND book = ? AND seq > ? AND seq <= ?)",
        (org, book, after, until, org, book, after, until),
    )
    return int(row[0]) if row else 0


def has_departed(work: Transaction, org: int, book: str, *, after: int) -> bool:
    """Return whether any record left a book after a place of its log, as far as is still known."""
    row = work.row(
        "SELECT 1 FROM departure WHERE org = ? AND book = ? AND seq > ?"
        " UNION ALL SELECT 1 FROM book_counter WHERE org = ? AND book = ? AND purged_seq > ?"
        " LIMIT 1",
        (org, book, after, org, book, after),
    )
    return row is not None


def count_parts(work: Transaction, org: int, books: Collection[str]) -> dict[tuple[str, str], int]:
    """Return by entity and book how many records there are."""
    rows = work.rows(
        "SELECT entity, book, count(*) FROM record WHERE org = ? AND deleted = 0 AND book IN "
        + work.spelling.words
        + " GROUP BY entity, book",
        (org, _words(books)),
    )
    return {(row[0], row[1]): row[2] for row in rows}


def read_part(
    work: Transaction,
    org: int,
    part: tuple[str, str],
    *,
    after: str,
    limit: int,
    newest_first: bool,
) -> Iterator[Row]:
    """Yield the records of one entity in one book as (id, revision, body), after an id."""
    entity, book = part
    beyond, order = ("<", "DESC") if newest_first else (">", "ASC")
    return work.each(
        "SELECT id, revision, body FROM record"  # fixed texts
        f" WHERE org = ? AND book = ? AND entity = ? AND id {beyond} ? AND deleted = 0"
        f" ORDER BY id {order} LIMIT ?",
        (org, book, entity, after, limit),
    )


def _words(words: Collection[str]) -> str:
    return _WORDS.encode(sorted(words)).decode()
