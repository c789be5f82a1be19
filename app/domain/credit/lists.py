"""Which accounts the figures propose as good or bad customers; a person decides about each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.domain.money import ratio

GOOD_PAYMENT_RATE = Decimal("0.95")
BAD_PAYMENT_RATE = Decimal("0.5")
LATE_DAYS = 90
MANY_COMPLAINTS = 3
"""Our own limits; complaints as in domain.md Appendix C."""

_GOOD_CLASSES = frozenset({"A", "B"})
_GIVEN_UP = frozenset({"doubtful", "bad", "dead"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFacts:
    """What an account is proposed by; money in minor units, all of the last twelve months.

    Attributes:
        grade: Class; empty for none.
        sold_minor: What it bought.
        due_minor: What fell due.
        paid_minor: What of that came in.
        overdue_minor: What is late today.
        oldest_days: How late the oldest of it is.
        worst_quality: Worst mark of an open debt; empty for none.
        complaints: Complaints and returns of the last 90 days.
        gate_is_shut: What the last evaluation said of its credit standing.
        is_barred: Frozen or blacklisted already.
    """

    grade: str = ""
    sold_minor: int = 0
    due_minor: int = 0
    paid_minor: int = 0
    overdue_minor: int = 0
    oldest_days: int = 0
    worst_quality: str = ""
    complaints: int = 0
    gate_is_shut: bool = False
    is_barred: bool = False

    @property
    def payment_rate(self) -> Decimal | None:
        """Received ÷ due; None when nothing fell due."""
        return ratio(self.paid_minor, self.due_minor)


def bad_reasons(facts: CustomerFacts) -> tuple[str, ...]:
    """Return why an account is proposed as a bad customer; empty when it is not.

    Source: domain.md 4.13 (lists of good and bad customers from the data), 4.2 (W9); R063.
    """
    return () if facts.is_barred else tuple(_against(facts))


def is_good(facts: CustomerFacts) -> bool:
    """Return whether an account is proposed as a good customer.

    It buys, is graded A or B, pays nearly everything in time, and nothing speaks against it.

    Source: domain.md 4.13; R063.
    """
    rate = facts.payment_rate
    pays = rate is None or rate >= GOOD_PAYMENT_RATE
    is_clean = not facts.is_barred and not any(_against(facts)) and not facts.overdue_minor
    return is_clean and pays and facts.sold_minor > 0 and facts.grade in _GOOD_CLASSES


def _against(facts: CustomerFacts) -> Iterator[str]:
    rate = facts.payment_rate
    if facts.worst_quality in _GIVEN_UP:
        yield "marked_debt"
    if facts.overdue_minor > 0 and facts.oldest_days > LATE_DAYS:
        yield "long_late"
    if facts.overdue_minor > 0 and rate is not None and rate < BAD_PAYMENT_RATE:
        yield "pays_badly"
    if facts.complaints >= MANY_COMPLAINTS:
        yield "complaints"
    if facts.gate_is_shut:
        yield "gate_shut"
