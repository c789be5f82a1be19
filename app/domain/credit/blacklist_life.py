"""The life of a blacklisting: proposed with reason and evidence, decided by another, lifted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from app.domain.errors import NotAllowedError
from app.domain.faults import Fault
from app.domain.life import Life, Step
from app.domain.policy_terms import Action, Role

Values = Mapping[str, object]

APPROVED = "approved"
OPEN_STATES = ("proposed", APPROVED)
"""As long as one of these stands, no other is proposed for the same account."""

_MANAGEMENT = frozenset({Role.GROUP_MANAGEMENT})
_DECISION = frozenset(
    {
        *("state", "decided_by", "decided_at", "decision"),
        *("lifted_by", "lifted_at", "lift_reason"),
    }
)

BLACKLIST_LIFE = Life(
    code="blacklist",
    first="proposed",
    author="proposed_by",
    decider="decided_by",
    decision=_DECISION,
    steps=(
        Step(
            "approve",
            frozenset({"proposed"}),
            APPROVED,
            _MANAGEMENT,
            Action.APPROVE,
            ("decided_by",),
        ),
        Step(
            "refuse",
            frozenset({"proposed"}),
            "refused",
            _MANAGEMENT,
            Action.APPROVE,
            ("decided_by", "decision"),
        ),
        Step(
            "lift",
            frozenset({APPROVED}),
            "lifted",
            _MANAGEMENT,
            Action.APPROVE,
            ("lifted_by", "lift_reason"),
        ),
    ),
)
"""Sectors, finance, service and inspectors propose, group management decides; who proposed neither
approves nor lifts. What was proposed stays as it was written, so that the history can be read.

Source: domain.md 4.13, 5.2, 5.4; R062."""

_OF_DECIDING = frozenset({"state", "decided_by", "decided_at", "decision"})
_OF_LIFTING = _DECISION - _OF_DECIDING | {"state"}


def entry_faults(entry: Values, *, today: date) -> Iterator[Fault]:
    """Return what is wrong with a proposed blacklisting, in the order of the form.

    Source: domain.md 4.13 (reason, evidence, approval, review date).
    """
    for name in ("words", "evidence"):
        if not str(entry.get(name) or "").strip():
            yield Fault(name, f"blacklist.{name}.blank")
    review = entry.get("review_on")
    if not isinstance(review, str) or not review:
        yield Fault("review_on", "blacklist.review.blank")
    elif review <= today.isoformat():
        yield Fault("review_on", "blacklist.review.past")


def check_entry_edit(changed: Values, *, step: Step | None, user_id: str) -> None:
    """Refuse to rewrite what somebody was accused of, or what another decided about it.

    Args:
        changed: New values.
        step: What the edit is of the life; None for none.
        user_id: Who edits.

    Raises:
        NotAllowedError: `blacklist.fixed` with the `field`, `blacklist.step.incomplete` for
            somebody who lifts in the name of another.
    """
    allowed = {"appeal"}
    if step is not None:
        allowed |= _OF_LIFTING if step.name == "lift" else _OF_DECIDING
    for field in sorted(set(changed) - allowed):
        raise NotAllowedError("blacklist.fixed", field=field)
    if changed.get("lifted_by", user_id) != user_id:
        raise NotAllowedError("blacklist.step.incomplete", step="lift", field="lifted_by")


def bars(entries: Iterable[Values]) -> bool:
    """Return whether one of the blacklistings of an account is in force."""
    return any(entry.get("state") == APPROVED for entry in entries)
