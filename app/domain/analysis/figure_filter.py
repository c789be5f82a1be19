"""Which part of the business a figure is asked about: sector, product line, type, person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFilter:
    """What a figure is narrowed to; "" leaves a side open.

    Attributes:
        sector_id: Accounts of this sector.
        account_type: Accounts of this type.
        owner_id: Accounts that this person is responsible for.
        product_line: Sales, plans and counts of products of this line (their kind).

    Source: domain.md 3.0 (every report states its level); R103 to R134.
    """

    sector_id: str = ""
    account_type: str = ""
    owner_id: str = ""
    product_line: str = ""

    @property
    def narrows_accounts(self) -> bool:
        """Whether some accounts are left out."""
        return bool(self.sector_id or self.account_type or self.owner_id)

    @property
    def is_open(self) -> bool:
        """Whether nothing is left out."""
        return not self.narrows_accounts and not self.product_line


EVERYTHING = FigureFilter()
