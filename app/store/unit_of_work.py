"""One transaction: edited rows and their journal entry are kept together or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.domain.changes import ChangeSet, Group, Op, Operation
from app.domain.errors import NotFoundError, ValidationError
from app.domain.fields import Custody, FieldValue, Scope
from app.domain.schema import ENTITIES, check_complete, check_fields
from app.store.cards import Cards
from app.store.connection import READING, WRITING, Connection
from app.store.drafts import Drafts
from app.store.errors import DamagedStoreError, StoreFault, device_faults, fault_of
from app.store.facts import Facts
from app.store.file.doubt import doubt
from app.store.file.open_mark import OpenMark
from app.store.file.upgrade_copy import UpgradeCopy
from app.store.journal import GroupCodec, Journal
from app.store.records import Record, Records
from app.store.rights import Rights

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class Author:
    """Whose work is written, and where times and ids come from.

    Attributes:
        user_id: The signed-in user.
        now: Device time, milliseconds since 1970 UTC.
        new_id: Makes ids.
        zone: IANA name of the device's zone.
    """

    user_id: str
    now: Callable[[], int]
    new_id: Callable[[], str]
    zone: str


class Snapshot:
    """A consistent, read-only look at the store."""

    def __init__(self, engine: Engine, codec: GroupCodec, begin: str = READING) -> None:
        with device_faults():
            self.connection = Connection(engine, begin)
        self.records = Records(self.connection)
        self.journal = Journal(self.connection, codec)
        self.facts = Facts(self.connection)
        self.drafts = Drafts(self.connection)
        self.rights = Rights(self.connection, self.records)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with device_faults():
            self.connection.close()
        # A full disk shows at any statement, not only at the commit.
        fault = fault_of(error) if error is not None else None
        if isinstance(fault or error, DamagedStoreError):
            doubt(self.connection.engine)
        if fault is not None:
            raise fault from error


class UnitOfWork(Snapshot):
    """A writing transaction; leaving without `commit` rolls back."""

    def __init__(self, engine: Engine, codec: GroupCodec, mark: OpenMark | None = None) -> None:
        super().__init__(engine, codec, WRITING)
        self._mark = mark
        self.cards = Cards(self.connection)
        self._operations: list[Operation] = []
        self._touched: set[tuple[str, str]] = set()
        self._wide: set[str] = set()

    def create(
        self,
        entity: str,
        fields: Mapping[str, object],
        author: Author,
        *,
        record_id: str = "",
    ) -> str:
        """Write a new record and its journal entry; return its id.

        Args:
            entity: Its entity.
            fields: Its values.
            author: Who writes it.
            record_id: Where what it is about gives it its id; else a new one is made.

        Raises:
            ValidationError: A field breaks a rule of the schema; nothing was written.
            NotAllowedError: The author may not make it; see `policy_check.check_create`.
        """
        clean = {
            name: value for name, value in check_fields(entity, fields).items() if value is not None
        }
        check_complete(entity, clean)
        self.rights.check_create(author.user_id, entity, clean)
        record_id = record_id or author.new_id()
        self.records.insert(entity, record_id, clean, self._book_for(entity, clean))
        changed = {name: (None, value) for name, value in clean.items()}
        self._note(Operation(author.new_id(), entity, record_id, Op.CREATE, changed))
        self._mark_card(entity, record_id, clean, clean)
        return record_id

    def edit(
        self, entity: str, record_id: str, fields: Mapping[str, object], author: Author
    ) -> bool:
        """Set fields of a record; return whether anything differed from what was there.

        Raises:
            NotFoundError: The record is not here.
            ValidationError: A field breaks a rule, or the entity is written only once.
            NotAllowedError: The author may not write it; see `policy_check.check_edit`.
        """
        record = self.need(entity, record_id)
        if ENTITIES[entity].custody is not Custody.SHARED:
            raise ValidationError("entity.append_only", entity=entity)
        clean = check_fields(entity, fields)
        changed = {
            name: (record.fields[name], value)
            for name, value in clean.items()
            if record.fields[name] != value
        }
        if not changed:
            return False
        values = {name: after for name, (_, after) in changed.items()}
        self.rights.check_edit(author.user_id, record, values)
        self.records.update(entity, record_id, values)
        self._note(Operation(author.new_id(), entity, record_id, Op.EDIT, changed, record.revision))
        self._mark_card(entity, record_id, record.fields, changed)
        return True

    def delete(self, entity: str, record_id: str, author: Author) -> None:
        """Delete a record; the server keeps its history.

        Raises:
            NotFoundError: The record is not here.
            NotAllowedError: The author may not delete it; see `policy_check.check_delete`.
        """
        record = self.need(entity, record_id)
        self.rights.check_delete(author.user_id, record)
        held = {name: (value, None) for name, value in record.fields.items() if value is not None}
        self._mark_card(entity, record_id, record.fields, held)
        if entity == "account":
            self.cards.remove([record_id])
        self.records.delete(entity, [record_id])
        self._note(Operation(author.new_id(), entity, record_id, Op.DELETE, held, record.revision))

    def need(self, entity: str, record_id: str) -> Record:
        """Return a record.

        Raises:
            NotFoundError: It is not here.
        """
        record = self.records.read(entity, record_id)
        if record is None:
            raise NotFoundError("record.unknown", entity=entity)
        return record

    def touch(self, entity: str, record_id: str) -> None:
        """Note a record written without a journal entry, as sync does."""
        self._touched.add((entity, record_id))

    def touch_entity(self, entity: str) -> None:
        """Note that many records of an entity were written."""
        self._wide.add(entity)

    def commit(self, author: Author | None = None) -> ChangeSet:
        """Keep everything and tell what was touched.

        Args:
            author: Needed when records were created, edited or deleted here.

        Raises:
            StoreFault: The device refused; nothing was kept.
        """
        number = 0
        with device_faults():
            if self._operations:
                if author is None:
                    raise ValueError("work on records needs an author")
                number = self.journal.append(
                    Group(
                        group_id=author.new_id(),
                        user_id=author.user_id,
                        made_at=author.now(),
                        zone=author.zone,
                        operations=tuple(self._operations),
                    )
                )
            self.connection.commit()
        if number and self._mark is not None:
            self._mark.note(number)
        return ChangeSet(frozenset(self._touched), frozenset(self._wide))

    def _note(self, operation: Operation) -> None:
        self._operations.append(operation)
        self._touched.add((operation.entity, operation.record_id))

    def _book_for(self, entity: str, fields: Mapping[str, FieldValue]) -> str | None:
        """Return the book of the account that a new record belongs to, as far as known here."""
        if ENTITIES[entity].scope is not Scope.ACCOUNT or "account_id" not in fields:
            return None
        account = self.rights.account(str(fields["account_id"]))
        return account.book if account else None

    def _mark_card(
        self,
        entity: str,
        record_id: str,
        fields: Mapping[str, FieldValue],
        changed: Mapping[str, object],
    ) -> None:
        words = any(ENTITIES[entity].fields[name].searchable for name in changed)
        if entity == "account":
            self.cards.mark([record_id], words=words)
        elif account_id := fields.get("account_id"):
            self.cards.mark([str(account_id)], words=words and entity == "contact")


class Store:
    """Hands out snapshots and units of work on one open database."""

    def __init__(self, engine: Engine, codec: GroupCodec, mark: OpenMark | None = None) -> None:
        """Take an open database.

        Args:
            engine: Has the pool of connections.
            codec: How the journal's groups become bytes.
            mark: Tells the next program how far this one came; None where nobody will look.
        """
        self._engine = engine
        self._codec = codec
        self._mark = mark

    def snapshot(self) -> Snapshot:
        """Begin to read."""
        return Snapshot(self._engine, self._codec)

    def unit_of_work(self) -> UnitOfWork:
        """Begin to write; waits for the other writer, at most the busy timeout."""
        return UnitOfWork(self._engine, self._codec, self._mark)

    def empty_log(self) -> bool:
        """Fold the write-ahead log into the file and cut it; False while somebody still reads."""
        with device_faults():
            connection = self._engine.raw_connection()
            try:
                row = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.close()
        return bool(row[0] == 0)

    def drop_old_copy(self) -> None:
        """Delete the copy that an upgrade left: it still holds what has to leave the device."""
        try:
            UpgradeCopy(Path(str(self._engine.url.database))).drop()
        except OSError as error:
            raise StoreFault("store.io") from error

    def close(self) -> None:
        """Close every connection, so that the write-ahead log is folded into the file."""
        mark, is_folded = self._mark, False
        with contextlib.suppress(StoreFault):
            is_folded = mark is not None and self.empty_log()
        if is_folded and mark is not None:
            # Before the last connection takes the log away: killed in between, nothing is missed.
            mark.end()
        self._engine.dispose()
        if mark is not None and mark.misses_log():
            mark.end()  # somebody read until now; closing has folded the log
        elif mark is not None:
            mark.leave()

    def mark_as_of(self, number: int) -> None:
        """Note for the next program how far the journal is, where it was not a unit of work."""
        if self._mark is not None:
            self._mark.note(number)
