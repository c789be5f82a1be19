"""Which rules beyond the permission matrix judge a new, a changed and a deleted record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from app.domain.analysis.shares import check_share_target
from app.domain.contracts.annex_rules import check_file_create, check_file_delete
from app.domain.contracts.texts.life import (
    WRITTEN,
    check_template_begin,
    check_template_delete,
    check_template_edit,
)
from app.domain.contracts.writing import (
    check_contract_create,
    check_contract_delete,
    check_contract_edit,
    check_part_create,
)
from app.domain.credit.limit_life import check_limit_edit, check_limit_proposal
from app.domain.credit.policies import check_credit_policy
from app.domain.decided_records import LIVES, check_decided_create, check_decided_edit
from app.domain.evaluation.files import check_evaluation_edit
from app.domain.evaluation.schemes import check_scheme_create, check_scheme_edit
from app.domain.papers.reminder import check_level
from app.domain.policy_terms import Action, Actor
from app.domain.sales.channel import check_channel_sale
from app.domain.sales.expenses import check_budget, check_expense, check_expense_delete
from app.domain.sales.rules import (
    SALES_ENTITIES,
    check_sales_create,
    check_sales_delete,
    check_sales_edit,
)
from app.domain.warnings.life import check_warning_create, check_warning_edit
from app.domain.warnings.threshold_cards import check_setting_create, check_setting_edit

Values = Mapping[str, object]
Create = Callable[[Actor, Values], None]
Edit = Callable[[Actor, Values, Values], Action | None]
Delete = Callable[[Values], None]


def _nothing_new(_user: Actor, _record: Values) -> None:
    return


def _nothing_changed(_user: Actor, _before: Values, _changed: Values) -> None:
    return


def _nothing_deleted(_before: Values) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRule:
    """What is asked besides the policy; each raises the refusal of its own rule.

    Attributes:
        create: Of who makes it and the record as it would be, in context.
        edit: Of who edits, the record as it is, and the new values; returns what the policy is to
            be asked for, None for the usual edit.
        delete: Of the record as it is.
    """

    create: Create = _nothing_new
    edit: Edit = _nothing_changed
    delete: Delete = _nothing_deleted


def _sales(entity: str) -> EntityRule:
    return EntityRule(
        create=lambda user, record: check_sales_create(entity, record, user_id=user.id),
        edit=lambda user, before, changed: check_sales_edit(
            entity, before, changed, user_id=user.id, roles=user.roles
        ),
        delete=partial(check_sales_delete, entity),
    )


def _decided(entity: str) -> EntityRule:
    return EntityRule(
        create=lambda user, record: check_decided_create(entity, record, user_id=user.id),
        edit=lambda user, before, changed: check_decided_edit(
            entity, before, changed, user_id=user.id, roles=user.roles
        ),
    )


def _terms_edit(user: Actor, before: Values, changed: Values) -> Action | None:
    check_credit_policy({**before, **changed})
    return _decided("credit_policy").edit(user, before, changed)


def _terms_create(user: Actor, record: Values) -> None:
    check_credit_policy(record)
    _decided("credit_policy").create(user, record)


def _expense_create(user: Actor, record: Values) -> None:
    check_expense(record)
    _decided("selling_expense").create(user, record)


def _budget_edit(_user: Actor, before: Values, changed: Values) -> None:
    check_budget({**before, **changed})


def _channel_edit(_user: Actor, before: Values, changed: Values) -> None:
    check_channel_sale({**before, **changed})


def _share_edit(_user: Actor, before: Values, changed: Values) -> None:
    check_share_target({**before, **changed})


def _text(entity: str) -> EntityRule:
    return EntityRule(
        create=lambda user, record: check_template_begin(entity, record, user_id=user.id),
        edit=lambda user, before, changed: check_template_edit(
            entity, before, changed, user_id=user.id, roles=user.roles
        ),
        delete=check_template_delete,
    )


RULES: Mapping[str, EntityRule] = {
    **{entity: _sales(entity) for entity in SALES_ENTITIES},
    **{entity: _decided(entity) for entity in LIVES},
    **{entity: _text(entity) for entity in WRITTEN},
    "attachment": EntityRule(create=check_file_create, delete=check_file_delete),
    "contract": EntityRule(
        create=check_contract_create, edit=check_contract_edit, delete=check_contract_delete
    ),
    "contract_event": EntityRule(create=check_part_create),
    "contract_loan": EntityRule(create=check_part_create),
    "credit_limit": EntityRule(
        create=lambda user, record: check_limit_proposal(record, user_id=user.id),
        edit=lambda user, before, changed: check_limit_edit(
            before, changed, user_id=user.id, roles=user.roles
        ),
    ),
    "credit_policy": EntityRule(create=_terms_create, edit=_terms_edit),
    "channel_sale": EntityRule(
        create=lambda _user, record: check_channel_sale(record), edit=_channel_edit
    ),
    "share_target": EntityRule(
        create=lambda _user, record: check_share_target(record), edit=_share_edit
    ),
    "selling_expense": EntityRule(
        create=_expense_create,
        edit=_decided("selling_expense").edit,
        delete=check_expense_delete,
    ),
    "expense_budget": EntityRule(
        create=lambda _user, record: check_budget(record), edit=_budget_edit
    ),
    "evaluation": EntityRule(edit=lambda _user, before, _changed: check_evaluation_edit(before)),
    "evaluation_scheme": EntityRule(
        create=lambda user, record: check_scheme_create(record, user_id=user.id),
        edit=lambda user, before, changed: check_scheme_edit(
            before, changed, user_id=user.id, roles=user.roles
        ),
    ),
    "letter": EntityRule(
        create=lambda user, record: check_level(str(record.get("level") or ""), user.roles)
    ),
    "setting": EntityRule(
        create=lambda user, record: check_setting_create(record, user_id=user.id),
        edit=lambda user, before, changed: check_setting_edit(before, changed, user_id=user.id),
    ),
    "warning": EntityRule(
        create=lambda _user, record: check_warning_create(record),
        edit=lambda _user, before, changed: check_warning_edit(before, changed),
    ),
}
"""By entity; the policy alone judges the others."""

_NO_RULE = EntityRule()


def rule_for(entity: str) -> EntityRule:
    """Return what is asked of records of an entity besides the policy."""
    return RULES.get(entity, _NO_RULE)
