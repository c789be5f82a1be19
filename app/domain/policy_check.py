"""Refuses what a user may not write; asked on the device before, on the server when it arrives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain import policy
from app.domain.contracts.life import check_part, check_step, find_step
from app.domain.contracts.template_life import (
    WRITTEN,
    check_template_begin,
    check_template_delete,
    check_template_edit,
)
from app.domain.credit_policies import check_credit_policy
from app.domain.decided_records import check_decided_create, check_decided_edit
from app.domain.errors import NotAllowedError
from app.domain.evaluation_files import check_evaluation_edit
from app.domain.fields import FieldValue
from app.domain.limit_life import check_limit_edit, check_limit_proposal
from app.domain.papers.reminder import check_level
from app.domain.policy import Action
from app.domain.sales_rules import check_sales_create, check_sales_delete, check_sales_edit
from app.domain.schemes import check_scheme_create, check_scheme_edit
from app.domain.warnings.life import check_warning_create, check_warning_edit
from app.domain.warnings.threshold_cards import check_setting_create, check_setting_edit

Body = Mapping[str, FieldValue]
_CONTRACT = "contract"
_LIMIT = "credit_limit"
_WARNING = "warning"
_EVALUATION = "evaluation"
_POLICY = "credit_policy"
_SCHEME = "evaluation_scheme"
_SETTING = "setting"
_LETTER = "letter"


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
        NotAllowedError: `record.not_allowed`, `field.not_allowed`, or `contract.step.unknown` for
            a contract that does not begin as the user's own draft, as `life.check_part` for what
            stands under one; for a credit limit as
            `limit_life.check_limit_proposal`, for a warning as `life.check_warning_create`, for
            sales as `sales_rules.check_sales_create`, for a letter as `reminder.check_level`, for a
            setting as `threshold_cards.check_setting_create`, for an evaluation scheme as
            `schemes.check_scheme_create`, for what another decides as
            `decided_records.check_decided_create`, for a template or a block of clauses as
            `template_life.check_template_begin`.
        ValidationError: As `template_life.check_template_begin`.
    """
    check_may(user, Action.CREATE, entity, record, fields)
    check_sales_create(entity, record, user_id=user.id)
    check_decided_create(entity, record, user_id=user.id)
    check_part(entity, record)
    if entity == _SETTING:
        check_setting_create(record, user_id=user.id)
    if entity == _POLICY:
        check_credit_policy(record)
    if entity == _SCHEME:
        check_scheme_create(record, user_id=user.id)
    if entity == _LIMIT:
        check_limit_proposal(record, user_id=user.id)
    if entity == _WARNING:
        check_warning_create(record)
    if entity == _LETTER:
        check_level(str(record.get("level") or ""), user.roles)
    if entity in WRITTEN:
        check_template_begin(entity, record, user_id=user.id)
    if entity == _CONTRACT:
        _check_contract_begin(record, user_id=user.id)


def _check_contract_begin(record: Mapping[str, object], *, user_id: str) -> None:
    if record.get("state") != "draft":
        raise NotAllowedError("contract.step.unknown", before="", after=record.get("state"))
    # Without a drafter nobody would be kept from deciding about it.
    if record.get("drafted_by") != user_id:
        raise NotAllowedError("field.not_allowed", entity=_CONTRACT, field="drafted_by")


def check_edit(
    user: policy.Actor, entity: str, before: Mapping[str, object], changed: Body
) -> None:
    """Refuse an edit: what the user may not write, and steps that a contract does not take.

    Args:
        user: Who edits.
        entity: Of the record.
        before: The record as it is, in context.
        changed: New values.

    Raises:
        NotAllowedError: `record.not_allowed`, `field.not_allowed`, or as `life.check_step`,
            `limit_life.check_limit_edit`, `warnings.life.check_warning_edit`,
            `sales_rules.check_sales_edit`, `evaluation_files.check_evaluation_edit`,
            `decided_records.check_decided_edit`, `schemes.check_scheme_edit`,
            `threshold_cards.check_setting_edit` and `template_life.check_template_edit`.
        ValidationError: As `warnings.life.check_warning_edit` and `check_template_edit`.
    """
    fields = tuple(changed)
    action = check_sales_edit(entity, before, changed, user_id=user.id, roles=user.roles)
    decided = check_decided_edit(entity, before, changed, user_id=user.id, roles=user.roles)
    action = decided or action
    if entity == _LIMIT:
        action = check_limit_edit(before, changed, user_id=user.id, roles=user.roles)
    if entity == _WARNING:
        check_warning_edit(before, changed)
    if entity == _EVALUATION:
        check_evaluation_edit(before)
    if entity == _SETTING:
        check_setting_edit(before, changed, user_id=user.id)
    if entity == _POLICY:
        check_credit_policy({**before, **changed})
    if entity == _SCHEME:
        action = check_scheme_edit(before, changed, user_id=user.id, roles=user.roles)
    if entity in WRITTEN:
        action = check_template_edit(entity, before, changed, user_id=user.id, roles=user.roles)
    if entity == _CONTRACT:
        action = _check_contract_edit(user, before, changed) or action
    check_may(user, action, entity, before, fields)


def _check_contract_edit(
    user: policy.Actor, before: Mapping[str, object], changed: Body
) -> Action | None:
    """Return what the policy is asked for where the edit is a step; None where it is none."""
    state, after = str(before.get("state")), changed.get("state")
    if "drafted_by" in changed and changed["drafted_by"] != before.get("drafted_by"):
        raise NotAllowedError("field.not_allowed", entity=_CONTRACT, field="drafted_by")
    if after is None or after == state:
        return None
    step = find_step(state, str(after))
    check_step(step, before, changed, user_id=user.id, roles=user.roles)
    return step.action


def check_delete(user: policy.Actor, entity: str, before: Mapping[str, object]) -> None:
    """Refuse a deletion.

    Raises:
        NotAllowedError: `record.not_allowed`, or `contract.numbered` for a contract whose number
            has to be accounted for, or as `sales_rules.check_sales_delete`.
    """
    check_may(user, Action.DELETE, entity, before)
    check_sales_delete(entity, before)
    if entity in WRITTEN:
        check_template_delete(before)
    if entity == _CONTRACT and before.get("number"):
        raise NotAllowedError("contract.numbered", number=before["number"])
