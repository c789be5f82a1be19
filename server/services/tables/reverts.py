"""Takes an import of the office back, from what the history kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace as with_changes

from app.domain.errors import NotFoundError, ValidationError
from app.domain.fields import FieldValue
from app.domain.ids import new_id
from server.services.desk.provenance import changes_of
from server.services.desk.working_set import WorkingSet
from server.services.moments import milliseconds
from server.services.tables.imports import (
    EXCHANGE,
    IMPORT,
    TableDoor,
    history_entry,
    note_exchange,
)
from server.store.database import Transaction
from server.store.groups import DELETE, EDIT, HistoryEntry
from server.store.history import read_imported
from server.store.records import Stamp, StoredRecord, find_record, read_records

_AT_ONCE = 400
_PREFIX = 20
_FIRST, _LAST = "0", "g"


@dataclass(frozen=True, slots=True)
class OfficeRevert:
    """How taking back went.

    Attributes:
        restored: Records that have their values from before again.
        removed: Records that are gone.
        kept: What stays, because somebody wrote over it: entity, id and field.
    """

    restored: int
    removed: int
    kept: tuple[tuple[str, str, str], ...]


def revert_table(door: TableDoor, import_id: str) -> OfficeRevert:
    """Take an import back, one transaction a batch; begun again it goes on where it was.

    Raises:
        NotFoundError: `record.unknown`.
        ValidationError: `import.revert.state`, it was taken back before.
    """
    with door.database.reading() as work:
        note = find_record(work, door.org, (EXCHANGE, import_id))
        prefix = import_id[:_PREFIX]
        entries = read_imported(work, door.org, IMPORT, prefix + _FIRST, prefix + _LAST)
    if note is None:
        raise NotFoundError("record.unknown", entity=EXCHANGE)
    if note.body.get("direction") != "in" or note.body.get("state") == "reverted":
        raise ValidationError("import.revert.state")
    restored = removed = 0
    kept: list[tuple[str, str, str]] = []
    for start in range(0, len(entries), _AT_ONCE):
        some = entries[start : start + _AT_ONCE]

        def write(work: Transaction, some: Sequence[HistoryEntry] = some) -> _Step:
            step = _Step(door, work, some)
            step.run()
            return step

        step = door.database.write(write)
        restored, removed = restored + step.restored, removed + step.removed
        kept += step.kept
    counts: dict[str, FieldValue] = {"state": "reverted"}
    counts |= {"rows_reverted": restored + removed, "rows_kept": len(kept)}
    door.database.write(lambda work: note_exchange(door, work, import_id, counts))
    return OfficeRevert(restored, removed, tuple(kept))


class _Step:
    """Takes some entries back in one transaction."""

    def __init__(self, door: TableDoor, work: Transaction, entries: Sequence[HistoryEntry]) -> None:
        self._door, self._work, self._entries = door, work, entries
        keys = [(entry.entity, entry.id) for entry in entries]
        self._records = WorkingSet(read_records(work, door.org, keys))
        self._now = milliseconds(door.clock())
        self.restored = self.removed = 0
        self.kept: list[tuple[str, str, str]] = []

    def run(self) -> None:
        """Take them back and write."""
        for entry in self._entries:
            record = self._records.find((entry.entity, entry.id))
            if record is None or record.is_deleted:
                continue
            if entry.revision == 1:
                self._remove(record)
            else:
                self._restore(record, entry)
        self._records.keep()
        self._records.save(self._work, self._door.org)

    def _remove(self, record: StoredRecord) -> None:
        if record.revision != 1:
            self.kept.append((record.entity, record.id, ""))
            return
        self._write(with_changes(record, revision=2, is_deleted=True), {}, DELETE)
        self.removed += 1

    def _restore(self, record: StoredRecord, entry: HistoryEntry) -> None:
        back: dict[str, tuple[FieldValue, FieldValue]] = {}
        for name, (before, after) in changes_of(entry).items():
            value = record.body.get(name)
            if value == after:
                back[name] = (after, before)
            elif value != before:
                self.kept.append((record.entity, record.id, name))
        if not back:
            return
        revision = record.revision + 1
        stamp = Stamp(revision, self._door.user_id, "", is_office=True, at=self._now)
        body = {**record.body, **{name: before for name, (_, before) in back.items()}}
        after_body = {name: value for name, value in body.items() if value is not None}
        stamps = {**record.stamps, **dict.fromkeys(back, stamp)}
        changed = with_changes(record, revision=revision, body=after_body, stamps=stamps)
        self._write(changed, back, EDIT)
        self.restored += 1

    def _write(
        self, record: StoredRecord, changed: dict[str, tuple[FieldValue, FieldValue]], op: str
    ) -> None:
        op_id = new_id(self._door.clock())
        self._records.put(record, history_entry(self._door, record, op_id, changed, op=op))
