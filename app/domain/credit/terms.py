"""An account's terms for sales on credit: which of the company's hold, and what they give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.credit.policies import policy_in_force
from app.domain.errors import ValidationError
from app.domain.money import times

Values = Mapping[str, object]

_WHOLE = 10_000
"""Basis points of everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditTerms:
    """What an account was granted in time and discount.

    Attributes:
        policy_id: The company's terms that it rests on.
        name: Of them, with the version.
        period_days: Days to pay; None when nothing says so.
        allowed_days: What the company's terms allow; None when they say nothing.
        discount_basis_points: Off for paying early; 0 for none.
        discount_days: How early.
        deviation: Why the account's terms differ; empty for no reason.
        is_chosen: Somebody chose them for this account; otherwise they hold for all.
    """

    policy_id: str
    name: str
    period_days: int | None = None
    allowed_days: int | None = None
    discount_basis_points: int = 0
    discount_days: int = 0
    deviation: str = ""
    is_chosen: bool = False

    @property
    def is_too_long(self) -> bool:
        """Whether more time was granted than the company allows, and nobody kept why."""
        if self.period_days is None or self.allowed_days is None or self.deviation:
            return False
        return self.period_days > self.allowed_days

    def due_on(self, day: dt.date) -> dt.date | None:
        """Return when goods of a day are to be paid; None without a period."""
        return None if self.period_days is None else day + dt.timedelta(days=self.period_days)

    def discount_until(self, day: dt.date) -> dt.date | None:
        """Return until when paying goods of a day earns the discount; None without one."""
        has_discount = self.discount_basis_points and self.discount_days
        return day + dt.timedelta(days=self.discount_days) if has_discount else None

    def discount_minor(self, amount_minor: int) -> int:
        """Return what paying early takes off, rounded half up to the cent."""
        return times(amount_minor, Decimal(self.discount_basis_points) / _WHOLE)


def account_terms(
    account: Values, policies: Iterable[Values], *, today: dt.date
) -> CreditTerms | None:
    """Return the terms of an account: those chosen for it, else those in force for all.

    What is not approved, or has not begun, counts for nobody. The period of a granted limit goes
    before the period of the terms.

    Args:
        account: `credit_policy_id`, `credit_period_days` and `terms_deviation`.
        policies: The company's terms with their `id`.
        today: The day that is asked about.

    Source: domain.md 2.5; R055.
    """
    known = list(policies)
    chosen = next((one for one in known if one.get("id") == account.get("credit_policy_id")), None)
    in_force = policy_in_force([chosen] if chosen else [], today=today)
    is_chosen = in_force is not None
    policy = in_force or policy_in_force(known, today=today)
    if policy is None:
        return None
    allowed = _days(policy, "period_days")
    granted = _days(account, "credit_period_days")
    return CreditTerms(
        policy_id=str(policy.get("id") or ""),
        name=" ".join(str(policy[key]) for key in ("name", "version") if policy.get(key)),
        period_days=allowed if granted is None else granted,
        allowed_days=allowed,
        discount_basis_points=_days(policy, "discount_basis_points") or 0,
        discount_days=_days(policy, "discount_days") or 0,
        deviation=str(account.get("terms_deviation") or ""),
        is_chosen=is_chosen,
    )


def check_choice(policy: Values, *, today: dt.date) -> None:
    """Refuse terms that hold for nobody yet.

    Raises:
        ValidationError: `credit_terms.not_in_force`.
    """
    if policy_in_force([policy], today=today) is None:
        raise ValidationError("credit_terms.not_in_force", field="credit_policy_id")


def _days(values: Values, name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) else None
