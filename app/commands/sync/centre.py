"""Commands on refused work: send it again, let it go, write it to a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.commands.files.sealing import drop_files
from app.commands.sync.resending import Resending
from app.device.atomic_file import write_atomically
from app.domain.changes import ChangeSet, Op
from app.domain.errors import ValidationError
from app.store.held.blobs import FILE_FIELDS
from app.store.held.purge import purge_records
from app.store.journal import REFUSED, WITHDRAWN, Verdict
from app.store.reads.sync.units import SyncUnit, built_upon, read_unit, read_units
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

_JOURNAL = "journal"
"""Not an entity: tells screens that show the state of sending to look again."""
_ALL = 1_000_000


def resend_refused(workspace: Workspace, device_seq: int) -> ChangeSet:
    """Do a refused unit, and what stands on it, again as a new unit of work with new ids.

    The old operations become `WITHDRAWN`; the journal keeps them.

    Args:
        workspace: Who resends, where and when.
        device_seq: Number of the refused unit.

    Raises:
        NotFoundError: `record.unknown`, an edited record is not on this device any more.
        ValidationError: `sync.not_refused`, or a value breaks a rule. Nothing was written.
    """
    with workspace.store.unit_of_work() as work:
        units = _need_refused(work, device_seq)
        operations = [operation for unit in units for operation in unit.operations]
        Resending(work, workspace.author, operations).run()
        _withdraw(work, units, workspace.now_milliseconds())
        return work.commit(workspace.author)


def give_up_refused(workspace: Workspace, device_seq: int) -> ChangeSet:
    """Let a refused unit, and what stands on it, go.

    Records that only this device has are removed with their photos; the journal keeps what was
    written.

    Raises:
        ValidationError: `sync.not_refused`. Nothing was written.
    """
    with workspace.store.unit_of_work() as work:
        units = _need_refused(work, device_seq)
        made = [op for unit in units for op in unit.operations if op.op is Op.CREATE]
        for operation in made:
            record = work.records.read(operation.entity, operation.record_id)
            if record is not None and record.revision == 0:
                purge_records(work, operation.entity, [operation.record_id])
        _withdraw(work, units, workspace.now_milliseconds())
        changes = work.commit()
    named = (op.values.get(field) for op in made for field in FILE_FIELDS)
    drop_files(workspace, [str(digest) for digest in named if digest])
    return changes


def write_export(path: Path, text: str) -> None:
    """Write what was refused into a file that the user chose; it is not encrypted.

    Raises:
        ValidationError: `export.unwritable` with the file's name; nothing was written.
    """
    try:
        write_atomically(path, text.encode("utf-8"))
    except OSError as error:
        raise ValidationError("export.unwritable", name=path.name) from error


def _need_refused(work: UnitOfWork, device_seq: int) -> list[SyncUnit]:
    """Return a refused unit and what stands on it, oldest first."""
    unit = read_unit(work, device_seq)
    if unit is None or unit.state != REFUSED:
        raise ValidationError("sync.not_refused")
    return [unit, *built_upon(unit, read_units(work, REFUSED, _ALL))]


def _withdraw(work: UnitOfWork, units: Iterable[SyncUnit], now: int) -> None:
    for unit in units:
        verdicts = [
            Verdict(step.operation.op_id, WITHDRAWN, 0, step.code, step.params)
            for step in unit.steps
        ]
        work.journal.settle_group(unit.device_seq, WITHDRAWN, verdicts, now)
        for operation in unit.operations:
            work.touch(operation.entity, operation.record_id)
    work.touch_entity(_JOURNAL)
