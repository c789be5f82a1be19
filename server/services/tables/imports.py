"""Takes tables of the accounting system in: checked like any file, written as the office's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as with_changes

from app.domain.errors import DomainError, ValidationError
from app.domain.fields import FieldValue
from app.domain.ids import new_id
from app.domain.importing.batches import Table, in_batches, rows_below
from app.domain.importing.judging import Action, Judged, RowJudge, problem_of
from app.domain.importing.plans import ImportPlan, check_plan
from app.domain.importing.tallies import Tally
from app.domain.importing.values import Reading
from app.domain.importing.vocabulary import Vocabulary
from app.domain.schema import entity_named
from server.services.desk.own_entries import own_entry
from server.services.desk.working_set import WorkingSet
from server.services.moments import milliseconds
from server.services.tables.holdings import OfficeHoldings
from server.settings import Clock
from server.store.book_names import book_named
from server.store.database import Database, Transaction
from server.store.groups import HistoryEntry
from server.store.records import WHOLE_RECORD, Key, Stamp, StoredRecord, read_records

KINDS = ("product", "price_list", "price", "sales_record", "receivable")
"""What the accounting system masters."""
EXCHANGE = "file_exchange"
IMPORT = "import"
"""What the history calls a revision that an import made."""

_PREFIX = 20
_SHOWN = 1_000


@dataclass(slots=True)
class OfficeImport:
    """How an import went, or would go.

    Attributes:
        id: Its record; "" for a dry run.
        tally: What its rows did.
        rejected: The rows that wait for a person.
        noted: The first rows that were read in another way than they are written.
    """

    id: str = ""
    tally: Tally = field(default_factory=Tally)
    rejected: list[Judged] = field(default_factory=list)
    noted: list[Judged] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TableDoor:
    """Takes tables in, in the name of a person of the office.

    Attributes:
        database: Where everything is.
        org: Number of the organisation.
        user_id: Who does it; "" for the server itself.
        clock: Gives server time.
        zone: IANA zone in which written times are meant.
    """

    database: Database
    org: int
    user_id: str
    clock: Clock
    zone: str = "Asia/Shanghai"

    def run(
        self,
        table: Table,
        plan: ImportPlan,
        *,
        is_dry: bool = False,
        tell: Callable[[Tally], None] | None = None,
    ) -> OfficeImport:
        """Take a table in, one transaction a batch; a dry run does everything but write.

        Run again after a stop it finds by their keys what it wrote, so nothing comes twice.

        Raises:
            ValidationError: `import.plan.…`, `import.file.…`; nothing was written.
        """
        check_plan(plan)
        table.check_unchanged()
        done = OfficeImport("" if is_dry else new_id(self.clock()))
        with self.database.reading() as work:
            holdings = OfficeHoldings(work, self.org, plan)
        vocabulary = Vocabulary(plan.entity, is_office=True)
        reading = Reading(vocabulary, holdings.find_called, self.zone)
        judge = RowJudge(plan, reading, holdings, is_office=True)
        if not is_dry:
            self._note(done, self._begin(table, plan))
        with closing(rows_below(table, plan.heading_line)) as rows:
            for batch in in_batches(map(judge.judge, rows)):
                self._take(batch, plan, done, is_dry=is_dry)
                if tell is not None:
                    tell(done.tally)
        if not is_dry:
            ended = milliseconds(self.clock())
            self._note(done, {**done.tally.fields(), "state": "done", "ended_at": ended})
        return done

    def _begin(self, table: Table, plan: ImportPlan) -> dict[str, FieldValue]:
        return {
            "direction": "in",
            "owner_id": self.user_id or None,
            "subject": plan.entity,
            "file_name": table.name[-255:],
            "sha256": table.sha256,
            "mode": plan.mode.value,
            "begun_at": milliseconds(self.clock()),
            "state": "running",
        }

    def _take(
        self, batch: Sequence[Judged], plan: ImportPlan, done: OfficeImport, *, is_dry: bool
    ) -> None:
        before = done.tally

        def write(work: Transaction) -> tuple[Tally, list[Judged]]:
            writing = _Batch(self, work, plan, done.id, replace(before))
            writing.load(batch)
            rejected = [one for one in map(writing.take, batch) if one is not None]
            if not is_dry:
                writing.save()
            return writing.tally, rejected

        if is_dry:
            with self.database.reading() as work:
                tally, rejected = write(work)
        else:
            tally, rejected = self.database.write(write)
        tally.line = batch[-1].row.line
        done.tally = tally
        done.rejected += rejected
        told = (one for one in batch if one.problems and one.action is not Action.REJECT)
        done.noted += list(told)[: max(0, _SHOWN - len(done.noted))]

    def _note(self, done: OfficeImport, values: Mapping[str, FieldValue]) -> None:
        """Write the record of the import itself."""
        self.database.write(lambda work: note_exchange(self, work, done.id, values))


class _Batch:
    """Writes the rows of one batch in one transaction."""

    def __init__(
        self, door: TableDoor, work: Transaction, plan: ImportPlan, import_id: str, tally: Tally
    ) -> None:
        self._door, self._work, self._plan = door, work, plan
        self._prefix = import_id[:_PREFIX]
        self._now = milliseconds(door.clock())
        self._records = WorkingSet({})
        self.tally = tally

    def load(self, batch: Sequence[Judged]) -> None:
        """Read the records that the rows name and the accounts that they stand under."""
        keys: set[Key] = {(self._plan.entity, one.record_id) for one in batch if one.record_id}
        keys |= {
            ("account", str(one.values["account_id"]))
            for one in batch
            if one.values.get("account_id")
        }
        self._records.learn(read_records(self._work, self._door.org, keys).values())

    def take(self, one: Judged) -> Judged | None:
        """Write a row into the draft; return it where it is rejected."""
        is_changed = True
        try:
            match one.action:
                case Action.CREATE:
                    self._create(one)
                case Action.UPDATE:
                    is_changed = self._change(one)
        except DomainError as error:
            one = replace(one, action=Action.REJECT, problems=(*one.problems, problem_of(error)))
        self.tally.add(one, is_changed=is_changed)
        return one if one.action is Action.REJECT else None

    def save(self) -> None:
        """Write what was taken."""
        self._records.keep()
        self._records.save(self._work, self._door.org)

    def _create(self, one: Judged) -> None:
        values = one.values
        entity, account_id = self._plan.entity, values.get("account_id")
        book = book_named(entity_named(entity).scope, values)
        if account_id is not None:
            account = self._records.find(("account", str(account_id)))
            if account is None or account.is_deleted:
                raise ValidationError("import.reference.unknown", field="account_id", text="")
            book = account.book
        record = StoredRecord(
            entity=entity,
            id=new_id(self._door.clock()),
            book=book,
            revision=1,
            body={name: value for name, value in values.items() if value is not None},
            stamps={WHOLE_RECORD: Stamp(1, self._door.user_id, "", is_office=True, at=self._now)},
            account_id=None if account_id is None else str(account_id),
        )
        self._records.put(record, self._entry(record, one, None))

    def _change(self, one: Judged) -> bool:
        before = self._records.find((self._plan.entity, one.record_id))
        if before is None or before.is_deleted:
            raise ValidationError("import.row.missing")
        changed = {
            name: (before.body.get(name), value)
            for name, value in one.values.items()
            if before.body.get(name) != value
        }
        if "account_id" in changed:
            raise ValidationError("import.row.moves", field="account_id")
        if not changed:
            return False
        revision = before.revision + 1
        stamp = Stamp(revision, self._door.user_id, "", is_office=True, at=self._now)
        body = {**before.body, **one.values}
        after = with_changes(
            before,
            revision=revision,
            body={name: value for name, value in body.items() if value is not None},
            stamps={**before.stamps, **dict.fromkeys(changed, stamp)},
        )
        self._records.put(after, self._entry(after, one, changed))
        return True

    def _entry(
        self,
        record: StoredRecord,
        one: Judged,
        changed: Mapping[str, tuple[FieldValue, FieldValue]] | None,
    ) -> HistoryEntry:
        # All operations of an import begin alike, so that they are found again to be taken back.
        return history_entry(
            self._door, record, f"{self._prefix}{one.row.line:012x}", changed, op=IMPORT
        )


def history_entry(
    door: TableDoor,
    record: StoredRecord,
    op_id: str,
    changed: Mapping[str, tuple[FieldValue, FieldValue]] | None,
    *,
    op: str,
) -> HistoryEntry:
    """Return where a revision came from that an import made, or taking one back."""
    return own_entry(record, op, door.clock(), changed=changed, user_id=door.user_id, op_id=op_id)


def note_exchange(
    door: TableDoor, work: Transaction, import_id: str, values: Mapping[str, FieldValue]
) -> None:
    """Write into the record that says who took in what, when and how it went."""
    key = (EXCHANGE, import_id)
    loaded = read_records(work, door.org, [key])
    before = loaded.get(key)
    revision = before.revision + 1 if before else 1
    body = {**(before.body if before else {}), **values}
    stamp = Stamp(revision, door.user_id, "", is_office=True, at=milliseconds(door.clock()))
    whole = {WHOLE_RECORD: stamp} if before is None else {**before.stamps}
    record = StoredRecord(
        entity=EXCHANGE,
        id=import_id,
        book=book_named(entity_named(EXCHANGE).scope, body),
        revision=revision,
        body={name: value for name, value in body.items() if value is not None},
        stamps={**whole, **dict.fromkeys(values, stamp)},
    )
    working = WorkingSet(loaded)
    working.put(record)
    working.keep()
    working.save(work, door.org)
