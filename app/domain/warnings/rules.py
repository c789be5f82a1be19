"""The warning rules by name: who watches each, where it is computed, whether it ends by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.policy_terms import Role


class Rule(StrEnum):
    """One rule. Source: domain.md 4.2."""

    ARREARS = "W1"
    PROGRESS = "W2"
    EXPENSE = "W3"
    LOSS = "W4"
    INCIDENT = "W5"
    CREDIT = "W6"
    RECEIVABLES = "W7"
    STOCK = "W8"
    COMPLAINTS = "W9"
    PAPERS = "W10"
    INACTIVITY = "W11"
    PROMISE = "W12"
    PATTERN = "W13"


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What is to be known of a rule besides its condition.

    Attributes:
        watchers: Roles of the sector that see it besides the owner and the head.
        is_on_device: A device has all that the rule needs for its own accounts.
        ends_by_itself: There is nothing to do about it at the account: it ends with its condition.
    """

    watchers: frozenset[Role] = frozenset()
    is_on_device: bool = True
    ends_by_itself: bool = False


_FINANCE = frozenset({Role.FINANCE})
RULES: Mapping[Rule, RuleCard] = {
    Rule.ARREARS: RuleCard(_FINANCE),
    Rule.PROGRESS: RuleCard(),
    Rule.EXPENSE: RuleCard(),
    Rule.LOSS: RuleCard(),
    Rule.INCIDENT: RuleCard(),
    Rule.CREDIT: RuleCard(_FINANCE),
    Rule.RECEIVABLES: RuleCard(_FINANCE, is_on_device=False, ends_by_itself=True),
    Rule.STOCK: RuleCard(),
    Rule.COMPLAINTS: RuleCard(frozenset({Role.SERVICE})),
    Rule.PAPERS: RuleCard(),
    Rule.INACTIVITY: RuleCard(),
    Rule.PROMISE: RuleCard(),
    Rule.PATTERN: RuleCard(),
}
"""Source: domain.md 4.2 (where computed; a company figure never on a device), 5.2 (who reads)."""

NARROW_READERS = frozenset({Role.FINANCE, Role.SERVICE})
"""Roles that see only the warnings that they watch. Source: domain.md 5.2, row "warning"."""


def watched_by(role: Role) -> frozenset[str]:
    """Return the codes of the rules that a role watches."""
    return frozenset(rule.value for rule, card in RULES.items() if role in card.watchers)
