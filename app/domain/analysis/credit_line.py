"""How much more an account may owe: the credit strip, caps for new accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.domain.analysis.receivables import (
    Ageing,
    Receivable,
    ageing,
    oldest_overdue_days,
    payment_rate,
    year_before,
)
from app.domain.money import ratio, times


class LimitBasis(StrEnum):
    """Where the amount comes from that the debt is compared with."""

    LIMIT = "limit"
    UNLIMITED = "unlimited"
    EXPIRED = "expired"
    NONE = "none"


class CreditState(StrEnum):
    """How a debt stands to its limit or watch value."""

    FREE = "free"
    NEAR = "near"
    OVER = "over"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CreditRules:
    """Settings of the organisation; defaults from domain.md Appendix C.

    Attributes:
        near_percent: Share of the limit from which a debt is near it.
        first_order_cap_minor: Largest first order of a new account.
        cap_growth: By how much the cap grows after each paid order.
    """

    near_percent: int = 90
    first_order_cap_minor: int = 1_000_000
    cap_growth: Decimal = Decimal("0.5")


DEFAULT_RULES = CreditRules()


@dataclass(frozen=True, slots=True)
class CreditLimit:
    """What the office granted.

    Attributes:
        amount_minor: Highest debt; 0 means cash only; None means that nothing was granted.
        is_unlimited: The amount does not count; the watch value takes its place.
        watch_minor: Compared with the debt of an account without limit.
        valid_to_on: Last day of validity; an expired limit counts as 0.
    """

    amount_minor: int | None = None
    is_unlimited: bool = False
    watch_minor: int | None = None
    valid_to_on: date | None = None


@dataclass(frozen=True, slots=True)
class CreditStrip:
    """The credit line at the head of an account, as of the last balance known.

    Attributes:
        owed_minor: Outstanding debt.
        open_orders_minor: Ordered but not yet delivered.
        basis: What `line_minor` is.
        line_minor: Limit or watch value; None when there is nothing to compare with.
        available_minor: Limit − debt − orders, may be negative; None for unlimited accounts.
        use: Debt ÷ limit; None when unlimited or 0.
        use_with_orders: The same with the open orders.
        state: Debt against the line.
        state_with_orders: Debt and orders against the line.
        ageing: Balances by age.
        oldest_days: Age of the oldest overdue debt.
        payment_rate: Received ÷ due of the last twelve months.

    Source: domain.md 3.14.
    """

    owed_minor: int
    open_orders_minor: int
    basis: LimitBasis
    line_minor: int | None
    available_minor: int | None
    use: Decimal | None
    use_with_orders: Decimal | None
    state: CreditState
    state_with_orders: CreditState
    ageing: Ageing
    oldest_days: int
    payment_rate: Decimal | None

    @property
    def overdue_minor(self) -> int:
        """Sum of the balances past due."""
        return self.ageing.overdue_minor

    @property
    def needs_approval(self) -> bool:
        """Whether the orders already taken go beyond the line."""
        return self.state_with_orders is CreditState.OVER


def credit_strip(
    limit: CreditLimit,
    receivables: Sequence[Receivable],
    *,
    open_orders_minor: int,
    today: date,
    unsent_collections_minor: int = 0,
    rules: CreditRules = DEFAULT_RULES,
) -> CreditStrip:
    """Compute the credit line of an account.

    Args:
        limit: What the office granted.
        receivables: All documents of the account that are open or fell due within a year.
        open_orders_minor: Orders not delivered, the device's own unsent ones included.
        today: Date in the company's zone.
        unsent_collections_minor: Own confirmed collections the office does not know yet.
        rules: Settings.
    """
    ages = ageing(receivables, today=today)
    owed = ages.total_minor - unsent_collections_minor
    exposure = owed + open_orders_minor
    basis, line = effective_line(limit, today=today)
    counted = None if basis is LimitBasis.UNLIMITED else line
    return CreditStrip(
        owed_minor=owed,
        open_orders_minor=open_orders_minor,
        basis=basis,
        line_minor=line,
        available_minor=None if counted is None else counted - exposure,
        use=None if counted is None else ratio(owed, counted),
        use_with_orders=None if counted is None else ratio(exposure, counted),
        state=credit_state(owed, line, rules=rules),
        state_with_orders=credit_state(exposure, line, rules=rules),
        ageing=ages,
        oldest_days=oldest_overdue_days(receivables, today=today),
        payment_rate=payment_rate(receivables, since=year_before(today), today=today),
    )


def effective_line(limit: CreditLimit, *, today: date) -> tuple[LimitBasis, int | None]:
    """Return what the debt is compared with: limit, watch value, or 0 when none is valid."""
    if limit.valid_to_on is not None and limit.valid_to_on < today:
        return LimitBasis.EXPIRED, 0
    if limit.is_unlimited:
        return LimitBasis.UNLIMITED, limit.watch_minor
    if limit.amount_minor is None:
        return LimitBasis.NONE, 0
    return LimitBasis.LIMIT, limit.amount_minor


def credit_state(
    debt_minor: int, line_minor: int | None, *, rules: CreditRules = DEFAULT_RULES
) -> CreditState:
    """Compare in integers, so that exactly 90 % is near and exactly 100 % is not over."""
    if line_minor is None:
        return CreditState.UNKNOWN
    if debt_minor > line_minor:
        return CreditState.OVER
    if line_minor and debt_minor * 100 >= line_minor * rules.near_percent:
        return CreditState.NEAR
    return CreditState.FREE


def first_order_cap_minor(paid_orders: int, *, rules: CreditRules = DEFAULT_RULES) -> int:
    """Return the largest order of a new account after so many paid ones.

    Source: domain.md 4.4 and Appendix C (10,000, raised by 50 % after each paid order).
    """
    return times(rules.first_order_cap_minor, (1 + rules.cap_growth) ** paid_orders)
