"""Purchase frequency and repurchase (进货频率, 重复购买): the rhythm in which an account buys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, quotient

CONFIDENT_FROM = 4
"""Fewer purchase days than this say little. Source: domain.md 3.12."""

NO_GROUP = NotAvailable(Reason.ONE_PURCHASE)
"""There is no group whose interval could stand in."""

_TWICE = 2


@dataclass(frozen=True, slots=True)
class Purchases:
    """Grouped purchases of an account in the window.

    Attributes:
        days: Distinct days with a delivery; several deliveries on one day are one purchase,
            returns are none.
        first_on: First of them; None when there are none.
        last_on: Last of them.
    """

    days: int
    first_on: date | None = None
    last_on: date | None = None

    def __post_init__(self) -> None:
        if (self.days > 0) != (self.first_on is not None and self.last_on is not None):
            raise ValueError("purchases have a first and a last day, no purchases have none")

    @property
    def span_days(self) -> int:
        """Days from the first to the last of them; 0 without any."""
        if self.first_on is None or self.last_on is None:
            return 0
        return (self.last_on - self.first_on).days


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often an account buys, with the numbers it came from.

    Attributes:
        purchases: The days it bought on.
        today: Date in the company's zone.
        window_days: Length of the window the purchases were counted in.
        span_days: Days in which it bought, from the group when it bought only once.
        intervals: Intervals between purchases in these days; 0 where no rhythm is known.
        is_group_interval: The interval is the group's, not its own.
    """

    purchases: Purchases
    today: date
    window_days: int
    span_days: int
    intervals: int
    is_group_interval: bool

    @property
    def mean_interval(self) -> Value:
        """(Last − first) ÷ (n − 1) in days, not rounded; the group's when it bought only once.

        Source: domain.md 3.12.
        """
        bought = self.purchases.days > 0
        reason = Reason.ONE_PURCHASE if bought else Reason.NEVER_BOUGHT
        return quotient(self.span_days, self.intervals, reason=reason)

    @property
    def per_day(self) -> Value:
        """Purchase days ÷ days of the window."""
        return quotient(self.purchases.days, self.window_days, reason=Reason.NO_DATA)

    @property
    def days_since_last(self) -> Value:
        """Days without a purchase."""
        if self.purchases.last_on is None:
            return NotAvailable(Reason.NEVER_BOUGHT)
        return Fraction(max((self.today - self.purchases.last_on).days, 0))

    @property
    def overdue_factor(self) -> Value:
        """Days since last ÷ mean interval; 1 is exactly on time."""
        return quotient(self.days_since_last, self.mean_interval, reason=Reason.ONE_PURCHASE)

    @property
    def is_late(self) -> bool:
        """Whether it buys less often than usual (W2): more days have passed than its interval."""
        return isinstance(self.overdue_factor, Fraction) and self.overdue_factor > 1

    @property
    def is_confident(self) -> bool:
        """Whether there are enough purchases to trust the rhythm."""
        return self.purchases.days >= CONFIDENT_FROM


def rhythm(
    purchases: Purchases,
    *,
    today: date,
    window_days: int,
    group_interval: Value = NO_GROUP,
) -> Rhythm:
    """Return the purchase rhythm of an account.

    Args:
        purchases: Grouped by the store.
        today: Date in the company's zone.
        window_days: Length of the window the purchases were counted in.
        group_interval: `group_interval` of its peers, used when it bought only once.

    Source: domain.md 3.12; R113, R138.
    """
    if purchases.days == 1 and isinstance(group_interval, Fraction):
        span, intervals = group_interval.as_integer_ratio()
        return Rhythm(purchases, today, window_days, span, intervals, is_group_interval=True)
    span, intervals = purchases.span_days, max(purchases.days - 1, 0)
    return Rhythm(purchases, today, window_days, span, intervals, is_group_interval=False)


def group_interval(accounts: Iterable[Purchases]) -> Value:
    """Return the mean interval of a group: all days between purchases ÷ all intervals.

    A quotient of sums, as for every total; accounts with one purchase contribute nothing.
    """
    span = intervals = 0
    for purchases in accounts:
        if purchases.days > 1:
            span += purchases.span_days
            intervals += purchases.days - 1
    return quotient(span, intervals, reason=Reason.ONE_PURCHASE)


def repurchase_rate(accounts: Iterable[Purchases]) -> Value:
    """Return the accounts that bought at least twice ÷ those that bought at all.

    Source: domain.md 3.12; R113.
    """
    days = [purchases.days for purchases in accounts]
    again, buyers = sum(count >= _TWICE for count in days), sum(count > 0 for count in days)
    return quotient(again, buyers, reason=Reason.NEVER_BOUGHT)
