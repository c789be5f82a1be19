"""What a quotation (报价单) says: an invitation to order at the prices of a price list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.papers.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """One product as it is offered; costs and margins never stand here.

    Attributes:
        name: In Chinese.
        name_en: In English; empty when there is none.
        specification: Size and packing.
        unit: What is counted.
        quantity: Whole units.
        list_price_minor: By the price list, with tax.
        unit_price_minor: Offered, with tax.
        tax_basis_points: 1300 is 13 %; None when the price list names none.
    """

    name: str
    name_en: str
    specification: str
    unit: str
    quantity: int
    list_price_minor: int
    unit_price_minor: int
    tax_basis_points: int | None

    @property
    def amount_minor(self) -> int:
        """Quantity times the offered price."""
        return self.quantity * self.unit_price_minor

    @property
    def is_reduced(self) -> bool:
        """Whether it is offered below the list."""
        return self.unit_price_minor < self.list_price_minor


@dataclass(frozen=True, slots=True)
class QuotationPaper:
    """One quotation.

    Attributes:
        letterhead: Who offers.
        number: Of the paper.
        account_id: The customer.
        account_name: Its name.
        contact: To whom it is handed; empty for nobody in particular.
        quotation_id: The record.
        quoted_on: Day of the offer.
        valid_to_on: Last day on which it stands; None without one.
        lines: What is offered.
        price_version: Version of the price list; empty when unknown.
        delivery_terms: As agreed; empty for the usual ones.
        payment_terms: As agreed; empty for the usual ones.
        remark: Anything else.
        author: Who quotes.
        author_phone: His telephone.
    """

    letterhead: Letterhead
    number: str
    account_id: str
    account_name: str
    contact: str
    quotation_id: str
    quoted_on: dt.date
    valid_to_on: dt.date | None
    lines: tuple[QuotedLine, ...]
    price_version: str
    delivery_terms: str
    payment_terms: str
    remark: str
    author: str
    author_phone: str

    @property
    def total_minor(self) -> int:
        """What all of it comes to."""
        return sum(line.amount_minor for line in self.lines)
