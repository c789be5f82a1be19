"""The sending half of a round: which groups go, and what the server's results mean here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.changes import Group, Op, Operation
from app.store.journal import ACKNOWLEDGED, REFUSED, JournalGroup, Verdict
from app.store.unit_of_work import UnitOfWork
from sync.wire.messages import GroupResult, OperationResult, SentGroup

LARGEST_PUSH_GROUPS = 1_000
LARGEST_PUSH_BYTES = 2 * 2**20

_APPLIED = "applied"


def sent_groups(groups: Iterable[JournalGroup]) -> tuple[SentGroup, ...]:
    """Spell journal entries for the wire; their bytes go as they are."""
    return tuple(SentGroup(g.device_seq, g.body, g.previous, g.digest) for g in groups)


def settle(
    work: UnitOfWork, sent: Sequence[JournalGroup], results: Iterable[GroupResult], now: int
) -> int:
    """Note the server's results in the journal and on the records; return how many were refused.

    A refused edit is taken off the record, because the server's value is the truth; what the rep
    wrote stays in the journal, to be repaired, resent or exported.
    """
    by_seq = {group.device_seq: group for group in sent}
    refused = 0
    for result in results:
        entry = by_seq.get(result.device_seq)
        if entry is None:
            continue
        group = work.journal.decode(entry)
        accepted = result.outcome == _APPLIED
        work.journal.settle_group(
            result.device_seq,
            ACKNOWLEDGED if accepted else REFUSED,
            [_verdict(one, accepted=accepted) for one in result.results],
            now,
        )
        if accepted:
            _note_revisions(work, group, result.results)
        else:
            refused += len(group.operations)
            _take_back(work, group)
    return refused


def _verdict(result: OperationResult, *, accepted: bool) -> Verdict:
    state = ACKNOWLEDGED if accepted else REFUSED
    return Verdict(result.op_id, state, result.revision, result.code, result.params)


def _note_revisions(work: UnitOfWork, group: Group, results: Iterable[OperationResult]) -> None:
    revisions = {result.op_id: result.revision for result in results}
    for operation in group.operations:
        revision = revisions.get(operation.op_id, 0)
        if revision and operation.op is not Op.DELETE:
            work.records.set_revision(operation.entity, operation.record_id, revision)
            work.touch(operation.entity, operation.record_id)


def _take_back(work: UnitOfWork, group: Group) -> None:
    """Undo a refused group on the records, except where later unsent work builds on it."""
    later = work.journal.waiting_operations([op.record_id for op in group.operations])
    rewritten = {(op.record_id, name) for op in later for name in op.fields}
    for operation in reversed(group.operations):
        if operation.op is Op.EDIT:
            _restore(work, operation, rewritten)
        elif operation.op is Op.DELETE:
            values = {name: before for name, (before, _) in operation.fields.items()}
            if work.records.read(operation.entity, operation.record_id) is None:
                work.records.insert(operation.entity, operation.record_id, values, None)
                revision = operation.base_revision
                work.records.set_revision(operation.entity, operation.record_id, revision)
        work.touch(operation.entity, operation.record_id)


def _restore(work: UnitOfWork, operation: Operation, rewritten: set[tuple[str, str]]) -> None:
    record = work.records.read(operation.entity, operation.record_id)
    if record is None:
        return
    values = {
        name: before
        for name, (before, after) in operation.fields.items()
        if (operation.record_id, name) not in rewritten and record.fields.get(name) == after
    }
    work.records.update(operation.entity, operation.record_id, values)
