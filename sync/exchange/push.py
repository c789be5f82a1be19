"""The sending half of a round: which groups go, and what the server's results mean here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from app.domain.changes import Group, Op, Operation
from app.store.held.rows import HeldRows
from app.store.journal import REFUSED, JournalGroup, Verdict
from app.store.unit_of_work import Snapshot, UnitOfWork
from sync.exchange.again import Key, note_again
from sync.wire.messages import SKIPPED, GroupResult, OperationResult, SentGroup

LARGEST_PUSH_GROUPS = 1_000
LARGEST_PUSH_BYTES = 2**19
"""Little enough that the server works on one part while the device settles the one before."""

_APPLIED = "applied"
_Revisions = dict[str, dict[str, int]]
"""By entity and record."""


def next_groups(look: Snapshot, *, after: JournalGroup | None = None) -> list[JournalGroup]:
    """Return the unsent groups of one request, the oldest first."""
    last = after.device_seq if after is not None else 0
    return look.journal.next_groups(LARGEST_PUSH_GROUPS, LARGEST_PUSH_BYTES, after=last)


def goes_on(sent: Sequence[JournalGroup], first_waiting: int) -> bool:
    """Return whether more is to be sent in a round: what waits, unless it went and was not settled.

    Args:
        sent: What went with the last request.
        first_waiting: Number of the oldest unit that waits now; 0 for none.
    """
    return bool(first_waiting) and not (sent and sent[0].device_seq == first_waiting)


def sent_groups(groups: Iterable[JournalGroup]) -> tuple[SentGroup, ...]:
    """Spell journal entries for the wire; their bytes go as they are."""
    return tuple(SentGroup(g.device_seq, g.body, g.previous, g.digest) for g in groups)


def settle(
    work: UnitOfWork, sent: Sequence[JournalGroup], results: Iterable[GroupResult], now: int
) -> int:
    """Note the server's results in the journal and on the records; return how many were refused.

    A refused edit is taken off the record, because the server's value is the truth; what the rep
    wrote stays in the journal, to be repaired, resent or exported. Where this device may no longer
    hold the server's value, it asks for the record again.
    """
    again: list[Key] = []
    by_seq = {group.device_seq: group for group in sent}
    accepted: list[GroupResult] = []
    refused = 0
    for result in results:
        entry = by_seq.get(result.device_seq)
        if entry is None or not entry.body or result.outcome == SKIPPED:
            continue  # offered without contents: this device has settled it long ago
        if result.outcome == _APPLIED:
            accepted.append(result)
            continue
        # In their order: what is taken back looks at what still waits.
        again += _accept(work, accepted, now)
        accepted.clear()
        group = work.journal.decode(entry)
        work.journal.settle_group(
            result.device_seq, REFUSED, [_refusal(one) for one in result.results], now
        )
        refused += len(group.operations)
        again += take_back(work, group)
    again += _accept(work, accepted, now)
    note_again(work, again)
    return refused


def _accept(work: UnitOfWork, results: Sequence[GroupResult], now: int) -> Iterator[Key]:
    """Note accepted groups, and the revisions of what the server has exactly as this device.

    The rest comes as rows. A revision whose row did not come yet must not become the base of the
    next edit: that would say that the rep saw what others had written.

    Yields:
        Records to ask for again: they left this device while the work on them waited; others had
        written them since, when it was accepted in a round whose answer was lost; or their revision
        here is in doubt, because a server that forgot them has them again.
    """
    if not results:
        return
    work.journal.acknowledge([result.device_seq for result in results], now)
    told = {one.op_id: one for result in results for one in result.results}
    exact: _Revisions = defaultdict(dict)
    merged: _Revisions = defaultdict(dict)
    for step in work.journal.steps(results[0].device_seq, results[-1].device_seq):
        one = told.get(step.op_id)
        if one is None or not one.revision:
            continue
        is_exact = one.outcome == _APPLIED
        if is_exact and step.op == Op.DELETE:
            merged[step.entity].pop(step.record_id, None)
            continue
        of_entity = (exact if is_exact else merged)[step.entity]
        of_entity[step.record_id] = max(one.revision, of_entity.get(step.record_id, 0))
        work.touch(step.entity, step.record_id)
    yield from _covered(work, merged)
    yield from _unlike(work, exact)


def _covered(work: UnitOfWork, merged: _Revisions) -> Iterator[Key]:
    """Yield merged records whose rows came before the word on the work that covered them."""
    for entity, by_record in merged.items():
        held = work.records.read_revisions(entity, by_record)
        for record_id, revision in by_record.items():
            if held.get(record_id, revision) >= revision:
                yield entity, record_id


def _unlike(work: UnitOfWork, exact: _Revisions) -> Iterator[Key]:
    """Note revisions; yield the records of which this device holds something else."""
    doubted = HeldRows(work.connection).ids()
    for entity, by_record in exact.items():
        unlike = work.records.set_revisions(entity, by_record)
        for record_id in (*unlike, *sorted(doubted & by_record.keys())):
            yield entity, record_id


def merged_records(
    work: UnitOfWork, sent: Sequence[JournalGroup], results: Iterable[GroupResult]
) -> Iterator[Key]:
    """Yield the records that the server holds otherwise than they were sent."""
    by_seq = {group.device_seq: group for group in sent}
    for result in results:
        entry = by_seq.get(result.device_seq)
        if result.outcome != _APPLIED or entry is None or not entry.body:
            continue
        operations = work.journal.decode(entry).operations
        for operation, one in zip(operations, result.results, strict=True):
            if one.outcome != _APPLIED:
                yield operation.entity, operation.record_id


def _refusal(result: OperationResult) -> Verdict:
    return Verdict(result.op_id, REFUSED, result.revision, result.code, result.params)


def take_back(work: UnitOfWork, group: Group) -> Iterator[Key]:
    """Undo a refused group on the records, except where later unsent work builds on it.

    Yields:
        Records that the server knows; it says how they are.
    """
    ids = [op.record_id for op in group.operations]
    later = work.journal.waiting_operations(ids)
    accepted = work.journal.accepted_new(ids)
    rewritten = {(op.record_id, name) for op in later for name in op.fields}
    for operation in reversed(group.operations):
        if operation.op is Op.EDIT:
            _restore(work, operation, rewritten)
        is_known = operation.base_revision > 0 or operation.record_id in accepted
        if operation.op is not Op.CREATE and is_known:
            yield operation.entity, operation.record_id
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
