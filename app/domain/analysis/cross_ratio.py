"""Cross ratio (交叉比率): margin rate × turnover, which product deserves to be pushed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.analysis.figures import Value, descending, product


@dataclass(frozen=True, slots=True)
class MarginAndTurns:
    """The two factors of a product.

    Attributes:
        product: Product code.
        sales_minor: Sales less returns.
        gross_profit_minor: The formula as the seed prints it (margin rate × sales), for its own
            column; minor units.
        margin_rate: From `margin.py`.
        turns: From `turnover.py`.
    """

    product: str
    sales_minor: int
    gross_profit_minor: Value
    margin_rate: Value
    turns: Value


@dataclass(frozen=True, slots=True)
class CrossRatioLine:
    """A product's cross ratio with its factors; negative for goods that lose money."""

    factors: MarginAndTurns
    ratio: Value


def cross_ratio(margin_rate: Value, turns: Value) -> Value:
    """Return margin rate × turnover; n/a when either is.

    The seed prints margin rate × sales, which is the gross profit and ignores turnover; Appendix
    A-1 decides for the trade's standard.

    Source: domain.md 3.8 [STD]; R110.
    """
    return product(margin_rate, turns)


def cross_ratios(products: Iterable[MarginAndTurns]) -> tuple[CrossRatioLine, ...]:
    """Return the products to promote first, the losing ones behind, those without a figure last.

    Source: domain.md 3.8; R110.
    """
    lines = (CrossRatioLine(row, cross_ratio(row.margin_rate, row.turns)) for row in products)
    return tuple(sorted(lines, key=lambda line: (descending(line.ratio), line.factors.product)))
