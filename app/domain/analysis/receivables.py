"""Money owed: what is overdue, how old it is, how well it comes in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.money import ratio

WARNING_LINE = Decimal("0.20")
"""Receivables as a share of total assets. Source: domain.md 3.15."""

_BUCKET_ENDS = (0, 30, 60, 90)
AGE_GROUPS = ("not_due", "1_30", "31_60", "61_90", "over_90")
"""Names of the groups of `Ageing`, the youngest first."""
_COLLECTION_STEPS = {"recorded": "deposited", "deposited": "confirmed"}


@dataclass(frozen=True, slots=True)
class Receivable:
    """One document that is to be paid.

    Attributes:
        due_on: Last day on which payment is in time.
        amount_minor: Negative for a credit note.
        paid_minor: What came in so far.
    """

    due_on: date
    amount_minor: int
    paid_minor: int = 0

    @property
    def balance_minor(self) -> int:
        """What is still to be paid."""
        return self.amount_minor - self.paid_minor

    def days_late(self, today: date) -> int:
        """Days since the due day; 0 on the due day itself and before."""
        return max((today - self.due_on).days, 0)


@dataclass(frozen=True, slots=True)
class Ageing:
    """Balances by days past due; the buckets add up to what is owed.

    Source: domain.md 3.15.
    """

    not_due_minor: int = 0
    days_1_to_30_minor: int = 0
    days_31_to_60_minor: int = 0
    days_61_to_90_minor: int = 0
    over_90_minor: int = 0

    @property
    def overdue_minor(self) -> int:
        """Everything past due, as in domain.md 3.14."""
        return self.total_minor - self.not_due_minor

    @property
    def total_minor(self) -> int:
        """Everything owed."""
        first = self.not_due_minor + self.days_1_to_30_minor + self.days_31_to_60_minor
        return first + self.days_61_to_90_minor + self.over_90_minor


@dataclass(frozen=True, slots=True)
class AssetLine:
    """The company's receivables against the line at which credit sales stop growing.

    Attributes:
        share: Receivables ÷ assets; None when the assets are unknown or not positive.
        headroom_minor: What may still be sold on credit; negative beyond the line.
    """

    share: Decimal | None
    headroom_minor: int | None

    @property
    def is_crossed(self) -> bool:
        """Whether credit sales need approval of the top."""
        return self.headroom_minor is not None and self.headroom_minor < 0


def ageing(rows: Iterable[Receivable], *, today: date) -> Ageing:
    """Sort balances into the buckets not due, 1–30, 31–60, 61–90 and more than 90 days."""
    sums = [0] * (len(_BUCKET_ENDS) + 1)
    for row in rows:
        late = row.days_late(today)
        sums[sum(late > end for end in _BUCKET_ENDS)] += row.balance_minor
    return Ageing(*sums)


def oldest_overdue_days(rows: Iterable[Receivable], *, today: date) -> int:
    """Return the age of the oldest open debt; 0 when nothing is late. Credit notes do not count."""
    return max((row.days_late(today) for row in rows if row.balance_minor > 0), default=0)


def payment_rate(rows: Iterable[Receivable], *, since: date, today: date) -> Decimal | None:
    """Return received ÷ due over the documents that fell due after `since`, up to today.

    Source: domain.md 3.15 (collection rate); the account page shows twelve months.
    """
    due = [row for row in rows if since < row.due_on <= today and row.amount_minor > 0]
    return ratio(sum(row.paid_minor for row in due), sum(row.amount_minor for row in due))


def year_before(today: date) -> date:
    """Return the same day of last year; 29 February becomes the 28th."""
    try:
        return today.replace(year=today.year - 1)
    except ValueError:
        return today.replace(year=today.year - 1, day=28)


def days_sales_outstanding(
    *, owed_minor: int, credit_sales_minor: int, days: int
) -> Decimal | None:
    """Return for how many days' credit sales the debt stands; None without sales.

    Source: domain.md 3.15.
    """
    return ratio(owed_minor * days, credit_sales_minor)


def asset_line(
    *, receivables_minor: int, assets_minor: int | None, line: Decimal = WARNING_LINE
) -> AssetLine:
    """Compare the company's receivables with the warning line; for the server only.

    Source: domain.md 3.15.
    """
    if assets_minor is None or assets_minor <= 0:
        return AssetLine(None, None)
    headroom = int(line * assets_minor) - receivables_minor
    return AssetLine(ratio(receivables_minor, assets_minor), headroom)


def can_advance_collection(state: str, new_state: str, *, recorded_by: str, actor_id: str) -> bool:
    """Return whether a collection may move on; who recorded it never confirms it.

    Source: domain.md 2.6 (recorded, deposited, confirmed) and 5.4.
    """
    if _COLLECTION_STEPS.get(state) != new_state:
        return False
    return new_state != "confirmed" or recorded_by != actor_id


def age_group(days_late: int) -> str:
    """Return the group of an age: "not_due", "1_30", "31_60", "61_90" or "over_90".

    Source: domain.md 3.15.
    """
    return AGE_GROUPS[sum(days_late > end for end in _BUCKET_ENDS)]
