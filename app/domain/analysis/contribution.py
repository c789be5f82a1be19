"""Contribution ratio (贡献比率): cross ratio × sales, and each product's share of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.analysis.cross_ratio import CrossRatioLine
from app.domain.analysis.figures import (
    NotAvailable,
    Value,
    available,
    descending,
    product,
    share_of,
)


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """A product's contribution with the numbers it came from.

    Attributes:
        product: Product code.
        sales_minor: Sales.
        ratio: Cross ratio.
        contribution: Cross ratio × sales in minor units, not rounded.
        share: Of the sum of all contributions that are known.
    """

    product: str
    sales_minor: int
    ratio: Value
    contribution: Value
    share: Value


@dataclass(frozen=True, slots=True)
class Contributions:
    """All lines, the largest first; the sum leaves out what is not available."""

    lines: tuple[ContributionLine, ...]
    total: Fraction


def contributions(rows: Sequence[CrossRatioLine]) -> Contributions:
    """Return contribution and share; shares n/a when the sum is 0 or less.

    Source: domain.md 3.9; R110.
    """
    amounts = [product(row.ratio, Fraction(row.factors.sales_minor)) for row in rows]
    total = sum(available(amounts), Fraction(0))
    lines = (
        ContributionLine(
            product=row.factors.product,
            sales_minor=row.factors.sales_minor,
            ratio=row.ratio,
            contribution=amount,
            share=amount if isinstance(amount, NotAvailable) else share_of(amount, total),
        )
        for row, amount in zip(rows, amounts, strict=True)
    )
    ordered = sorted(lines, key=lambda line: (descending(line.contribution), line.product))
    return Contributions(tuple(ordered), total)
