"""Makes a record: what the server adds, what the rules ask, where it stands."""

from __future__ import annotations

from app.domain.changes import Operation
from app.domain.fields import Entity, FieldValue
from app.domain.policy_check import check_create, in_context
from app.domain.schema import account_references, check_complete, check_new_fields
from server.services.carrying import contracts, decisions, owner_requests
from server.services.carrying import merges as account_merges
from server.services.desk.desk import Desk
from server.services.numbers.running import NUMBERED
from server.services.operating.judged_records import (
    Body,
    check_confided,
    check_custody,
    claim_number,
    contract_of,
    order_line_of,
    result_of,
)
from server.services.warnings.meeting import check_own_id, meet
from server.store.book_names import book_named
from server.store.records import StoredRecord
from sync.wire.messages import OperationResult


def create(desk: Desk, entity: Entity, operation: Operation) -> OperationResult:
    """Make the record of an operation.

    Raises:
        DomainError: It is refused.
    """
    sent = {name: after for name, (_, after) in operation.fields.items() if after is not None}
    body = desk.standing(entity, check_new_fields(entity.name, sent))
    check_custody(entity, body)
    present = desk.working.find((entity.name, operation.record_id))
    if present is not None:
        met = meet(desk, operation, present, body)
        return result_of(desk, operation, met, is_exact=False)
    account = desk.account_of(body.get("account_id")) if "account_id" in entity.fields else None
    check_confided(desk, entity, body)
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
        contract=contract_of(desk, entity, body),
        line=order_line_of(desk, entity, body),
    )
    check_create(desk.user, entity.name, context)
    if account is not None and entity.name == "contract":
        contracts.check_quotation(desk, body, account.id)
    if account is not None:
        decisions.check_proposal(desk, entity.name, body, account)
    claim_number(desk, entity, operation.record_id, body.get("number"), None)
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
    is_exact = body == sent
    desk.write(record, operation, None if is_exact else _redirected(entity, sent, body))
    return result_of(desk, operation, record, is_exact=is_exact)


def _redirected(
    entity: Entity, sent: Body, body: Body
) -> dict[str, tuple[FieldValue, FieldValue]] | None:
    """Return the accounts named in a creation that stand for others now, if there are any."""
    return {
        name: (sent[name], body[name])
        for name in account_references(entity.name)
        if name in sent and body.get(name, sent[name]) != sent[name]
    } or None


def _given(desk: Desk, entity: Entity) -> dict[str, FieldValue]:
    """Return what the server itself writes into a new record."""
    if entity.name in {account_merges.NAME, owner_requests.NAME}:
        return {"proposed_by": desk.actor.user_id, "proposed_at": desk.now}
    if entity.name != "account":
        return {}
    given = {"owner_id": desk.actor.user_id, "sector_id": desk.actor.sector_id}
    return {name: value for name, value in given.items() if value}
