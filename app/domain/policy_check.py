"""Refuses what a user may not write; asked on the device before, on the server when it arrives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain import policy
from app.domain.entity_rules import rule_for
from app.domain.errors import NotAllowedError
from app.domain.fields import FieldValue
from app.domain.policy import Action

Body = Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class LineContext:
    """What the rules ask about a line of an order.

    Attributes:
        order: The order; None when it is unknown.
        price: The price that the line names, with the days of its list; None without one.
    """

    order: Body | None
    price: Body | None


def in_context(
    body: Body,
    *,
    account: Body | None,
    contract: Body | None = None,
    template: Body | None = None,
    line: LineContext | None = None,
) -> dict[str, object]:
    """Return a record with what the rules ask about its account, contract, template or order."""
    record: dict[str, object] = dict(body)
    if account is not None:
        record["account_owner_id"] = account.get("owner_id")
        record["account_sector_id"] = account.get("sector_id") or ""
        record["account_barred"] = bool(account.get("frozen") or account.get("blacklisted"))
    if contract is not None:
        record["contract_state"] = contract.get("state")
        record["contract_account_id"] = contract.get("account_id")
    if template is not None:
        record["template_is_free"] = bool(template.get("free_to_sign"))
    if line is not None:
        order = line.order or {}
        record["order_account_id"] = order.get("account_id")
        record["order_state"] = order.get("state")
        record["order_kind"] = order.get("kind")
        record["ordered_on"] = order.get("ordered_on")
        record["price"] = line.price
    return record


def check_may(
    user: policy.Actor,
    action: Action,
    entity: str,
    record: Mapping[str, object],
    fields: tuple[str, ...] = (),
) -> None:
    """Refuse what the user may not do, with the fields where only they are forbidden.

    Raises:
        NotAllowedError: `record.not_allowed` or `field.not_allowed`.
    """
    if not policy.may(user, action, entity, record):
        raise NotAllowedError("record.not_allowed", entity=entity, action=action.value)
    for field in fields:
        if not policy.may(user, action, entity, record, field):
            raise NotAllowedError("field.not_allowed", entity=entity, field=field)


def check_create(
    user: policy.Actor, entity: str, record: Mapping[str, object], fields: tuple[str, ...] = ()
) -> None:
    """Refuse a new record.

    Args:
        user: Who makes it.
        entity: Its entity.
        record: As it would be, in context.
        fields: Those that the user fills in, where each is to be asked about.

    Raises:
        NotAllowedError: `record.not_allowed`, `field.not_allowed`, or as the entity's rule.
        ValidationError: As the entity's rule.
    """
    check_may(user, Action.CREATE, entity, record, fields)
    rule_for(entity).create(user, record)


def check_edit(
    user: policy.Actor, entity: str, before: Mapping[str, object], changed: Body
) -> None:
    """Refuse an edit: what the user may not write, and what the entity's rule forbids.

    Args:
        user: Who edits.
        entity: Of the record.
        before: The record as it is, in context.
        changed: New values.

    Raises:
        NotAllowedError: `record.not_allowed`, `field.not_allowed`, or as the entity's rule.
        ValidationError: As the entity's rule.
    """
    action = rule_for(entity).edit(user, before, changed) or Action.UPDATE
    check_may(user, action, entity, before, tuple(changed))


def check_delete(user: policy.Actor, entity: str, before: Mapping[str, object]) -> None:
    """Refuse a deletion.

    Raises:
        NotAllowedError: `record.not_allowed`, or as the entity's rule.
    """
    check_may(user, Action.DELETE, entity, before)
    rule_for(entity).delete(before)
