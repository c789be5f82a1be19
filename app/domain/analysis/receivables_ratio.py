"""Receivables against the warning line (应收账款警戒线), and how well money comes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from app.domain.accounts.follow_ups import months_after
from app.domain.analysis.figures import NotAvailable, Reason, Value, quotient
from app.domain.analysis.receivables import (
    WARNING_LINE,
    AssetLine,
    asset_line,
    days_sales_outstanding,
)

_MONTHS_IN_QUARTER = 3


@dataclass(frozen=True, slots=True)
class WarningLine:
    """The company's receivables against the line, with the numbers they came from.

    Attributes:
        receivables_minor: Owed to the company.
        assets_minor: Total assets; None when unknown.
        line: Ratio and headroom as `receivables.asset_line` computes them.
        ratio: Receivables ÷ assets.
        headroom_minor: What may still be sold on credit; negative beyond the line.
        is_stale: The balance sheet is older than a quarter.
    """

    receivables_minor: int
    assets_minor: int | None
    line: AssetLine
    ratio: Value
    headroom_minor: Value
    is_stale: bool

    @property
    def is_crossed(self) -> bool:
        """Whether credit sales need approval of the top."""
        return self.line.is_crossed


@dataclass(frozen=True, slots=True)
class BuyAndSell:
    """The account of a rep who is debited with the goods he places (买卖制).

    Attributes:
        debited_minor: Goods debited to the rep.
        collected_minor: Money he brought in.
        rate: Collected ÷ debited; 1 is expected.
        missing_minor: Debited − collected.
    """

    debited_minor: int
    collected_minor: int
    rate: Value
    missing_minor: int


def warning_line(
    *,
    receivables_minor: int,
    assets_minor: int | None,
    assets_on: date | None,
    today: date,
    line: Decimal = WARNING_LINE,
) -> WarningLine:
    """Return the ratio; n/a when assets are unknown or not positive. For the server only.

    Args:
        receivables_minor: Owed to the company.
        assets_minor: Total assets of the last balance sheet.
        assets_on: Day of that balance sheet; None counts as stale.
        today: Date in the company's zone.
        line: Setting, 20 % by the seed.

    Source: domain.md 3.15; R056.
    """
    found = asset_line(receivables_minor=receivables_minor, assets_minor=assets_minor, line=line)
    known_assets = None if found.share is None else assets_minor
    headroom: Value = NotAvailable(Reason.ASSETS_UNKNOWN)
    if found.headroom_minor is not None:
        headroom = Fraction(found.headroom_minor)
    return WarningLine(
        receivables_minor=receivables_minor,
        assets_minor=assets_minor,
        line=found,
        ratio=quotient(receivables_minor, known_assets, reason=Reason.ASSETS_UNKNOWN),
        headroom_minor=headroom,
        is_stale=assets_on is None or months_after(assets_on, _MONTHS_IN_QUARTER) < today,
    )


def collection_rate(*, received_minor: int, due_minor: int) -> Value:
    """Return received ÷ due of the period; n/a when nothing fell due.

    Source: domain.md 3.15; R057.
    """
    return quotient(received_minor, due_minor, reason=Reason.NOTHING_DUE)


def sales_outstanding_days(*, owed_minor: int, credit_sales_minor: int, days: int) -> Value:
    """Return for how many days' credit sales the debt stands; n/a without credit sales.

    Source: domain.md 3.15; R057.
    """
    found = days_sales_outstanding(
        owed_minor=owed_minor, credit_sales_minor=credit_sales_minor, days=days
    )
    return NotAvailable(Reason.NO_SALES) if found is None else Fraction(found)


def buy_and_sell(*, debited_minor: int, collected_minor: int) -> BuyAndSell:
    """Check that a rep brought in what was debited to him: 100 % is expected.

    Source: domain.md 3.15, Appendix A-4.
    """
    rate = quotient(collected_minor, debited_minor, reason=Reason.NOTHING_DUE)
    return BuyAndSell(debited_minor, collected_minor, rate, debited_minor - collected_minor)
