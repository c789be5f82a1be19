"""The one line that every screen shows: what waits, what needs the rep, how old the data is."""

from __future__ import annotations

from dataclasses import dataclass

from app.store import facts
from app.store.held.blobs import IS_THUMBNAIL
from app.store.journal import REFUSED, WAITING
from app.store.unit_of_work import Snapshot

_SQL = f"""
SELECT (SELECT count(*) FROM journal_group WHERE state = '{WAITING}'),
       (SELECT count(DISTINCT device_seq) FROM journal_operation WHERE state = '{REFUSED}'),
       (SELECT count(*) FROM conflict WHERE state = 'open'),
       (SELECT count(*) FROM blob b WHERE state = 'waiting' AND NOT {IS_THUMBNAIL}),
       (SELECT coalesce(sum(size_bytes - sent_bytes), 0) FROM blob b
        WHERE state = 'waiting' AND NOT {IS_THUMBNAIL}),
       (SELECT count(*) FROM account_card),
       (SELECT count(*) FROM card_pending)
"""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Where the device stands.

    Attributes:
        waiting: Units of work not sent yet.
        refused: Units of work that the server refused and the rep has not dealt with.
        conflicts: Open conflicts.
        files_waiting: Attachments not sent yet; small pictures belong to theirs.
        bytes_waiting: Bytes of them.
        accounts: Accounts in the book.
        cards_pending: Accounts whose figures or search words are being made.
        last_sync_at: End of the last good exchange, milliseconds since 1970 UTC; None before.
        complete: Whether the first sync has brought everything.
        lost_units: Units of work that went with a deleted log, 0 when only unfinished forms may
            have; None when nothing did, or the user has read it.
    """

    waiting: int
    refused: int
    conflicts: int
    files_waiting: int
    bytes_waiting: int
    accounts: int
    cards_pending: int
    last_sync_at: int | None
    complete: bool
    lost_units: int | None = None

    @property
    def to_send(self) -> int:
        """Units of work and attachments not sent yet."""
        return self.waiting + self.files_waiting


def read_sync_status(look: Snapshot) -> SyncStatus:
    """Return where the device stands."""
    waiting, refused, conflicts, files, size, accounts, cards = (
        int(value) for value in look.connection.exec_driver_sql(_SQL).one()
    )
    last = look.facts.read_text(facts.LAST_SYNC_AT)
    lost = look.facts.read_text(facts.LOST_UNITS)
    return SyncStatus(
        waiting=waiting,
        refused=refused,
        conflicts=conflicts,
        files_waiting=files,
        bytes_waiting=size,
        accounts=accounts,
        cards_pending=cards,
        last_sync_at=int(last) if last else None,
        complete=look.facts.read(facts.FIRST_SYNC_DONE) is not None,
        lost_units=int(lost) if lost else None,
    )
