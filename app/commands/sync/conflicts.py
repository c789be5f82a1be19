"""Commands on conflicts: decide which value stays, and take a decision back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.changes import ChangeSet
from app.domain.errors import NotFoundError, ValidationError
from app.domain.fields import FieldValue
from app.store.reads.sync.conflicts import value_in
from app.store.records import Record
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

OPEN, KEPT, REVERSED = "open", "kept", "reversed"
DELETED = "deleted"
"""Stands for the field of a conflict about a whole record: somebody deleted it, somebody edited."""

_Subject = tuple[str, str]


def decide_conflicts(workspace: Workspace, decisions: Mapping[str, str]) -> ChangeSet:
    """Settle conflicts in one unit of work; the other side receives the result with it.

    Args:
        workspace: Who decides, where and when.
        decisions: By conflict id: "kept" leaves the record as it is, "reversed" writes the value
            that had lost.

    Raises:
        NotFoundError: `record.unknown`, a conflict or the record of a reversed one is not here.
        ValidationError: `conflict.decision` for another word, `conflict.decided` when somebody
            was faster, or a value breaks a rule of the schema. Nothing was written.

    Source: domain.md 4.17 (the value that lost can be brought back).
    """
    with workspace.store.unit_of_work() as work:
        conflicts = [_need_open(work, conflict_id) for conflict_id in decisions]
        lost = [one for one in conflicts if decisions[one.id] == REVERSED]
        _write_values(work, workspace, lost, "lost")
        for conflict in conflicts:
            _note(work, workspace, conflict.id, _checked(decisions[conflict.id]))
        return work.commit(workspace.author)


def reopen_conflicts(workspace: Workspace, conflict_ids: Iterable[str]) -> ChangeSet:
    """Take decisions back; values that were brought back make room for those that stood before.

    A deletion that was carried out cannot be taken back.

    Raises:
        NotFoundError: `record.unknown`, a conflict or its record is not here.
        ValidationError: A value breaks a rule of the schema. Nothing was written.
    """
    with workspace.store.unit_of_work() as work:
        conflicts = [work.need("conflict", conflict_id) for conflict_id in conflict_ids]
        turned = [
            one
            for one in conflicts
            if one.fields["state"] == REVERSED and one.fields["field"] != DELETED
        ]
        _write_values(work, workspace, turned, "kept")
        for conflict in conflicts:
            _note(work, workspace, conflict.id, OPEN)
        return work.commit(workspace.author)


def _need_open(work: UnitOfWork, conflict_id: str) -> Record:
    conflict = work.need("conflict", conflict_id)
    if conflict.fields["state"] != OPEN:
        raise ValidationError("conflict.decided")
    return conflict


def _checked(decision: str) -> str:
    if decision not in {KEPT, REVERSED}:
        raise ValidationError("conflict.decision", decision=decision)
    return decision


def _write_values(
    work: UnitOfWork, workspace: Workspace, conflicts: Iterable[Record], side: str
) -> None:
    """Write one side of the conflicts onto their records, each record once."""
    by_subject: dict[_Subject, dict[str, FieldValue]] = {}
    for conflict in conflicts:
        subject = (str(conflict.fields["subject_entity"]), str(conflict.fields["subject_id"]))
        values = by_subject.setdefault(subject, {})
        values[str(conflict.fields["field"])] = value_in(conflict.fields[side])
    for (entity, record_id), values in by_subject.items():
        if work.records.read(entity, record_id) is None:
            raise NotFoundError("record.unknown", entity=entity)
        if DELETED in values:
            work.delete(entity, record_id, workspace.author)
        else:
            work.edit(entity, record_id, values, workspace.author)


def _note(work: UnitOfWork, workspace: Workspace, conflict_id: str, state: str) -> None:
    is_open = state == OPEN
    fields = {
        "state": state,
        "decided_by": None if is_open else workspace.user_id,
        "decided_at": None if is_open else workspace.now_milliseconds(),
    }
    work.edit("conflict", conflict_id, fields, workspace.author)
