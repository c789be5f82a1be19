"""The files of a record, with how far each got on its way to the server."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

_FILES = """
SELECT t.id, t.sha256, t.size_bytes, coalesce(t.media_type, ''), coalesce(t.file_name, ''),
  coalesce(u.name, ''), coalesce(b.state, ''), coalesce(t.caption, ''), coalesce(t.pages, 0),
  EXISTS (SELECT 1 FROM journal_operation o WHERE o.record_id = t.id AND o.state = 'waiting')
FROM attachment t LEFT JOIN "user" u ON u.id = t.added_by LEFT JOIN blob b ON b.sha256 = t.sha256
WHERE t.subject_id = ? AND t.purpose IS ? ORDER BY t.id
"""

_PAGES = "SELECT purpose, sha256, coalesce(page, 0) FROM attachment WHERE subject_id = ?"


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One file of a record.

    Attributes:
        id: Of its record; begins with the moment (UUIDv7).
        sha256: Of the file.
        size_bytes: Of the file.
        media_type: What it is.
        file_name: As it was chosen.
        added_by: Name of who added it; empty when unknown.
        state: Of the file here, as `app.store.held.blobs` has it; empty when it is not here.
        title: What the contract calls it that it is part of; or what is seen on it.
        pages: Of an annex; 0 where nobody counted.
        is_unsent: Whether its record waits in the journal.
    """

    id: str
    sha256: str
    size_bytes: int
    media_type: str
    file_name: str
    added_by: str
    state: str
    title: str
    pages: int
    is_unsent: bool


def list_files_of(look: Snapshot, record_id: str, purpose: str = "") -> tuple[RecordFile, ...]:
    """Return the files of a record, oldest first.

    Args:
        look: Where to read.
        record_id: Of the record.
        purpose: Of the files; without one those that serve none, because papers and annexes of a
            contract stand in places of their own.
    """
    rows = look.connection.exec_driver_sql(_FILES, (record_id, purpose or None))
    return tuple(RecordFile(*[*row[:-1], bool(row[-1])]) for row in rows)


def pages_of(look: Snapshot, record_id: str) -> dict[tuple[str, str], int]:
    """Return the page (0 for none) of a record's files by purpose (empty for none) and SHA-256."""
    rows = look.connection.exec_driver_sql(_PAGES, (record_id,))
    return {(purpose or "", sha256): page for purpose, sha256, page in rows}
