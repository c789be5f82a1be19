"""The company's terms for sales on credit: who sets them, who approves them, which are in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from app.domain.faults import Fault, refuse_first
from app.domain.life import Life, Step
from app.domain.policy_terms import Action, Role

Values = Mapping[str, object]

APPROVED = "approved"
_MANAGEMENT = frozenset({Role.GROUP_MANAGEMENT})
_PROPOSED = frozenset({"proposed"})
_WHOLE = 10_000
"""Basis points of everything."""

POLICY_LIFE = Life(
    code="credit_policy",
    first="proposed",
    author="proposed_by",
    decider="decided_by",
    decision=frozenset({"state", "decided_by", "decided_at", "decision"}),
    steps=(
        Step("approve", _PROPOSED, APPROVED, _MANAGEMENT, Action.APPROVE, ("decided_by",)),
        Step(
            "refuse", _PROPOSED, "refused", _MANAGEMENT, Action.APPROVE, ("decided_by", "decision")
        ),
    ),
)
"""Finance writes the terms, group management approves them. Source: domain.md 2.5; R055."""


def policy_faults(policy: Values) -> Iterator[Fault]:
    """Return what is wrong with terms, in the order of the form.

    Source: domain.md 2.5 (period, cash discount in percent and days, cap, rhythm of review), 3.15
    (assets unknown or ≤ 0 give no line).
    """
    for name in ("period_days", "discount_days", "review_days"):
        if _number(policy, name) < 0:
            yield Fault(name, "credit_policy.days.negative")
    for name in ("discount_basis_points", "cap_basis_points"):
        if not 0 <= _number(policy, name) <= _WHOLE:
            yield Fault(name, "credit_policy.share")
    if _number(policy, "discount_days") > _number(policy, "period_days"):
        yield Fault("discount_days", "credit_policy.discount_late")
    if bool(_number(policy, "discount_basis_points")) != bool(_number(policy, "discount_days")):
        yield Fault("discount_days", "credit_policy.discount_half")
    assets = policy.get("assets_minor")
    if isinstance(assets, int) and assets <= 0:
        yield Fault("assets_minor", "credit_policy.assets")
    if not policy.get("valid_from_on"):
        yield Fault("valid_from_on", "credit_policy.start_blank")


def check_credit_policy(policy: Values) -> None:
    """Refuse terms that make no sense, on the device and again on the server.

    Raises:
        ValidationError: As `policy_faults`, with the `field`.
    """
    refuse_first(policy_faults(policy))


def policy_in_force(policies: Iterable[Values], *, today: date) -> Values | None:
    """Return the approved terms whose first day came last; those of before approvals count."""
    day = today.isoformat()
    begun = [
        policy
        for policy in policies
        if policy.get("state") in {APPROVED, None} and str(policy.get("valid_from_on") or "") <= day
    ]
    return max(begun, key=lambda policy: str(policy.get("valid_from_on") or ""), default=None)


def _number(policy: Values, name: str) -> int:
    value = policy.get(name)
    return value if isinstance(value, int) else 0
