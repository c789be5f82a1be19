"""Selling expense (销售费用预警, W3): it climbs, or it passes the budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.accounts.follow_ups import months_after
from app.domain.analysis.figures import Reason, quotient
from app.domain.analysis.periods import month_of, months_from
from app.domain.analysis.severity import Severity
from app.domain.warnings.finding import Finding
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds

_MONTHS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseFacts:
    """What was spent on an account.

    Attributes:
        account_id: The account.
        month_minor: In this month so far.
        months_before_minor: In each of the months before, the latest last.
        budget_minor: For this month; None without one.
    """

    account_id: str
    month_minor: int
    months_before_minor: Sequence[int] = ()
    budget_minor: int | None = None


def spending_months(today: date) -> tuple[str, ...]:
    """Return the months that a run looks at: the three before this one, and this one."""
    first = months_after(today.replace(day=1), -_MONTHS)
    return tuple(months_from(month_of(first), month_of(today)))


def expense_facts(
    account_id: str, spent: Mapping[str, int], today: date, *, budget_minor: int | None
) -> ExpenseFacts:
    """Return what a run judges by.

    Months before anything was ever spent on the account do not say what is usual; a month without
    an expense after that is one of 0.

    Args:
        account_id: The account.
        spent: In minor units by month, of every month with an expense.
        today: Calendar date.
        budget_minor: For this month; None without one.
    """
    *before, now = spending_months(today)
    first = min(spent, default=now)
    return ExpenseFacts(
        account_id=account_id,
        month_minor=spent.get(now, 0),
        months_before_minor=[spent.get(month, 0) for month in before if month >= first],
        budget_minor=budget_minor,
    )


def judge_expense(facts: ExpenseFacts, levels: Thresholds) -> Finding | None:
    """Warn of a climb of more than 20 % over the mean of three months; over the budget it burns.

    Source: domain.md 4.2 (W3), Appendix C; R139.
    """
    before = tuple(facts.months_before_minor)[-_MONTHS:]
    mean = quotient(sum(before), len(before), reason=Reason.NO_DATA)
    climb = quotient(facts.month_minor, mean, reason=Reason.NO_DATA)
    is_over = facts.budget_minor is not None and facts.month_minor > facts.budget_minor
    has_climbed = isinstance(climb, Fraction) and climb > 1 + Fraction(levels.expense_climb)
    if not is_over and not has_climbed:
        return None
    evidence: dict[str, int | str] = {"spent_minor": facts.month_minor}
    if isinstance(mean, Fraction):
        evidence["mean_minor"] = int(mean)
    if facts.budget_minor is not None:
        evidence["budget_minor"] = facts.budget_minor
    threshold = facts.budget_minor if is_over else evidence.get("mean_minor")
    return Finding(
        Rule.EXPENSE,
        facts.account_id,
        Severity.ALARM if is_over else Severity.WARNING,
        facts.month_minor,
        threshold if isinstance(threshold, int) else None,
        evidence,
    )
