"""What the report of a credit investigation (资信调查报告) says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.analysis.risk_ratios import RiskRatios
from app.domain.fields import FieldValue
from app.domain.papers.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class InvestigationPaper:
    """One report; a paper of the house, not for the customer.

    Attributes:
        letterhead: Whose paper it is.
        number: Of the account; empty before the office gave one.
        account: Fields of the account.
        fields: The investigation as stored.
        ratios: Of the entered figures.
        earlier: Day, verdict and proposed limit of those before it, newest first.
    """

    letterhead: Letterhead
    number: str
    account: Mapping[str, FieldValue]
    fields: Mapping[str, FieldValue]
    ratios: RiskRatios
    earlier: tuple[tuple[str, str, int | None], ...]
