"""Commands that take a foreign table in: begin, go on after a stop, one unit of work a batch."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from app.domain.changes import ChangeSet
from app.domain.errors import DomainError, NotFoundError, ValidationError
from app.domain.fields import FieldValue
from app.domain.importing.batches import Table, in_batches, rows_below
from app.domain.importing.judging import Action, Judged, RowJudge, problem_of
from app.domain.importing.plans import ImportPlan, check_plan
from app.domain.importing.rules import check_step, rule_for
from app.domain.importing.tallies import Tally
from app.domain.importing.values import Reading
from app.domain.importing.vocabulary import Vocabulary, Words
from app.store.import_holdings import DeviceHoldings
from app.store.import_rows import forget_rejected, keep_plan, keep_rejected, read_options, read_plan
from app.store.reads.exchanges import unfinished_imports
from app.store.unit_of_work import Author, UnitOfWork
from app.workspace import Workspace

__all__ = ["ImportResult", "continue_import", "run_import"]

EXCHANGE = "file_exchange"
Tell = Callable[[Tally], None]
ShouldStop = Callable[[], bool]
_CAN_GO_ON = ("running", "cancelled")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How an import ended.

    Attributes:
        exchange_id: Its record.
        tally: What its rows did.
        is_whole: Whether every row was dealt with.
        changes: What screens must read again.
        plan: What was done.
    """

    exchange_id: str
    tally: Tally
    is_whole: bool
    changes: ChangeSet
    plan: ImportPlan


def run_import(
    workspace: Workspace,
    table: Table,
    plan: ImportPlan,
    *,
    words: Words | None = None,
    tell: Tell | None = None,
    should_stop: ShouldStop | None = None,
) -> ImportResult:
    """Take a table in, batch by batch; each batch is kept, or waits, as a whole.

    A row that breaks a rule is rejected with its reasons and kept for the person; it stops
    nothing. Takes minutes for a large file: never on the main thread.

    Args:
        workspace: Who imports, where and when.
        table: The file, as it was looked at.
        plan: What is to be done.
        words: What the screens call fields and choices.
        tell: Told the counts after each batch.
        should_stop: Asked before each batch; what was taken in by then stays.

    Raises:
        ValidationError: `import.plan.…`, `import.file.…`; nothing was written.
        StoreFault: The device refused; the import can go on later, or be taken back.
    """
    check_plan(plan)
    table.check_unchanged()
    exchange_id = _begin(workspace, table, plan)
    desk = _Desk(workspace, exchange_id, plan, Tally())
    return desk.run(table, words, tell, should_stop)


def continue_import(
    workspace: Workspace,
    exchange_id: str,
    table: Table,
    *,
    words: Words | None = None,
    tell: Tell | None = None,
    should_stop: ShouldStop | None = None,
) -> ImportResult:
    """Go on with an import that was stopped or cut off, behind the last batch that was kept.

    Raises:
        NotFoundError: `record.unknown`.
        ValidationError: `import.file.changed`, it is another file; `import.over`, it is at its
            end, or this device does not know how it went.
        StoreFault: As `run_import`.
    """
    with workspace.store.snapshot() as look:
        record, plan = look.records.read(EXCHANGE, exchange_id), read_plan(look, exchange_id)
    if record is None:
        raise NotFoundError("record.unknown", entity=EXCHANGE)
    if plan is None or record.fields["state"] not in _CAN_GO_ON:
        raise ValidationError("import.over")
    table.check_unchanged()
    if record.fields["sha256"] != table.sha256:
        raise ValidationError("import.file.changed", name=table.name)
    with workspace.store.snapshot() as look:
        table = table.read_as(read_options(look, exchange_id))
    desk = _Desk(workspace, exchange_id, plan, Tally.from_fields(record.fields))
    return desk.run(table, words, tell, should_stop)


class _Desk:
    """One import under way."""

    def __init__(
        self, workspace: Workspace, exchange_id: str, plan: ImportPlan, tally: Tally
    ) -> None:
        self._workspace, self._id, self._plan, self._tally = workspace, exchange_id, plan, tally

    def run(
        self,
        table: Table,
        words: Words | None,
        tell: Tell | None,
        should_stop: ShouldStop | None,
    ) -> ImportResult:
        with closing(self._judged(table, words)) as judged:
            for batch in in_batches(judged):
                if should_stop is not None and should_stop():
                    return self._end("cancelled")
                self._write(batch)
                if tell is not None:
                    tell(replace(self._tally))
        return self._end("done")

    def _judged(self, table: Table, words: Words | None) -> Generator[Judged, None, None]:
        """Yield the rows that are still to be dealt with; earlier ones are only remembered."""
        workspace, plan, done = self._workspace, self._plan, self._tally.line
        with workspace.store.snapshot() as look:
            holdings = DeviceHoldings(look, plan, self._id if done else "")
            vocabulary = Vocabulary(plan.entity, words)
            reading = Reading(vocabulary, holdings.find_called, workspace.zone)
            rule = rule_for(plan.entity, workspace.today())
            judge = RowJudge(plan, reading, holdings, rule=rule)
        with closing(rows_below(table, plan.heading_line)) as rows:
            for row in rows:
                judged = judge.judge(row)
                if row.line > done:
                    yield judged

    def _write(self, batch: Sequence[Judged]) -> None:
        workspace, author, tally = self._workspace, self._workspace.author, replace(self._tally)
        with workspace.store.unit_of_work() as work:
            rejected = [
                left for one in batch if (left := self._write_row(work, one, author, tally))
            ]
            tally.line = batch[-1].row.line
            keep_rejected(work, self._id, rejected, author.now())
            work.edit(EXCHANGE, self._id, {**tally.fields(), "state": "running"}, author)
            work.commit(author)
        self._tally = tally

    def _write_row(
        self, work: UnitOfWork, one: Judged, author: Author, tally: Tally
    ) -> Judged | None:
        """Write a row; return it where it is rejected."""
        is_changed = True
        try:
            match one.action:
                case Action.CREATE:
                    self._create(work, one.values, author)
                case Action.UPDATE:
                    is_changed = self._change(work, one, author)
        except DomainError as error:
            one = replace(one, action=Action.REJECT, problems=(*one.problems, problem_of(error)))
        tally.add(one, is_changed=is_changed)
        return one if one.action is Action.REJECT else None

    def _create(self, work: UnitOfWork, values: Mapping[str, FieldValue], author: Author) -> None:
        record_id = work.create(self._plan.entity, values, author)
        if self._plan.entity == "account":
            work.cards.add_bare([record_id])

    def _change(self, work: UnitOfWork, one: Judged, author: Author) -> bool:
        if "status" in one.values:
            before = work.need(self._plan.entity, one.record_id).fields
            check_step(self._plan.entity, before, one.values)
        return work.edit(self._plan.entity, one.record_id, one.values, author)

    def _end(self, state: str) -> ImportResult:
        author = self._workspace.author
        with self._workspace.store.unit_of_work() as work:
            ended: dict[str, FieldValue] = {"state": state, "ended_at": author.now()}
            work.edit(EXCHANGE, self._id, {**self._tally.fields(), **ended}, author)
            work.commit(author)
        changes = ChangeSet(entities=frozenset({self._plan.entity, EXCHANGE, "journal"}))
        return ImportResult(self._id, self._tally, state == "done", changes, self._plan)


def _begin(workspace: Workspace, table: Table, plan: ImportPlan) -> str:
    author = workspace.author
    with workspace.store.unit_of_work() as work:
        forget_rejected(work, unfinished_imports(work))
        user = work.rights.actor(author.user_id)
        fields: dict[str, FieldValue] = {
            "direction": "in",
            "owner_id": author.user_id,
            "sector_id": user.sector_id or None if user else None,
            "subject": plan.entity,
            "file_name": table.name[-255:],
            "sha256": table.sha256,
            "mode": plan.mode.value,
            "begun_at": author.now(),
            "state": "running",
        }
        exchange_id = work.create(EXCHANGE, fields, author)
        keep_plan(work, exchange_id, plan, table.options, author.now())
        work.commit(author)
    return exchange_id
