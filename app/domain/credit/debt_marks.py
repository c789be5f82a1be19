"""What finance makes of a debt: doubtful, bad or dead, said by one and decided by another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.faults import Fault
from app.domain.life import Life, Step
from app.domain.policy_terms import Action, Role

Values = Mapping[str, object]

APPROVED = "approved"
WRITTEN_DOWN = ("doubtful", "bad", "dead")
"""From hard to collect to not to be collected at all. Source: domain.md 1.3, 2.6."""

_DECIDERS = frozenset({Role.FINANCE, Role.GROUP_MANAGEMENT})
_PROPOSED = frozenset({"proposed"})

DEBT_MARK_LIFE = Life(
    code="debt_mark",
    first="proposed",
    author="proposed_by",
    decider="decided_by",
    decision=frozenset({"state", "decided_by", "decided_at", "decision"}),
    steps=(
        Step("approve", _PROPOSED, APPROVED, _DECIDERS, Action.APPROVE, ("decided_by",)),
        Step("refuse", _PROPOSED, "refused", _DECIDERS, Action.APPROVE, ("decided_by", "decision")),
    ),
)
"""Finance proposes, another of finance or the management decides: who gives a debt up must not be
alone with it. That the mark takes two is our reading of domain.md 5.2 and 5.4, which ask for two
hands in finance without naming this one.

Source: domain.md 2.6, 3.15; R061."""


def debt_mark_faults(mark: Values, *, quality: str) -> Iterator[Fault]:
    """Return what is wrong with a proposed mark.

    Args:
        mark: As it would be.
        quality: What the debt is marked as today.
    """
    if mark.get("quality") == quality:
        yield Fault("quality", "debt_mark.quality.same")
    if not str(mark.get("reason") or "").strip():
        yield Fault("reason", "debt_mark.reason.blank")
