"""Decides what one operation does to its record: refused, applied, or merged."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from msgspec.structs import replace as with_changes

from app.domain import confidences
from app.domain.accounts import MARKS
from app.domain.changes import Op, Operation
from app.domain.contracts.life import PARTS
from app.domain.errors import DomainError, NotAllowedError, ValidationError
from app.domain.fields import Custody, Entity, FieldValue, Merge, Scope
from app.domain.ids import is_id
from app.domain.merge import FieldConflict, Merged, merge_operation
from app.domain.policy_check import LineContext, check_create, check_delete, check_edit, in_context
from app.domain.schema import (
    account_references,
    check_complete,
    check_fields,
    entity_named,
    server_fields,
)
from server.services import (
    account_merges,
    credit_limits,
    decisions,
    order_judging,
    owner_requests,
)
from server.services.conflicts import DELETED
from server.services.contract_judging import check_approval, check_print
from server.services.desk import Desk
from server.services.numbers import NUMBERED
from server.services.warnings.meeting import check_own_id, meet
from server.store.book_names import book_named
from server.store.records import Stamp, StoredRecord
from sync.wire.messages import OperationResult

Body = Mapping[str, FieldValue]

APPLIED, MERGED, REFUSED, HELD = "applied", "merged", "refused", "held"
_LARGEST_REVISION = 2**53
_UNCHANGED: Body = {}


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


def decide(desk: Desk, operation: Operation) -> OperationResult:
    """Work one operation out and write its outcome into the desk's draft.

    Raises:
        DomainError: The operation is refused; nothing of it was written.
    """
    entity = entity_named(operation.entity)
    _check_form(entity, operation)
    match operation.op:
        case Op.CREATE:
            return _create(desk, entity, operation)
        case Op.EDIT:
            return _edit(desk, entity, operation)
        case Op.DELETE:
            return _delete(desk, entity, operation)


def _check_form(entity: Entity, operation: Operation) -> None:
    if not is_id(operation.record_id) or not is_id(operation.op_id):
        raise ValidationError("record.id", entity=entity.name)
    if not 0 <= operation.base_revision <= _LARGEST_REVISION:
        raise ValidationError("record.revision", entity=entity.name)
    if entity.custody is Custody.SERVER:
        raise NotAllowedError("entity.read_only", entity=entity.name)
    if entity.scope is Scope.SUBJECT and operation.op is not Op.EDIT:
        raise NotAllowedError("entity.read_only", entity=entity.name)
    if entity.custody is Custody.APPEND and operation.op is not Op.CREATE:
        raise NotAllowedError("entity.append_only", entity=entity.name)


def _check_custody(entity: Entity, values: Body, *, but: Collection[str] = ()) -> None:
    """Refuse values that only the server writes."""
    governed = server_fields(entity.name).difference(but)
    if not governed.isdisjoint(values):
        raise NotAllowedError(
            "field.server", entity=entity.name, field=min(governed.intersection(values))
        )


def _check_confided(desk: Desk, entity: Entity, values: Body) -> None:
    """Refuse plain values where only sealed ones may lie, and all of them where it is off."""
    if entity.name == confidences.ENTITY:
        confidences.check_sealed(values, is_off=desk.is_confidence_off())


def _create(desk: Desk, entity: Entity, operation: Operation) -> OperationResult:
    sent = {name: after for name, (_, after) in operation.fields.items() if after is not None}
    body = desk.standing(entity, _filled(check_fields(entity.name, sent)))
    _check_custody(entity, body)
    present = desk.working.find((entity.name, operation.record_id))
    if present is not None:
        met = meet(desk, operation, present, body)
        return _result(desk, operation, met, is_exact=False)
    account = desk.account_of(body.get("account_id")) if "account_id" in entity.fields else None
    _check_confided(desk, entity, body)
    if entity.name == account_merges.NAME:
        account_merges.check_proposal(desk, body)
    if entity.name == owner_requests.NAME:
        account = owner_requests.begin(desk, body)
    body.update(_given(desk, entity))
    check_complete(entity.name, body)
    if entity.name == "account":
        desk.barring.check_new_account(operation.record_id)
    if entity.name == "warning":
        check_own_id(operation, sent)
    context = in_context(
        body,
        account=desk.as_seen(entity.name, account) if account else None,
        contract=_contract(desk, entity, body),
        line=_order_line(desk, entity, body),
    )
    check_create(desk.user, entity.name, context)
    if account is not None:
        decisions.check_proposal(desk, entity.name, body, account)
    _claim_number(desk, entity, operation.record_id, body.get("number"), None)
    if entity.name in NUMBERED:
        body["number"] = desk.numbers.take(entity.name)
    record = StoredRecord(
        entity=entity.name,
        id=operation.record_id,
        book=account.book if account else book_named(entity.scope, body),
        revision=1,
        body=body,
        stamps=desk.first_stamps,
        account_id=account.id if account else None,
    )
    desk.write(record, operation, _redirected(entity, sent, body))
    return _result(desk, operation, record, is_exact=body == sent)


def _redirected(
    entity: Entity, sent: Body, body: Body
) -> dict[str, tuple[FieldValue, FieldValue]] | None:
    """Return the accounts named in a creation that stand for others now, if there are any."""
    return {
        name: (sent[name], body[name])
        for name in account_references(entity.name)
        if name in sent and body.get(name, sent[name]) != sent[name]
    } or None


def _filled(values: Body) -> dict[str, FieldValue]:
    """Return values without those that say that nothing is there."""
    return {name: value for name, value in values.items() if value is not None}


def _given(desk: Desk, entity: Entity) -> dict[str, FieldValue]:
    """Return what the server itself writes into a new record."""
    if entity.name in {account_merges.NAME, owner_requests.NAME}:
        return {"proposed_by": desk.actor.user_id, "proposed_at": desk.now}
    if entity.name != "account":
        return {}
    given = {"owner_id": desk.actor.user_id, "sector_id": desk.actor.sector_id}
    return {name: value for name, value in given.items() if value}


def _changed(entity: Entity, operation: Operation) -> dict[str, FieldValue]:
    """Return the values after an edit; those before it become history, so they are bounded too."""
    clean = check_fields(entity.name, operation.values)
    # Marks of an account are the office's, from wherever it writes: the policy asks about each.
    _check_custody(entity, clean, but=MARKS if entity.name == "account" else ())
    for name, (before, _) in operation.fields.items():
        if isinstance(before, str) and len(before) > entity.fields[name].length:
            raise ValidationError("field.too_long", entity=entity.name, field=name)
    return clean


def _edit(desk: Desk, entity: Entity, operation: Operation) -> OperationResult:
    clean = desk.standing(entity, _changed(entity, operation))
    _check_confided(desk, entity, clean)
    record = desk.existing(operation)
    if record.survivor_id is not None:
        return _land(desk, entity, operation, record)
    check_edit(desk.user, entity.name, _in_context(desk, entity, record, clean), clean)
    if "number" in clean:
        _claim_number(desk, entity, record.id, clean["number"], record.body.get("number"))
    if record.is_deleted:
        raise DeletedError(record, _lost_to_deletion(operation))
    tidy = replace(
        operation, fields={name: (operation.fields[name][0], clean[name]) for name in clean}
    )
    merged = _merge(desk, entity, tidy, record)
    if entity.name == account_merges.NAME:
        added = account_merges.carry_out(desk, record, merged.values)
        merged = replace(merged, values={**merged.values, **added})
    if entity.name == owner_requests.NAME:
        added, record = owner_requests.carry_out(desk, record, merged.values)
        merged = replace(merged, values={**merged.values, **added})
    after = {**record.body, **merged.values}
    _check_outgoing(desk, record, after)
    is_exact = (
        clean == operation.values
        and merged.values.keys() <= clean.keys()
        and desk.is_held(record, operation)
        and all(after.get(name) == value for name, value in clean.items())
    )
    if is_exact and not merged.values:
        return _result(desk, operation, record, is_exact=True)
    for conflict in merged.conflicts:
        desk.write_conflict(record, conflict)
    # Whatever differs from what was sent gets a new revision, so that the sender receives it.
    written = _with_values(desk, entity, record, merged.values)
    changed = {name: (record.body.get(name), value) for name, value in merged.values.items()}
    is_merged = any(merged.values.get(name, clean[name]) != clean[name] for name in clean)
    desk.write(written, operation, changed, is_merged=is_merged)
    if entity.name == credit_limits.NAME and "state" in merged.values and record.account_id:
        credit_limits.feed_account(desk, record.account_id)
    decisions.carry_out(desk, written, merged.values)
    return _result(desk, operation, written, is_exact=is_exact)


def _check_outgoing(desk: Desk, record: StoredRecord, after: Body) -> None:
    """Refuse a paper or an order that may not leave the house by what the server knows."""
    if record.entity == "contract":
        check_print(desk, record, after)
        check_approval(desk, record, after)
    elif record.entity == order_judging.NAME:
        order_judging.check_send(desk, record, after)


def _land(desk: Desk, entity: Entity, operation: Operation, loser: StoredRecord) -> OperationResult:
    """Keep an edit of an account that was merged as conflicts of the one that stands for it."""
    survivor = desk.account_of(loser.id)
    clean = desk.standing(entity, check_fields(entity.name, operation.values))
    check_edit(desk.user, entity.name, _in_context(desk, entity, survivor), clean)
    for name, value in clean.items():
        before, now = operation.fields[name][0], survivor.body.get(name)
        if now != value:
            lost = FieldConflict(name, before, now, value, "both_changed", incoming_won=False)
            desk.write_conflict(survivor, lost)
    return OperationResult(operation.op_id, MERGED, loser.revision)


def _merge(desk: Desk, entity: Entity, operation: Operation, record: StoredRecord) -> Merged:
    others = [name for name in operation.fields if _is_foreign(desk, operation, record.stamp(name))]
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


def _is_foreign(desk: Desk, operation: Operation, stamp: Stamp) -> bool:
    """Return whether somebody else wrote after the operation's base."""
    is_later = stamp.revision > operation.base_revision
    if desk.offered_since is not None:
        is_later = is_later or stamp.at >= desk.offered_since
    return is_later and stamp.device_id != desk.actor.device_id


def _with_values(desk: Desk, entity: Entity, record: StoredRecord, values: Body) -> StoredRecord:
    revision = record.revision + 1
    body = _filled({**record.body, **values})
    account_id = record.account_id
    account = None
    if "account_id" in values and entity.scope is Scope.ACCOUNT:
        account = desk.account_of(values["account_id"])
        account_id = account.id
    return with_changes(
        record,
        book=account.book if account else record.book,
        revision=revision,
        body=body,
        stamps={**record.stamps, **dict.fromkeys(values, _stamp(desk, revision))},
        account_id=account_id,
    )


def _delete(desk: Desk, entity: Entity, operation: Operation) -> OperationResult:
    record = desk.existing(operation)
    check_delete(desk.user, entity.name, _in_context(desk, entity, record))
    if record.is_deleted:
        return _result(desk, operation, record, is_exact=True)
    foreign = [s for s in record.stamps.values() if _is_foreign(desk, operation, s)]
    if foreign:
        return _keep(desk, entity, operation, record)
    gone = with_changes(record, revision=record.revision + 1, is_deleted=True)
    gone = with_changes(gone, stamps={**gone.stamps, DELETED: _stamp(desk, gone.revision)})
    desk.write(gone, operation, {})
    return _result(desk, operation, gone, is_exact=True)


def _keep(
    desk: Desk, entity: Entity, operation: Operation, record: StoredRecord
) -> OperationResult:
    """Let a deletion lose against an edit that it did not know.

    Source: domain.md 4.17, row "deletion".
    """
    desk.write_conflict(
        record, FieldConflict(DELETED, None, kept=0, lost=1, reason=DELETED, incoming_won=False)
    )
    written = _with_values(desk, entity, record, {})
    desk.write(written, operation, {})
    return _result(desk, operation, written, is_exact=False)


def _lost_to_deletion(operation: Operation) -> tuple[FieldConflict, ...]:
    return tuple(
        FieldConflict(name, before, kept=None, lost=after, reason=DELETED, incoming_won=False)
        for name, (before, after) in operation.fields.items()
    )


def _in_context(
    desk: Desk, entity: Entity, record: StoredRecord, changed: Body = _UNCHANGED
) -> dict[str, object]:
    above = record if entity.name == "account" else None
    if record.account_id:
        above = desk.working.find(("account", record.account_id))
    return in_context(
        record.body,
        account=desk.as_seen(entity.name, above) if above else None,
        contract=_contract(desk, entity, record.body),
        template=desk.body("contract_template", record.body.get("template_id")),
        line=_order_line(desk, entity, {**record.body, **changed}),
    )


def _claim_number(
    desk: Desk, entity: Entity, record_id: str, number: FieldValue, before: FieldValue
) -> None:
    """Let a leased number stand on a record; once there, it stays."""
    is_leased = "number" in entity.fields and entity.fields["number"].merge is Merge.LEASED
    if not is_leased or number == before:
        return
    if before is not None:
        raise NotAllowedError("contract.number.fixed", number=before)
    desk.numbers.claim(str(number), record_id)


def _contract(desk: Desk, entity: Entity, body: Body) -> Body | None:
    if entity.name not in PARTS:
        return None
    return desk.body("contract", body.get("contract_id"))


def _order_line(desk: Desk, entity: Entity, body: Body) -> LineContext | None:
    """Return the order of a line, and the price it names with the days of its list."""
    if entity.name != "field_order_line":
        return None
    order = desk.body("field_order", body.get("order_id"))
    price = desk.body("price", body.get("price_id"))
    prices = desk.body("price_list", price.get("price_list_id")) if price else None
    return LineContext(order, {**(prices or {}), **price} if price else None)


def _stamp(desk: Desk, revision: int) -> Stamp:
    actor = desk.actor
    return Stamp(revision, actor.user_id, actor.device_id, actor.is_office, desk.now)


def _result(
    desk: Desk, operation: Operation, record: StoredRecord, *, is_exact: bool
) -> OperationResult:
    outcome = APPLIED if is_exact else MERGED
    if is_exact:
        desk.held[record.key] = record.revision
    return OperationResult(operation.op_id, outcome, record.revision)
