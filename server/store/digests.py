"""Reads whole books for comparison, without locks."""

from __future__ import annotations

from collections.abc import Iterator

from server.store.database import Row, Transaction


def read_book(work: Transaction, org: int, book: str) -> Iterator[Row]:
    """Yield the records of a book as (entity, id, revision, body)."""
    return work.each(
        "SELECT entity, id, revision, body FROM record WHERE org = ? AND book = ? AND deleted = 0",
        (org, book),
    )


def read_span(
    work: Transaction, org: int, part: tuple[str, str], *, after: str, until: str
) -> Iterator[Row]:
    """Yield records of one entity in one book between two ids, as (id, revision, body)."""
    entity, book = part
    end, ends = (" AND id <= ?", (until,)) if until else ("", ())
    return work.each(
        "SELECT id, revision, body FROM record"  # fixed texts
        f" WHERE org = ? AND book = ? AND entity = ? AND deleted = 0 AND id > ?{end}"
        " ORDER BY id",
        (org, book, entity, after, *ends),
    )
