"""The life of a credit limit: who proposes it, who decides, and that its amount never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import NotAllowedError
from app.domain.policy_terms import Action, Role

Values = Mapping[str, object]

DECISION_FIELDS = frozenset({"state", "approved_by", "approved_at", "decision"})
"""All that is ever written in a limit after it was proposed."""

_FINANCE = frozenset({Role.FINANCE})
_DECIDERS = frozenset({Role.FINANCE, Role.GROUP_MANAGEMENT})
_IN_USE = frozenset({"active", "raised", "lowered", "frozen"})


@dataclass(frozen=True, slots=True)
class LimitStep:
    """One step.

    Attributes:
        name: "approve", "refuse", "activate", "raise", "lower", "freeze", "expire" or "cancel".
        sources: States it begins in.
        target: State it ends in.
        action: What the policy is asked for.
        roles: Who takes it.
        needs_reason: Whether it must say why, now.
    """

    name: str
    sources: frozenset[str]
    target: str
    action: Action = Action.UPDATE
    roles: frozenset[Role] = _FINANCE
    needs_reason: bool = True


_PROPOSED = frozenset({"proposed"})
_ACTIVE = frozenset({"active"})
LIMIT_STEPS = (
    LimitStep("approve", _PROPOSED, "approved", Action.APPROVE, _DECIDERS, needs_reason=False),
    LimitStep("refuse", _PROPOSED, "refused", Action.APPROVE, _DECIDERS),
    LimitStep("activate", frozenset({"approved"}), "active", needs_reason=False),
    LimitStep("raise", _ACTIVE, "raised"),
    LimitStep("lower", _ACTIVE, "lowered"),
    LimitStep("freeze", _ACTIVE, "frozen"),
    LimitStep("expire", _IN_USE | {"approved"}, "expired", needs_reason=False),
    LimitStep("cancel", _IN_USE | {"approved"}, "cancelled"),
)
"""Source: domain.md 4.4. Another amount is another proposal, so that two persons stand behind every
amount; "raised" and "lowered" say what became of the limit that the new one replaces. A frozen
limit does not come back: a new one is proposed."""


def find_limit_step(before: str, after: str) -> LimitStep:
    """Return the step between two states.

    Raises:
        NotAllowedError: There is none; `credit.limit.step.unknown` with `before` and `after`.
    """
    for step in LIMIT_STEPS:
        if before in step.sources and after == step.target:
            return step
    raise NotAllowedError("credit.limit.step.unknown", before=before, after=after)


def check_limit_proposal(record: Values, *, user_id: str) -> None:
    """Refuse a new limit that does not begin as the user's own, undecided proposal.

    Raises:
        NotAllowedError: `credit.limit.step.unknown`, `credit.limit.step.proposer` or
            `credit.limit.fixed`.
    """
    if record.get("state") != "proposed":
        raise NotAllowedError("credit.limit.step.unknown", before="", after=record.get("state"))
    # Without a proposer nobody would be kept from deciding about it.
    if record.get("proposed_by") != user_id:
        raise NotAllowedError("credit.limit.step.proposer", step="propose")
    for field in sorted(DECISION_FIELDS - {"state"}):
        if record.get(field) is not None:
            raise NotAllowedError("credit.limit.fixed", field=field)


def check_limit_edit(
    before: Values, changed: Values, *, user_id: str, roles: frozenset[Role]
) -> Action:
    """Refuse an edit of a limit that is no step, or one that its guard does not let pass.

    Args:
        before: The limit as it is, with `account_owner_id` where it is known.
        changed: New values.
        user_id: Who edits.
        roles: What that person is.

    Returns:
        What the policy is to be asked for.

    Raises:
        NotAllowedError: `credit.limit.fixed` with the `field`, or `credit.limit.step.unknown`,
            `.role`, `.proposer`, `.seller`, `.incomplete` with the missing `field`.

    Source: domain.md 4.4, 5.4.
    """
    for field in sorted(changed):
        if field not in DECISION_FIELDS:
            raise NotAllowedError("credit.limit.fixed", field=field)
    step = find_limit_step(str(before.get("state")), str(changed.get("state")))
    if not roles & step.roles:
        raise NotAllowedError("credit.limit.step.role", step=step.name)
    if step.needs_reason and not changed.get("decision"):
        raise NotAllowedError("credit.limit.step.incomplete", step=step.name, field="decision")
    if step.action is Action.APPROVE:
        _check_decider(step, before, changed, user_id)
    elif not {"approved_by", "approved_at"}.isdisjoint(changed):
        raise NotAllowedError("credit.limit.fixed", field="approved_by")
    return step.action


def _check_decider(step: LimitStep, before: Values, changed: Values, user_id: str) -> None:
    if before.get("proposed_by") == user_id:
        raise NotAllowedError("credit.limit.step.proposer", step=step.name)
    if before.get("account_owner_id") == user_id:
        raise NotAllowedError("credit.limit.step.seller", step=step.name)
    if changed.get("approved_by") != user_id:
        raise NotAllowedError("credit.limit.step.incomplete", step=step.name, field="approved_by")
