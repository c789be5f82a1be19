"""Which sealed files belong to this device's records and what of them the server has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.store.connection import Connection


DRAFT, WAITING, SENT = "draft", "waiting", "sent"
"""Of an unfinished form and not to be sent; to be sent; received by the server."""


FILE_FIELDS = ("sha256", "thumbnail_sha256")
"""Fields of an attachment that name a file."""

IS_THUMBNAIL = "EXISTS (SELECT 1 FROM attachment t WHERE t.thumbnail_sha256 = b.sha256)"
_OF_CONTRACT = (
    "EXISTS (SELECT 1 FROM attachment c"
    " WHERE c.sha256 = b.sha256 AND c.subject_entity = 'contract')"
)
_RANK = f"CASE WHEN {IS_THUMBNAIL} THEN 0 WHEN {_OF_CONTRACT} THEN 1 ELSE 2 END"
ORDER = f"{_RANK}, b.sent_bytes = 0, b.size_bytes, b.sha256"
"""Small pictures, then files of contracts, then the rest; begun ones first, then small ones."""

_AHEAD = 500
"""Of so many of the newest attachments the small pictures are fetched before anybody looks."""


class Errand(IntEnum):
    """Which files may travel.

    A connection that costs by the byte carries what is small and what the business waits for.
    """

    THUMBNAILS = 0
    CONTRACTS_TOO = 1
    EVERYTHING = 2


@dataclass(frozen=True, slots=True)
class MissingThumbnail:
    """A small picture that is not on this device.

    Attributes:
        sha256: Of the small picture.
        photo_sha256: Of the photo it was made from.
        size_bytes: Of the small picture, as the record says.
    """

    sha256: str
    photo_sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Blob:
    """A file on its way to the server.

    Attributes:
        sha256: Of the plain bytes.
        size_bytes: Of the plain bytes.
        sent_bytes: How much of it the server has confirmed.
    """

    sha256: str
    size_bytes: int
    sent_bytes: int


class Blobs:
    """The files of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, sha256: str, size_bytes: int) -> None:
        """Note a file of an unfinished form; one that is known already keeps its state."""
        self._connection.exec_driver_sql(
            "INSERT OR IGNORE INTO blob (sha256, size_bytes, state) VALUES (?, ?, ?)",
            (sha256, size_bytes, DRAFT),
        )

    def release(self, digests: Iterable[str]) -> None:
        """Let files be sent, because a record names them now."""
        marks = [(WAITING, digest, DRAFT) for digest in digests]
        if marks:
            self._connection.exec_driver_sql(
                "UPDATE blob SET state = ? WHERE sha256 = ? AND state = ?", marks
            )

    def waiting(self, limit: int, errand: Errand = Errand.EVERYTHING) -> list[Blob]:
        """Return files that are to be sent, in the order of `ORDER`."""
        rows = self._connection.exec_driver_sql(
            "SELECT b.sha256, b.size_bytes, b.sent_bytes FROM blob b"
            f" WHERE b.state = ? AND {_RANK} <= ? ORDER BY {ORDER} LIMIT ?",
            (WAITING, int(errand), limit),
        )
        return [Blob(str(row[0]), int(row[1]), int(row[2])) for row in rows]

    def note_progress(self, sha256: str, sent_bytes: int) -> None:
        """Note how much of a file the server has."""
        self._connection.exec_driver_sql(
            "UPDATE blob SET sent_bytes = ? WHERE sha256 = ? AND state = ?",
            (sent_bytes, sha256, WAITING),
        )

    def mark_sent(self, sha256: str) -> None:
        """Note the server's receipt for a whole file."""
        self._connection.exec_driver_sql(
            "UPDATE blob SET state = ?, sent_bytes = size_bytes WHERE sha256 = ?", (SENT, sha256)
        )

    def note_received(self, sha256: str, size_bytes: int) -> None:
        """Note a file that came from the server."""
        self._connection.exec_driver_sql(
            "INSERT OR IGNORE INTO blob (sha256, size_bytes, state, sent_bytes)"
            " VALUES (?, ?, ?, ?)",
            (sha256, size_bytes, SENT, size_bytes),
        )

    def missing_thumbnails(self) -> list[MissingThumbnail]:
        """Return the small pictures of the newest attachments that are not here, newest first."""
        rows = self._connection.exec_driver_sql(
            "SELECT a.thumbnail_sha256, a.sha256, coalesce(a.thumbnail_bytes, 0)"
            " FROM (SELECT thumbnail_sha256, thumbnail_bytes, sha256 FROM attachment"
            " WHERE thumbnail_sha256 IS NOT NULL ORDER BY id DESC LIMIT ?) a"
            " WHERE NOT EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = a.thumbnail_sha256)",
            (_AHEAD,),
        )
        return [MissingThumbnail(str(row[0]), str(row[1]), int(row[2])) for row in rows]

    def named_size(self, sha256: str) -> int | None:
        """Return the size that a record states of a file, or None when no record names it."""
        size: int | None = self._connection.exec_driver_sql(
            "SELECT size_bytes FROM attachment WHERE sha256 = ?", (sha256,)
        ).scalar()
        return size

    def mark_received(self, digests: Iterable[str]) -> int:
        """Note the server's receipts; return for how many files that were still to be sent."""
        sql = "UPDATE blob SET state = ?, sent_bytes = size_bytes WHERE sha256 = ? AND state = ?"
        return sum(
            self._connection.exec_driver_sql(sql, (SENT, digest, WAITING)).rowcount
            for digest in digests
        )

    def is_named(self, sha256: str) -> bool:
        """Return whether a record or an unfinished form speaks of a file."""
        row = self._connection.exec_driver_sql(
            "SELECT EXISTS (SELECT 1 FROM attachment WHERE sha256 = ?1 OR thumbnail_sha256 = ?1)"
            " OR EXISTS (SELECT 1 FROM draft WHERE instr(body, ?1) > 0)",
            (sha256,),
        ).scalar_one()
        return bool(row)

    def sent_unnamed(self) -> set[str]:
        """Return files that the server has and that no record or unfinished form speaks of."""
        rows = self._connection.exec_driver_sql(
            "SELECT b.sha256 FROM blob b WHERE b.state = ?"
            " AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = b.sha256)"
            f" AND NOT {IS_THUMBNAIL}"
            " AND NOT EXISTS (SELECT 1 FROM draft d WHERE instr(d.body, b.sha256) > 0)",
            (SENT,),
        ).scalars()
        return {str(sha256) for sha256 in rows}

    def forget(self, sha256: str) -> None:
        """Remove the note of a file."""
        self._connection.exec_driver_sql("DELETE FROM blob WHERE sha256 = ?", (sha256,))

    def all_digests(self) -> frozenset[str]:
        """Return every file that belongs to something here."""
        rows = self._connection.exec_driver_sql("SELECT sha256 FROM blob").scalars()
        return frozenset(str(digest) for digest in rows)
