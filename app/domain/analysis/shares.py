"""An account's share of the company's sales, against the share that is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, gap, is_below, share_of
from app.domain.analysis.periods import Period, month_of
from app.domain.errors import ValidationError
from app.domain.sales.plans import is_month

_WHOLE = 10_000
"""Basis points of everything."""


@dataclass(frozen=True, slots=True)
class CompanyShare:
    """The share with the numbers it came from.

    Attributes:
        account_minor: The account's sales less returns.
        company_minor: The company's, in the same months.
        months: Months compared.
        share: Account ÷ company.
        gap: Share − expected share; 0.01 is one percentage point.
    """

    account_minor: int
    company_minor: int
    months: int
    share: Value
    gap: Value

    @property
    def is_below_expectation(self) -> bool:
        """Whether the account buys less of us than we expect."""
        return is_below(self.gap, 0)


def check_share_target(fields: Mapping[str, object]) -> None:
    """Refuse an expected share of nothing, of more than all, or for no year and no month.

    Raises:
        ValidationError: `share_target.share` or `share_target.period`.
    """
    share, period = fields.get("share_basis_points"), str(fields.get("period"))
    if isinstance(share, int) and not 0 < share <= _WHOLE:
        raise ValidationError("share_target.share", field="share_basis_points")
    if not is_month(period) and not is_month(f"{period}-01"):
        raise ValidationError("share_target.period", field="period")


def target_periods(days: Period) -> tuple[str, ...]:
    """Return the stored periods whose targets hold for some days, the nearest first.

    Days of one month have that month's target, else the year's; longer ones the year's.
    """
    year, month = str(days.first_on.year), month_of(days.first_on)
    if year != str(days.last_on.year):
        return ()
    return (month, year) if month == month_of(days.last_on) else (year,)


def expected_share(targets: Mapping[str, int], days: Period) -> Value:
    """Return the share that is expected of an account; n/a without a target.

    Args:
        targets: Basis points by stored period.
        days: The days looked at.

    Source: domain.md 2.9, 3.4; R106.
    """
    for period in target_periods(days):
        if period in targets:
            return Fraction(targets[period], _WHOLE)
    return NotAvailable(Reason.NO_EXPECTATION)


def company_share(
    account: Mapping[str, int | None],
    company: Mapping[str, int],
    *,
    expected_share: Decimal | None,
) -> CompanyShare:
    """Return the share over the months that are known on both sides (one month, or a year's).

    A part-year account is compared only with the company's sales in its own months.

    Args:
        account: Minor units by month; None or absent where nothing is known.
        company: Minor units by month, the whole company's (computed on the server).
        expected_share: Target of the account; without one the gap is n/a.

    Source: domain.md 3.4; R106.
    """
    known = {
        month: amount
        for month, amount in account.items()
        if amount is not None and month in company
    }
    own, all_sales = sum(known.values()), sum(company[month] for month in known)
    share = share_of(own, all_sales) if known else NotAvailable(Reason.NO_DATA)
    expected: Value = NotAvailable(Reason.NO_EXPECTATION)
    if expected_share is not None:
        expected = Fraction(expected_share)
    return CompanyShare(own, all_sales, len(known), share, gap(share, expected))
