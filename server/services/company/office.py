"""What the office writes itself: any field, and the owner, with whom an account's records move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace as with_changes

from app.domain.errors import NotFoundError
from app.domain.fields import FieldValue
from app.domain.schema import check_fields, entity_named
from server.services.desk.own_entries import own_entry
from server.services.desk.working_set import WorkingSet
from server.services.moments import milliseconds
from server.settings import Clock
from server.store.book_names import book_named
from server.store.database import Database, Transaction
from server.store.groups import EDIT, HistoryEntry
from server.store.records import Stamp, StoredRecord, read_children, read_records

Values = Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class Office:
    """Writes in the name of a person of the office.

    Attributes:
        database: Where everything is.
        org: Number of the organisation.
        user_id: Who writes; "" for the server itself.
        clock: Gives server time.
    """

    database: Database
    org: int
    user_id: str
    clock: Clock

    def edit(self, entity: str, record_id: str, values: Values) -> int:
        """Write fields of a record and return its new revision.

        An account that gets another owner or sector moves into that book, with everything under
        it; devices that lose it are told so.

        Raises:
            NotFoundError: `record.unknown`.
            ValidationError: As `check_fields`.
        """
        clean = check_fields(entity, values)
        return self.database.write(lambda work: self._edit(work, entity, record_id, clean))

    def _edit(self, work: Transaction, entity: str, record_id: str, values: Values) -> int:
        loaded = read_records(work, self.org, [(entity, record_id)])
        before = loaded.get((entity, record_id))
        if before is None or before.is_deleted:
            raise NotFoundError("record.unknown", entity=entity)
        after = self._written(before, values)
        children = read_children(work, self.org, before.id) if after.book != before.book else []
        loaded |= {child.key: child for child in children}
        working = WorkingSet(loaded)
        working.put(after, self._entry(before, after, values))
        for child in children:
            # A new revision, so that a device whose edit of it was made before receives the book.
            moved = with_changes(child, book=after.book, revision=child.revision + 1)
            working.put(moved, self._entry(child, moved, {}))
        working.keep()
        working.save(work, self.org)
        return after.revision

    def _written(self, before: StoredRecord, values: Values) -> StoredRecord:
        body = {**before.body, **values}
        revision = before.revision + 1
        stamp = Stamp(revision, self.user_id, "", is_office=True, at=milliseconds(self.clock()))
        book = before.book
        if before.account_id is None and before.entity != "conflict":
            book = book_named(entity_named(before.entity).scope, body)
        return with_changes(
            before,
            book=book,
            revision=revision,
            body={name: value for name, value in body.items() if value is not None},
            stamps={**before.stamps, **dict.fromkeys(values, stamp)},
        )

    def _entry(self, before: StoredRecord, after: StoredRecord, values: Values) -> HistoryEntry:
        changed = {name: (before.body.get(name), value) for name, value in values.items()}
        return own_entry(after, EDIT, self.clock(), changed=changed, user_id=self.user_id)
