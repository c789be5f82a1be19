"""Records as a request sees them while it is worked out, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from server.store.database import Transaction
from server.store.groups import HistoryEntry, add_history
from server.store.records import (
    Key,
    StoredRecord,
    forget_departures,
    save_departures,
    save_records,
    take_places,
)

Span = tuple[int, int]
"""Places of a book's log: those after the first number, up to the second."""


@dataclass(slots=True)
class WorkingSet:
    """What was read, and on top of it what accepted groups made of it.

    A group writes into a draft; `keep` takes the draft over, `drop` forgets it. So a refused
    group leaves no trace, and the whole request is written in a few statements.
    """

    loaded: dict[Key, StoredRecord]
    written: dict[Key, StoredRecord] = field(default_factory=dict)
    history: list[HistoryEntry] = field(default_factory=list)
    _draft: dict[Key, StoredRecord] = field(default_factory=dict)
    _draft_history: list[HistoryEntry] = field(default_factory=list)

    def find(self, key: Key) -> StoredRecord | None:
        """Return a record as it is after everything written so far."""
        return self._draft.get(key) or self.written.get(key) or self.loaded.get(key)

    def learn(self, records: Iterable[StoredRecord]) -> None:
        """Take in records that were read later, and locked."""
        for record in records:
            self.loaded.setdefault(record.key, record)

    def under(self, account_id: str) -> list[StoredRecord]:
        """Return the records under an account, of those that are known here."""
        keys = self.loaded.keys() | self.written.keys() | self._draft.keys()
        known = (self.find(key) for key in sorted(keys))
        return [one for one in known if one is not None and one.account_id == account_id]

    def entries(self) -> list[HistoryEntry]:
        """Return where the revisions came from that are not saved yet."""
        return [*self.history, *self._draft_history]

    def put(self, record: StoredRecord, entry: HistoryEntry | None = None) -> None:
        """Write a record into the draft."""
        self._draft[record.key] = record
        if entry is not None:
            self._draft_history.append(entry)

    def keep(self) -> None:
        """Take the draft over."""
        self.written.update(self._draft)
        self.history.extend(self._draft_history)
        self.drop()

    def drop(self) -> None:
        """Forget the draft."""
        self._draft = {}
        self._draft_history = []

    def save(self, work: Transaction, org: int) -> dict[str, Span]:
        """Write everything kept, the places in the books' logs last.

        Returns:
            The places taken in each book that nothing left.
        """
        if not self.written:
            return {}
        add_history(work, org, self.history)
        departed = list(self._departed())
        needed = _needed(self.written.values(), departed)
        places = take_places(work, org, needed)
        left = {book for book, _, _ in departed}
        taken = {
            book: (before, before + needed[book])
            for book, before in places.items()
            if book not in left
        }

        def placed(record: StoredRecord) -> tuple[StoredRecord, int]:
            # A deleted record stands in the log by its departure only.
            return record, 0 if record.is_deleted else _next(places, record.book)

        present = [record for record in self.written.values() if not record.is_deleted]
        forget_departures(work, org, [record for record in present if self._returned(record)])
        fresh = [record for record in self.written.values() if record.key not in self.loaded]
        known = [record for record in self.written.values() if record.key in self.loaded]
        save_records(
            work, org, fresh=[placed(rec) for rec in fresh], known=[placed(rec) for rec in known]
        )
        # Last: who hears that an account is gone has been told before where its records are.
        save_departures(
            work, org, [(book, rec, _next(places, book), why) for book, rec, why in departed]
        )
        return taken

    def _departed(self) -> Iterable[tuple[str, StoredRecord, str]]:
        for key, record in self.written.items():
            before = self.loaded.get(key)
            if record.is_deleted:
                yield record.book, record, "deleted"
            if before is not None and before.book != record.book and not before.is_deleted:
                yield before.book, record, "moved"

    def _returned(self, record: StoredRecord) -> bool:
        before = self.loaded.get(record.key)
        return before is not None and (before.is_deleted or before.book != record.book)


def _needed(
    records: Iterable[StoredRecord], departed: Iterable[tuple[str, StoredRecord, str]]
) -> dict[str, int]:
    needed: dict[str, int] = {}
    for record in records:
        if record.is_deleted:
            continue
        needed[record.book] = needed.get(record.book, 0) + 1
    for book, _, _ in departed:
        needed[book] = needed.get(book, 0) + 1
    return needed


def _next(places: dict[str, int], book: str) -> int:
    places[book] += 1
    return places[book]
