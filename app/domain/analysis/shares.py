"""An account's share of the company's sales, against the share that is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, Value, gap, is_below, share_of


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
