"""The life of an evaluation scheme: drafted by one person, approved by another, then fixed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from app.domain.analysis.evaluation_schemes import HIGHEST_SCORE, LOWEST_SCORE, Scheme
from app.domain.analysis.scheme_reading import read_scheme
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.life import Life, Step
from app.domain.policy_terms import Action, Role

Values = Mapping[str, object]

_MAKERS = frozenset({Role.GROUP_MARKETING})
_DECIDERS = frozenset({Role.GROUP_MARKETING, Role.GROUP_MANAGEMENT})
_DRAFT = frozenset({"draft"})

SCHEME_LIFE = Life(
    code="scheme",
    first="draft",
    author="maker_id",
    decider="approver_id",
    decision=frozenset({"state", "approver_id"}),
    steps=(
        Step(
            "approve", _DRAFT, "approved", _DECIDERS, Action.APPROVE,
            ("approver_id", "valid_from_on"),
        ),
        Step("drop", _DRAFT, "withdrawn", _MAKERS),
        Step("withdraw", frozenset({"approved"}), "withdrawn", _DECIDERS, Action.APPROVE),
    ),
)  # fmt: skip
"""What dealers are judged by is decided by two people; what was approved changes only by another
version. Source: domain.md 2.3 (schemes as data), 5.4 (two hands); R041."""


def check_scheme(scheme: Scheme) -> None:
    """Refuse a scheme whose weights are not 100 %, or whose gate lies outside the scores.

    Raises:
        ValidationError: `scheme.weights` with the sum in per cent, or `scheme.gate_score`.

    Source: domain.md 3.17 (weights must sum to 1).
    """
    total = sum((criterion.weight for criterion in scheme.criteria), Decimal(0)) * 100
    if total != 100:  # noqa: PLR2004 - the whole, in per cent
        raise ValidationError("scheme.weights", percent=f"{total.normalize():f}")
    if scheme.gate and not LOWEST_SCORE <= scheme.gate_score <= HIGHEST_SCORE:
        raise ValidationError("scheme.gate_score", least=LOWEST_SCORE, most=HIGHEST_SCORE)


def check_scheme_create(record: Values, *, user_id: str) -> None:
    """Refuse a new scheme that is not its maker's own draft, or that cannot be judged by.

    Raises:
        NotAllowedError: As `Life.check_begin`.
        ValidationError: `evaluation.scheme.unreadable`, or as `check_scheme`.
    """
    SCHEME_LIFE.check_begin(record, user_id=user_id)
    check_scheme(read_scheme("", str(record.get("body"))).scheme)


def check_scheme_edit(
    before: Values, changed: Values, *, user_id: str, roles: frozenset[Role]
) -> Action:
    """Refuse to rewrite a scheme that was approved, and steps that this person may not take.

    Returns:
        What the policy is to be asked for.

    Raises:
        NotAllowedError: As `Life.check_step`, or `scheme.fixed` with the `field`.
        ValidationError: `evaluation.scheme.unreadable`, or as `check_scheme`.
    """
    step = SCHEME_LIFE.check_step(before, changed, user_id=user_id, roles=roles)
    if "maker_id" in changed:
        raise NotAllowedError("scheme.fixed", field="maker_id")
    if before.get("state") != SCHEME_LIFE.first:
        for field in sorted(set(changed) - SCHEME_LIFE.decision):
            raise NotAllowedError("scheme.fixed", field=field)
    if "body" in changed:
        check_scheme(read_scheme("", str(changed["body"])).scheme)
    return Action.UPDATE if step is None else step.action
