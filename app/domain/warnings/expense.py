"""Selling expense (销售费用预警, W3): it climbs, or it passes the budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.analysis.figures import Reason, quotient
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
