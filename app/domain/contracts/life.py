"""The life of a contract: which step leads from where to where, who takes it, what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import NotAllowedError
from app.domain.policy_terms import Action, Role

Values = Mapping[str, object]

DRAFT_STATES = frozenset({"draft", "returned"})
BEFORE_SIGNATURE = frozenset({"draft", "returned", "in_review", "approved", "printed"})
_DONE = frozenset(
    {"effective", "archived", "performing", "amended", "renewed", "expired", "terminated"}
)
_REVIEWERS = frozenset({Role.SECTOR_HEAD, Role.FINANCE, Role.GROUP_MANAGEMENT})
_REP = frozenset({Role.REP})


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        name: "submit", "approve", "return", "print", "sign", "effect", "file" or "void".
        sources: States it begins in.
        target: State it ends in; "" for any state after the signature.
        action: What the policy is asked for.
        roles: Who takes it.
        needs: Fields that are filled afterwards.
        writes: Fields that must name the user who takes it.
    """

    name: str
    sources: frozenset[str]
    target: str
    action: Action
    roles: frozenset[Role]
    needs: tuple[str, ...] = ()
    writes: str = ""


STEPS = (
    Step("submit", DRAFT_STATES, "in_review", Action.UPDATE, _REP),
    Step(
        "approve",
        frozenset({"in_review"}),
        "approved",
        Action.APPROVE,
        _REVIEWERS,
        writes="reviewed_by",
    ),
    Step(
        "return",
        frozenset({"in_review"}),
        "returned",
        Action.APPROVE,
        _REVIEWERS,
        ("review_note",),
        writes="reviewed_by",
    ),
    Step(
        "print",
        frozenset({"draft", "approved"}),
        "printed",
        Action.UPDATE,
        _REP,
        ("number", "fingerprint"),
    ),
    Step(
        "sign",
        frozenset({"printed"}),
        "signed",
        Action.UPDATE,
        _REP,
        ("fingerprint", "signatory", "signed_place", "signed_on"),
    ),
    Step(
        "effect",
        frozenset({"signed"}),
        "effective",
        Action.UPDATE,
        frozenset({Role.SECTOR_HEAD}),
    ),
    Step("file", _DONE, "", Action.UPDATE, frozenset({Role.CUSTODIAN})),
    Step(
        "void",
        BEFORE_SIGNATURE,
        "void",
        Action.UPDATE,
        _REP | {Role.SECTOR_HEAD},
        ("void_reason",),
    ),
)
"""Source: domain.md 4.5. A draft that was submitted is the reviewer's: nobody withdraws it."""

_OPENING = frozenset({"submit", "print"})


def find_step(before: str, after: str) -> Step:
    """Return the step between two states.

    Raises:
        NotAllowedError: There is none; `contract.step.unknown` with `before` and `after`.
    """
    for step in STEPS:
        is_target = after == step.target or (not step.target and after in _DONE)
        if before in step.sources and is_target:
            return step
    raise NotAllowedError("contract.step.unknown", before=before, after=after)


def check_step(
    step: Step, before: Values, changed: Values, *, user_id: str, roles: frozenset[Role]
) -> None:
    """Refuse a step that its guard does not let pass; whose contract it is asks the policy.

    Args:
        step: The step.
        before: The contract as it is; besides its fields, `account_barred` and
            `template_is_free`, where they are known.
        changed: The fields that are written with it.
        user_id: Who takes it.
        roles: What that person is.

    Raises:
        NotAllowedError: `contract.step.role`, `contract.step.drafter`, `contract.step.incomplete`
            with the missing `field`, `contract.account.barred` or `contract.review.needed`.

    Source: domain.md 4.5, 5.4.
    """
    if not roles & step.roles:
        raise NotAllowedError("contract.step.role", step=step.name)
    if step.action is Action.APPROVE and before.get("drafted_by") == user_id:
        raise NotAllowedError("contract.step.drafter")
    after = {**before, **changed}
    for field in step.needs:
        # What is said with the step itself must be said now: an old reason is no reason.
        value = changed.get(field) if field.endswith(("note", "reason")) else after.get(field)
        if not value:
            raise NotAllowedError("contract.step.incomplete", step=step.name, field=field)
    if step.writes and changed.get(step.writes) != user_id:
        raise NotAllowedError("contract.step.incomplete", step=step.name, field=step.writes)
    if step.name in _OPENING and before.get("account_barred"):
        raise NotAllowedError("contract.account.barred")
    is_draft = before.get("state", "draft") in DRAFT_STATES
    if step.name == "print" and is_draft and not before.get("template_is_free"):
        raise NotAllowedError("contract.review.needed")
