"""What the rules say to a new, a changed and a deleted contract, and to what stands under one."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.contracts.life import AFTER_SIGNATURE, check_step, find_step
from app.domain.errors import NotAllowedError
from app.domain.policy_terms import Action, Actor

Values = Mapping[str, object]

_DRAFTER = "drafted_by"
_FIXED = (_DRAFTER, "quotation_id")


def check_contract_create(user: Actor, record: Values) -> None:
    """Refuse a contract that does not begin as the user's own draft.

    Raises:
        NotAllowedError: `contract.step.unknown`, or `field.not_allowed` for the drafter: without
            one nobody would be kept from deciding about it.
    """
    if record.get("state") != "draft":
        raise NotAllowedError("contract.step.unknown", before="", after=record.get("state"))
    if record.get(_DRAFTER) != user.id:
        raise NotAllowedError("field.not_allowed", entity="contract", field=_DRAFTER)


def check_contract_edit(user: Actor, before: Values, changed: Values) -> Action | None:
    """Refuse another drafter or quotation, and a step that the contract does not take.

    Returns:
        What the policy is to be asked for; None where no step is taken.

    Raises:
        NotAllowedError: `field.not_allowed`, or as `life.find_step` and `life.check_step`.
    """
    for name in _FIXED:
        if name in changed and changed[name] != before.get(name):
            raise NotAllowedError("field.not_allowed", entity="contract", field=name)
    state, after = str(before.get("state")), changed.get("state")
    if after is None or after == state:
        return None
    step = find_step(state, str(after))
    check_step(step, before, changed, user_id=user.id, roles=user.roles)
    return step.action


def check_contract_delete(before: Values) -> None:
    """Refuse to delete a contract whose number has to be accounted for.

    Raises:
        NotAllowedError: `contract.numbered`.
    """
    if before.get("number"):
        raise NotAllowedError("contract.numbered", number=before["number"])


def check_part_create(_user: Actor, record: Values) -> None:
    """Refuse what happens under a contract that nobody signed yet.

    Args:
        record: As it would be; with `contract_state` where the contract is known.

    Raises:
        NotAllowedError: `contract.not_signed`.
    """
    if record.get("contract_state", "signed") not in AFTER_SIGNATURE:
        raise NotAllowedError("contract.not_signed")
