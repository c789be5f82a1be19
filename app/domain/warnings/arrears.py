"""Arrears (外欠款预警, W1): a debt near or beyond the credit limit or the watch value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.analysis.credit_line import CreditLimit, CreditState, credit_state, effective_line
from app.domain.analysis.severity import Severity
from app.domain.warnings.finding import Finding
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtFacts:
    """What an account owes.

    Attributes:
        account_id: The account.
        owed_minor: Outstanding by the office's books, less own collections it does not know yet.
        open_orders_minor: Ordered and not delivered.
        limit: What the office granted.
    """

    account_id: str
    owed_minor: int
    open_orders_minor: int
    limit: CreditLimit


def judge_debt(facts: DebtFacts, levels: Thresholds, *, today: date) -> Finding | None:
    """Warn of a debt above its line, before that from 90 % of it; far above it burns.

    The line of an account without limit is its watch value; an expired or missing limit counts as
    0, so there every debt is too much. Open orders stand in the evidence and warn of nothing: they
    are held before they are taken.

    Source: domain.md 4.2 (W1), 3.14, Appendix A-2; R137, R049.
    """
    if facts.owed_minor <= 0:
        return None
    basis, line = effective_line(facts.limit, today=today)
    state = credit_state(facts.owed_minor, line, rules=levels.credit)
    if line is None or state in {CreditState.FREE, CreditState.UNKNOWN}:
        return None
    is_far = line > 0 and Fraction(facts.owed_minor, line) > 1 + Fraction(levels.far)
    severity = Severity.ALARM if is_far else Severity.WARNING
    return Finding(
        Rule.ARREARS,
        facts.account_id,
        severity if state is CreditState.OVER else Severity.NOTICE,
        facts.owed_minor,
        line,
        {
            "basis": basis.value,
            "line_minor": line,
            "owed_minor": facts.owed_minor,
            "orders_minor": facts.open_orders_minor,
        },
    )
