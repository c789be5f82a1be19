"""Takes an import back: what it made goes, what it changed becomes what it was before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from app.domain.changes import ChangeSet, Op, Operation
from app.domain.errors import NotAllowedError, NotFoundError, ValidationError
from app.domain.fields import FieldValue
from app.store.reads.exchanges import accounts_in_use, import_groups
from app.store.records import Record
from app.store.unit_of_work import Author, Snapshot, UnitOfWork
from app.workspace import Workspace

EXCHANGE = "file_exchange"
_ACCOUNT = "account"
_CAN_BE_TAKEN_BACK = ("running", "cancelled", "done", "reverting")


@dataclass(frozen=True, slots=True)
class KeptField:
    """What an import wrote and taking it back left, because somebody changed it since.

    Attributes:
        entity: Schema name.
        record_id: The record.
        field: The field; "" where the whole record stays.
    """

    entity: str
    record_id: str
    field: str


@dataclass(frozen=True, slots=True)
class RevertResult:
    """How taking an import back ended.

    Attributes:
        restored: Records that have their values from before again.
        removed: Records that are gone.
        archived: New accounts that the user may not delete; they are archived instead.
        kept: What was left as it is; the first ones of many.
        kept_count: How many.
        is_whole: Whether everything was gone through.
        changes: What screens must read again.
    """

    restored: int = 0
    removed: int = 0
    archived: int = 0
    kept: tuple[KeptField, ...] = ()
    kept_count: int = 0
    is_whole: bool = False
    changes: ChangeSet = field(default_factory=ChangeSet)


_KEPT_SHOWN = 500


def revert_import(
    workspace: Workspace,
    exchange_id: str,
    *,
    tell: Callable[[RevertResult], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> RevertResult:
    """Take an import of this device back, the last batch first, one unit of work a batch.

    A field that somebody changed since keeps its value, and so does a new record that somebody
    wrote in or under. It may be stopped and begun again: what is already back stays so.

    Raises:
        NotFoundError: `record.unknown`.
        ValidationError: `import.revert.state`, it was taken back before; `import.revert.elsewhere`,
            another device did it, and only that one knows what was there before.
        StoreFault: The device refused; begin again.
    """
    with workspace.store.snapshot() as look:
        record = look.records.read(EXCHANGE, exchange_id)
        groups = _batches(look, exchange_id)
    if record is None:
        raise NotFoundError("record.unknown", entity=EXCHANGE)
    if record.fields["direction"] != "in" or record.fields["state"] not in _CAN_BE_TAKEN_BACK:
        raise ValidationError("import.revert.state")
    if not groups:
        raise ValidationError("import.revert.elsewhere")
    _mark(workspace, exchange_id, {"state": "reverting"})
    result = RevertResult()
    for seq in reversed(groups):
        if should_stop is not None and should_stop():
            return _with_changes(result, str(record.fields["subject"]))
        result = _revert_group(workspace, seq, result)
        if tell is not None:
            tell(result)
    back = result.restored + result.removed + result.archived
    counts = {"rows_reverted": back, "rows_kept": result.kept_count}
    _mark(workspace, exchange_id, {"state": "reverted", **counts})
    return replace(_with_changes(result, str(record.fields["subject"])), is_whole=True)


def _batches(look: Snapshot, exchange_id: str) -> list[int]:
    """Return the groups in which an import wrote, without those in which it was taken back."""
    found = []
    for seq in import_groups(look, exchange_id):
        group = look.journal.read_group(seq)
        own = [op for op in group.operations if op.record_id == exchange_id] if group else []
        if any(op.values.get("state") == "reverting" for op in own):
            break
        if group is not None and len(group.operations) > len(own):
            found.append(seq)
    return found


def _mark(workspace: Workspace, exchange_id: str, values: dict[str, FieldValue]) -> None:
    author = workspace.author
    with workspace.store.unit_of_work() as work:
        work.edit(EXCHANGE, exchange_id, values, author)
        work.commit(author)


def _revert_group(workspace: Workspace, seq: int, before: RevertResult) -> RevertResult:
    author = workspace.author
    with workspace.store.unit_of_work() as work:
        group = work.journal.read_group(seq)
        operations = [op for op in group.operations if op.entity != EXCHANGE] if group else []
        made = [op.record_id for op in operations if op.op is Op.CREATE and op.entity == _ACCOUNT]
        step = _Step(work, author, frozenset(accounts_in_use(work, made)))
        for operation in reversed(operations):
            step.take_back(operation)
        work.commit(author)
    shown = (*before.kept, *step.kept)[:_KEPT_SHOWN]
    return replace(
        before,
        restored=before.restored + step.restored,
        removed=before.removed + step.removed,
        archived=before.archived + step.archived,
        kept=shown,
        kept_count=before.kept_count + len(step.kept),
    )


class _Step:
    """Takes the operations of one group back."""

    def __init__(self, work: UnitOfWork, author: Author, in_use: frozenset[str]) -> None:
        self._work, self._author, self._in_use = work, author, in_use
        self.restored = self.removed = self.archived = 0
        self.kept: list[KeptField] = []

    def take_back(self, operation: Operation) -> None:
        """Take one operation back, as far as nobody wrote over it."""
        record = self._work.records.read(operation.entity, operation.record_id)
        if record is None:
            return  # gone already, by an earlier try or by somebody
        if operation.op is Op.CREATE:
            self._remove(record, operation)
        else:
            self._restore(record, operation)

    def _restore(self, record: Record, operation: Operation) -> None:
        values: dict[str, FieldValue] = {}
        for name, (before, after) in operation.fields.items():
            if record.fields[name] == after:
                values[name] = before
            elif record.fields[name] != before:
                self._keep(operation, [name])
        try:
            self.restored += self._work.edit(record.entity, record.id, values, self._author)
        except NotAllowedError:
            self._keep(operation, list(values))

    def _remove(self, record: Record, operation: Operation) -> None:
        archived = record.entity == _ACCOUNT and record.fields["status"] == "archived"
        changed = [
            name
            for name, value in operation.values.items()
            if record.fields[name] != value and not (archived and name == "status")
        ]
        if changed or record.id in self._in_use:
            self._keep(operation, changed[:1] or [""])
            return
        try:
            self._work.delete(record.entity, record.id, self._author)
            self.removed += 1
        except NotAllowedError:
            self._archive(record, operation)

    def _archive(self, record: Record, operation: Operation) -> None:
        """A rep may not delete an account; out of the way it goes all the same."""
        if record.entity != _ACCOUNT:
            self._keep(operation, [""])
            return
        self._work.edit(_ACCOUNT, record.id, {"status": "archived"}, self._author)
        self.archived += 1

    def _keep(self, operation: Operation, fields: Sequence[str]) -> None:
        self.kept += [KeptField(operation.entity, operation.record_id, name) for name in fields]


def _with_changes(result: RevertResult, entity: str) -> RevertResult:
    return replace(result, changes=ChangeSet(entities=frozenset({entity, EXCHANGE, "journal"})))
