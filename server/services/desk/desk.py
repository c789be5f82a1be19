"""What one group is worked out with: the records, who sent it, when, and what was decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from datetime import UTC, datetime

import msgspec

from app.domain import policy
from app.domain.changes import Group, Operation
from app.domain.errors import NotAllowedError, NotFoundError
from app.domain.fields import Entity, FieldValue
from app.domain.ids import new_id
from app.domain.merge import FieldConflict
from app.domain.schema import account_references
from server.services.desk.blacklist import Barring
from server.services.desk.conflicts import conflict_record
from server.services.desk.families import Families
from server.services.desk.signatures import Signatures
from server.services.desk.working_set import WorkingSet
from server.services.numbers.running import NumberSource
from server.services.rights.books import Actor
from server.store.groups import MERGE, HistoryEntry
from server.store.records import Key, Stamp, StoredRecord

_MILLISECONDS = 1000
_JSON = msgspec.json.Encoder()


class Desk(msgspec.Struct, frozen=True):
    """Everything the rules of one group need; nothing here touches the database.

    A struct, because one is made for every group.

    Attributes:
        working: Records as they are after the groups before.
        actor: Who sent the group.
        user: The same, as the policy knows users.
        group: The group.
        numbers: Gives numbers to new records.
        signatures: Say who wrote which part of a merged text.
        families: Find what stands under an account.
        barring: Recognises firms that the group barred.
        now: Server time in milliseconds.
        first_stamps: Of a record that the sender makes.
        books: Books that the sender may see.
        partial_books: Those of them of which the sender sees the shared accounts only.
        held: Revision by record that the sender holds exactly, by what this request was answered.
        offered_since: When this database was restored, where the group was answered before that;
            its base revisions count in a numbering that is no more.
        is_confidence_off: Tells whether the company wants nothing confided about contacts.
    """

    working: WorkingSet
    actor: Actor
    user: policy.Actor
    group: Group
    numbers: NumberSource
    signatures: Signatures
    families: Families
    barring: Barring
    now: int
    first_stamps: Mapping[str, Stamp]
    books: frozenset[str]
    partial_books: frozenset[str]
    held: MutableMapping[Key, int]
    offered_since: int | None = None
    is_confidence_off: Callable[[], bool] = lambda: False

    @property
    def moment(self) -> datetime:
        """Server time."""
        return datetime.fromtimestamp(self.now / _MILLISECONDS, UTC)

    def is_held(self, record: StoredRecord, operation: Operation) -> bool:
        """Return whether the sender holds all of a record but for the operation itself.

        Not so if the sender only made its last revision: the answer that told what the server
        added to it may have been lost.
        """
        return record.revision == max(operation.base_revision, self.held.get(record.key, 0))

    def visible(self, entity: str, record_id: str) -> StoredRecord | None:
        """Return a record that the sender may see, deleted or not."""
        found = self.working.find((entity, record_id))
        if found is None or found.book not in self.books:
            return None
        if found.book in self.partial_books:
            account_id = found.account_id or found.id
            return found if self.actor.shares.reads(entity, account_id) else None
        return found

    def as_seen(self, entity: str, account: StoredRecord) -> Mapping[str, FieldValue]:
        """Return an account as the rules see it: to the owner's deputy it is like an own one.

        Args:
            entity: Of the record that is judged.
            account: The account that it is, or that it stands under.
        """
        if not self.actor.shares.writes(entity, account.id):
            return account.body
        return {**account.body, "owner_id": self.actor.user_id}

    def existing(self, operation: Operation) -> StoredRecord:
        """Return the record that an operation changes.

        Raises:
            NotFoundError: `record.unknown`; the same whether it is nowhere or somebody else's.
        """
        found = self.visible(operation.entity, operation.record_id)
        if found is None:
            raise NotFoundError("record.unknown", entity=operation.entity)
        return found

    def account_of(self, account_id: FieldValue) -> StoredRecord:
        """Return the account that a record is put under.

        Of one that was merged into another, that other.

        Raises:
            NotAllowedError: `record.not_visible`; the same whether it is nowhere, deleted or
                somebody else's.
        """
        found = self.visible("account", self.standing_id(str(account_id)))
        if found is None or found.is_deleted:
            raise NotAllowedError("record.not_visible", entity="account")
        return found

    def standing_id(self, account_id: str) -> str:
        """Return the id of the account into which this one was merged, or its own."""
        found = self.working.find(("account", account_id))
        while found is not None and found.survivor_id is not None:
            account_id = found.survivor_id
            found = self.working.find(("account", account_id))
        return account_id

    def standing(self, entity: Entity, values: dict[str, FieldValue]) -> dict[str, FieldValue]:
        """Return values with merged accounts replaced by those that stand for them."""
        for name in account_references(entity.name):
            value = values.get(name)
            if value is not None:
                values[name] = self.standing_id(str(value))
        return values

    def body(self, entity: str, record_id: FieldValue) -> Mapping[str, FieldValue] | None:
        """Return the values of a record, if it exists."""
        found = self.working.find((entity, str(record_id)))
        return found.body if found else None

    def write(
        self,
        record: StoredRecord,
        operation: Operation,
        changed: Mapping[str, tuple[FieldValue, FieldValue]] | None = None,
        *,
        is_merged: bool = False,
    ) -> None:
        """Write a record and where its new revision came from; a new record without `changed`."""
        op = MERGE if is_merged else operation.op.value
        self.working.put(record, self._entry(record, operation.op_id, op, changed))

    def write_new(self, record: StoredRecord) -> None:
        """Write a record that the server itself makes beside an operation."""
        self.working.put(record, self._entry(record, record.id, "create", None))

    def write_merged(
        self, record: StoredRecord, changed: Mapping[str, tuple[FieldValue, FieldValue]]
    ) -> None:
        """Write a record that the merge of two accounts changes, beside the operation itself."""
        op_id = new_id(self.moment)
        self.working.put(record, self._entry(record, op_id, MERGE, changed))

    def write_conflict(self, subject: StoredRecord, found: FieldConflict) -> None:
        """Write what two people wrote into one field."""
        record = conflict_record(
            subject, found, actor=self.actor, now=self.now, lost_at=self.group.made_at
        )
        self.working.put(record, self._entry(record, record.id, "create", None))

    def _entry(
        self,
        record: StoredRecord,
        op_id: str,
        op: str,
        changed: Mapping[str, tuple[FieldValue, FieldValue]] | None,
    ) -> HistoryEntry:
        return HistoryEntry(
            entity=record.entity,
            id=record.id,
            revision=record.revision,
            op_id=op_id,
            op=op,
            user_id=self.actor.user_id,
            device_id=self.actor.device_id,
            server_time=self.now,
            device_time=self.group.made_at,
            zone=self.group.zone,
            fields="" if changed is None else _JSON.encode(changed).decode(),
        )
