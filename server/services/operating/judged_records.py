"""What making, editing and deleting share: context for the rules, numbers, stamps, results."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace as with_changes

from app.domain.accounts import confidences
from app.domain.changes import Operation
from app.domain.contracts.life import contract_above
from app.domain.errors import NotAllowedError
from app.domain.fields import Entity, FieldValue, Merge, Scope
from app.domain.policy_check import LineContext, in_context
from app.domain.schema import server_fields
from server.services.desk.desk import Desk
from server.store.records import Stamp, StoredRecord
from sync.wire.messages import OperationResult

Body = Mapping[str, FieldValue]

APPLIED, MERGED = "applied", "merged"
_UNCHANGED: Body = {}


def check_custody(entity: Entity, values: Body, *, but: Collection[str] = ()) -> None:
    """Refuse values that only the server writes."""
    governed = server_fields(entity.name)
    if but:
        governed = governed.difference(but)
    if not governed.isdisjoint(values):
        raise NotAllowedError(
            "field.server", entity=entity.name, field=min(governed.intersection(values))
        )


def check_confided(desk: Desk, entity: Entity, values: Body) -> None:
    """Refuse plain values where only sealed ones may lie, and all of them where it is off."""
    if entity.name == confidences.ENTITY:
        confidences.check_sealed(values, is_off=desk.is_confidence_off())


def filled(values: Body) -> dict[str, FieldValue]:
    """Return values without those that say that nothing is there."""
    return {name: value for name, value in values.items() if value is not None}


def claim_number(
    desk: Desk, entity: Entity, record_id: str, number: FieldValue, before: FieldValue
) -> None:
    """Let a leased number stand on a record; once there, it stays."""
    is_leased = "number" in entity.fields and entity.fields["number"].merge is Merge.LEASED
    if not is_leased or number == before:
        return
    if before is not None:
        raise NotAllowedError("contract.number.fixed", number=before)
    desk.numbers.claim(str(number), record_id)


def contract_of(desk: Desk, entity: Entity, body: Body) -> Body | None:
    """Return the contract that a record stands under; None where it stands under none."""
    contract_id = contract_above(entity.name, body)
    return desk.body("contract", contract_id) if contract_id else None


def order_line_of(desk: Desk, entity: Entity, body: Body) -> LineContext | None:
    """Return the order of a line, and the price it names with the days of its list."""
    if entity.name != "field_order_line":
        return None
    order = desk.body("field_order", body.get("order_id"))
    price = desk.body("price", body.get("price_id"))
    prices = desk.body("price_list", price.get("price_list_id")) if price else None
    return LineContext(order, {**(prices or {}), **price} if price else None)


def record_in_context(
    desk: Desk, entity: Entity, record: StoredRecord, changed: Body = _UNCHANGED
) -> dict[str, object]:
    """Return a record with what the rules ask of everything it stands under."""
    above = record if entity.name == "account" else None
    if record.account_id:
        above = desk.working.find(("account", record.account_id))
    return in_context(
        record.body,
        account=desk.as_seen(entity.name, above) if above else None,
        contract=contract_of(desk, entity, record.body),
        template=desk.body("contract_template", record.body.get("template_id")),
        line=order_line_of(desk, entity, {**record.body, **changed}),
    )


def stamp_of(desk: Desk, revision: int) -> Stamp:
    """Return who writes now, and as which revision."""
    actor = desk.actor
    return Stamp(revision, actor.user_id, actor.device_id, actor.is_office, desk.now)


def result_of(
    desk: Desk, operation: Operation, record: StoredRecord, *, is_exact: bool
) -> OperationResult:
    """Return the outcome of an accepted operation, and note what the device holds now."""
    outcome = APPLIED if is_exact else MERGED
    if is_exact:
        desk.held[record.key] = record.revision
    return OperationResult(operation.op_id, outcome, record.revision)


def with_values(desk: Desk, entity: Entity, record: StoredRecord, values: Body) -> StoredRecord:
    """Return a record after values were written into it, in the book of its account."""
    revision = record.revision + 1
    body = filled({**record.body, **values})
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
        stamps={**record.stamps, **dict.fromkeys(values, stamp_of(desk, revision))},
        account_id=account_id,
    )


def is_foreign(desk: Desk, operation: Operation, stamp: Stamp) -> bool:
    """Return whether somebody else wrote after the operation's base."""
    is_later = stamp.revision > operation.base_revision
    if desk.offered_since is not None:
        is_later = is_later or stamp.at >= desk.offered_since
    return is_later and stamp.device_id != desk.actor.device_id
