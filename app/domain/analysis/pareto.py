"""Pareto check (二八原理): how much the largest fifth of the accounts buys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, share_of

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class ParetoRules:
    """Settings of the organisation; defaults from domain.md 3.3 and Appendix C.

    Attributes:
        head_percent: Share of the accounts that is looked at.
        expected_share: From which share of the sales on the rule of thumb holds.
        department_from: Confirmed key accounts that deserve a department of their own.
    """

    head_percent: int = 20
    expected_share: Decimal = Decimal("0.60")
    department_from: int = 20


DEFAULT_RULES = ParetoRules()


@dataclass(frozen=True, slots=True)
class Pareto:
    """The check with the numbers it came from.

    Attributes:
        accounts: All accounts.
        head_count: k, the fifth of them, rounded up.
        candidates: Key-account candidates, the largest first; more than k when tied.
        has_ties: Whether accounts tied with the last one were let in.
        top_minor: Sales of the candidates.
        total_minor: All sales less returns.
        share: Top ÷ total.
    """

    accounts: int
    head_count: int
    candidates: tuple[str, ...]
    has_ties: bool
    top_minor: int
    total_minor: int
    share: Value

    def meets_expectation(self, rules: ParetoRules = DEFAULT_RULES) -> bool:
        """Return whether few accounts make most of the sales, as the rule expects."""
        return isinstance(self.share, Fraction) and self.share >= Fraction(rules.expected_share)


def pareto(amounts: Mapping[str, int], *, rules: ParetoRules = DEFAULT_RULES) -> Pareto:
    """Return what the largest fifth buys; n/a without accounts or without sales.

    Args:
        amounts: Sales less returns by account id, in minor units.
        rules: Settings.

    Source: domain.md 3.3; R105.
    """
    k = head_count(len(amounts), percent=rules.head_percent)
    chosen = largest(amounts, percent=rules.head_percent)
    top, total = sum(amounts[name] for name in chosen), sum(amounts.values())
    share = share_of(top, total) if amounts else NotAvailable(Reason.NO_ACCOUNTS)
    return Pareto(len(amounts), k, chosen, len(chosen) > k, top, total, share)


def head_count(accounts: int, *, percent: int) -> int:
    """Return so many per cent of the accounts, rounded up in integers."""
    return -(-accounts * percent // _PERCENT)


def largest(amounts: Mapping[str, int], *, percent: int) -> tuple[str, ...]:
    """Return the largest per cent of the accounts, and all that tie with the last of them.

    Accounts without sales are never among them, however few the others are.
    """
    ranked = sorted(amounts, key=lambda name: (-amounts[name], name))
    k = head_count(len(ranked), percent=percent)
    if not k:
        return ()
    last = max(amounts[ranked[k - 1]], 1)
    return tuple(name for name in ranked if amounts[name] >= last)


def advises_department(key_accounts: int, *, rules: ParetoRules = DEFAULT_RULES) -> bool:
    """Return whether so many confirmed key accounts call for a department.

    Source: domain.md 3.3; R105.
    """
    return key_accounts >= rules.department_from
