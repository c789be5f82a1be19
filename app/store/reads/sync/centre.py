"""What waits besides the journal: files on their way, and visits that are not written up yet."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.held.blobs import IS_THUMBNAIL, ORDER, WAITING
from app.store.unit_of_work import Snapshot


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that is to be sent.

    Attributes:
        sha256: Of its bytes.
        size_bytes: Its size.
        sent_bytes: How much of it the server has confirmed.
        name: Caption or file name; empty when no record names it.
        account_name: Whose it is.
    """

    sha256: str
    size_bytes: int
    sent_bytes: int
    name: str
    account_name: str


@dataclass(frozen=True, slots=True)
class UnfinishedVisit:
    """A visit that was begun and not finished.

    Attributes:
        account_id: The account.
        account_name: Its name.
        saved_at: Last saved, milliseconds since 1970 UTC.
    """

    account_id: str
    account_name: str
    saved_at: int


def read_waiting_files(look: Snapshot, limit: int) -> list[WaitingFile]:
    """Return the files that are to be sent, in the order in which they go.

    Small pictures belong to their photos and are not listed.
    """
    rows = look.connection.exec_driver_sql(
        "SELECT b.sha256, b.size_bytes, b.sent_bytes,"
        " coalesce(min(f.caption), min(f.file_name), ''), coalesce(min(a.name), '')"
        " FROM blob b LEFT JOIN attachment f ON f.sha256 = b.sha256"
        " LEFT JOIN account a ON a.id = f.account_id"
        f" WHERE b.state = ? AND NOT {IS_THUMBNAIL} GROUP BY b.sha256"
        f" ORDER BY {ORDER} LIMIT ?",
        (WAITING, limit),
    )
    return [WaitingFile(*row) for row in rows]


def read_unfinished_visits(look: Snapshot, limit: int) -> list[UnfinishedVisit]:
    """Return the visits that were begun here, the one touched last first."""
    rows = look.connection.exec_driver_sql(
        "SELECT d.subject_id, a.name, d.saved_at FROM draft d JOIN account a ON a.id = d.subject_id"
        " WHERE d.kind = 'visit' ORDER BY d.saved_at DESC LIMIT ?",
        (limit,),
    )
    return [UnfinishedVisit(*row) for row in rows]
