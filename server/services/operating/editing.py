"""Edits a record: merges what others wrote meanwhile, keeps what loses, lets decisions act."""

from __future__ import annotations

from dataclasses import replace

from app.domain.accounts.files import MARKS
from app.domain.changes import Operation
from app.domain.errors import DomainError, ValidationError
from app.domain.fields import Entity, FieldValue
from app.domain.merge import FieldConflict, Merged, merge_operation
from app.domain.policy_check import check_edit
from app.domain.sales.expenses import EXPENSE
from app.domain.schema import check_fields
from server.services.carrying import credit_limits, decisions, expenses, owner_requests
from server.services.carrying import merges as account_merges
from server.services.carrying import orders as order_judging
from server.services.carrying.contracts import check_approval, check_print
from server.services.desk.conflicts import DELETED
from server.services.desk.desk import Desk
from server.services.operating.judged_records import (
    MERGED,
    Body,
    check_confided,
    check_custody,
    claim_number,
    is_foreign,
    record_in_context,
    result_of,
    with_values,
)
from server.store.records import StoredRecord
from sync.wire.messages import OperationResult


class DeletedError(DomainError):
    """The record of an edit was deleted; the edit is kept as conflicts.

    Attributes:
        subject: The deleted record.
        conflicts: One for each field of the edit.
    """

    def __init__(self, subject: StoredRecord, conflicts: tuple[FieldConflict, ...]) -> None:
        super().__init__("record.deleted", entity=subject.entity)
        self.subject = subject
        self.conflicts = conflicts


def edit(desk: Desk, entity: Entity, operation: Operation) -> OperationResult:
    """Write new values into the record of an operation.

    Raises:
        DeletedError: The record is deleted; what was written is kept as conflicts.
        DomainError: The edit is refused.
    """
    clean = desk.standing(entity, _changed(entity, operation))
    check_confided(desk, entity, clean)
    record = desk.existing(operation)
    if record.survivor_id is not None:
        return _land(desk, entity, operation, record)
    check_edit(desk.user, entity.name, record_in_context(desk, entity, record, clean), clean)
    if "number" in clean:
        claim_number(desk, entity, record.id, clean["number"], record.body.get("number"))
    if record.is_deleted:
        raise DeletedError(record, _lost_to_deletion(operation))
    merged, record = _decided(desk, record, _merge(desk, entity, _tidy(operation, clean), record))
    _check_outgoing(desk, record, {**record.body, **merged.values})
    is_exact = _is_exact(desk, operation, record, clean, merged)
    if is_exact and not merged.values:
        return result_of(desk, operation, record, is_exact=True)
    for conflict in merged.conflicts:
        desk.write_conflict(record, conflict)
    written = _write(desk, entity, operation, record, clean=clean, merged=merged)
    return result_of(desk, operation, written, is_exact=is_exact)


def _tidy(operation: Operation, clean: Body) -> Operation:
    """Return an operation with the values as they are stored."""
    before = operation.fields
    return replace(operation, fields={name: (before[name][0], clean[name]) for name in clean})


def _decided(desk: Desk, record: StoredRecord, merged: Merged) -> tuple[Merged, StoredRecord]:
    """Carry out what a decision in the edit decides about other records."""
    added: Body = {}
    if record.entity == account_merges.NAME:
        added = account_merges.carry_out(desk, record, merged.values)
    if record.entity == owner_requests.NAME:
        added, record = owner_requests.carry_out(desk, record, merged.values)
    return replace(merged, values={**merged.values, **added}), record


def _is_exact(
    desk: Desk, operation: Operation, record: StoredRecord, clean: Body, merged: Merged
) -> bool:
    """Return whether the record is now exactly what the device thinks it is."""
    after = {**record.body, **merged.values}
    return (
        clean == operation.values
        and merged.values.keys() <= clean.keys()
        and desk.is_held(record, operation)
        and all(after.get(name) == value for name, value in clean.items())
    )


def _write(
    desk: Desk,
    entity: Entity,
    operation: Operation,
    record: StoredRecord,
    *,
    clean: Body,
    merged: Merged,
) -> StoredRecord:
    """Write what came of the edit; what differs from what was sent travels back by its revision."""
    written = with_values(desk, entity, record, merged.values)
    changed = {name: (record.body.get(name), value) for name, value in merged.values.items()}
    is_merged = any(merged.values.get(name, clean[name]) != clean[name] for name in clean)
    desk.write(written, operation, changed, is_merged=is_merged)
    if entity.name == credit_limits.NAME and "state" in merged.values and record.account_id:
        credit_limits.feed_account(desk, record.account_id)
    decisions.carry_out(desk, written, merged.values)
    return written


def _changed(entity: Entity, operation: Operation) -> dict[str, FieldValue]:
    """Return the values after an edit; those before it become history, so they are bounded too."""
    clean = check_fields(entity.name, operation.values)
    # Marks of an account are the office's, from wherever it writes: the policy asks about each.
    check_custody(entity, clean, but=MARKS if entity.name == "account" else ())
    for name, (before, _) in operation.fields.items():
        if isinstance(before, str) and len(before) > entity.fields[name].length:
            raise ValidationError("field.too_long", entity=entity.name, field=name)
    return clean


def _check_outgoing(desk: Desk, record: StoredRecord, after: Body) -> None:
    """Refuse what may not leave the house by what the server knows: a paper, an order, money."""
    if record.entity == "contract":
        check_print(desk, record, after)
        check_approval(desk, record, after)
    elif record.entity == order_judging.NAME:
        order_judging.check_send(desk, record, after)
    elif record.entity == EXPENSE:
        expenses.check_approval(desk, record, after)


def _land(desk: Desk, entity: Entity, operation: Operation, loser: StoredRecord) -> OperationResult:
    """Keep an edit of an account that was merged as conflicts of the one that stands for it."""
    survivor = desk.account_of(loser.id)
    clean = desk.standing(entity, check_fields(entity.name, operation.values))
    check_edit(desk.user, entity.name, record_in_context(desk, entity, survivor), clean)
    for name, value in clean.items():
        before, now = operation.fields[name][0], survivor.body.get(name)
        if now != value:
            lost = FieldConflict(name, before, now, value, "both_changed", incoming_won=False)
            desk.write_conflict(survivor, lost)
    return OperationResult(operation.op_id, MERGED, loser.revision)


def _merge(desk: Desk, entity: Entity, operation: Operation, record: StoredRecord) -> Merged:
    others = [name for name in operation.fields if is_foreign(desk, operation, record.stamp(name))]
    governed = [name for name in others if record.stamp(name).is_office]

    def divider(field: str) -> str:
        return desk.signatures.divider(
            record.stamp(field), mine=(desk.actor.user_id, desk.now), zone=desk.group.zone
        )

    return merge_operation(
        entity,
        operation,
        record.body,
        changed_by_others=others,
        governed=governed,
        divider=divider,
    )


def _lost_to_deletion(operation: Operation) -> tuple[FieldConflict, ...]:
    return tuple(
        FieldConflict(name, before, kept=None, lost=after, reason=DELETED, incoming_won=False)
        for name, (before, after) in operation.fields.items()
    )
