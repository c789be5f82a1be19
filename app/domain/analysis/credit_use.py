"""Use of the credit limit (授信额度使用率), as a figure with its reason and its warning level."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.credit_line import CreditState, CreditStrip, LimitBasis
from app.domain.analysis.figures import NotAvailable, Reason, Value
from app.domain.analysis.severity import Severity

_REASONS = {
    LimitBasis.UNLIMITED: Reason.UNLIMITED,
    LimitBasis.EXPIRED: Reason.LIMIT_EXPIRED,
    LimitBasis.NONE: Reason.NO_LIMIT,
    LimitBasis.LIMIT: Reason.CASH_ONLY,
}
_SEVERITIES = {
    CreditState.OVER: Severity.WARNING,
    CreditState.NEAR: Severity.NOTICE,
    CreditState.FREE: Severity.NONE,
    CreditState.UNKNOWN: Severity.NONE,
}


@dataclass(frozen=True, slots=True)
class CreditUse:
    """The use of a limit with the credit line it came from.

    Attributes:
        strip: Debt, open orders, limit or watch value, ageing: the numbers, computed once.
        use: Outstanding ÷ limit.
        use_with_orders: (Outstanding + open orders) ÷ limit.
        available_minor: Limit − outstanding − open orders, may be negative.
        severity: Of the debt alone: pre-warning from 90 %, warning above the line.
        needs_approval: Whether the orders already taken go beyond the line.
    """

    strip: CreditStrip
    use: Value
    use_with_orders: Value
    available_minor: Value
    severity: Severity
    needs_approval: bool


def credit_use(strip: CreditStrip) -> CreditUse:
    """Return the figures of a credit line; the sums are those of `credit.credit_strip`.

    Its receivables may be grouped by due day, so the store delivers a few rows an account. An
    unlimited account has no use and is judged by its watch value; a limit of 0 is cash only.

    Source: domain.md 3.14, 4.2 (W1); R048, R049, R050, R051, R137.
    """
    return CreditUse(
        strip=strip,
        use=_value(strip.use, strip.basis),
        use_with_orders=_value(strip.use_with_orders, strip.basis),
        available_minor=_value(strip.available_minor, strip.basis),
        severity=_SEVERITIES[strip.state],
        needs_approval=strip.needs_approval,
    )


def _value(number: Decimal | int | None, basis: LimitBasis) -> Value:
    return NotAvailable(_REASONS[basis]) if number is None else Fraction(number)
