"""Stock-out at a key account (W8): the goods last for fewer days than agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.analysis.severity import Severity, decline_severity
from app.domain.sales.stock import DEFAULT_STOCK_LIMITS, days_of_stock
from app.domain.warnings.finding import Finding
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductStock:
    """The last count of one product.

    Attributes:
        product_id: The product.
        counted_on: The day.
        quantity: Pieces in the warehouse and on the shelves.
        sold: Pieces delivered within `stock.DEFAULT_STOCK_LIMITS.sales_window_days`.
    """

    product_id: str
    counted_on: date
    quantity: int
    sold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StockFacts:
    """The last counts at a key account."""

    account_id: str
    products: Sequence[ProductStock]


def judge_stock(facts: StockFacts, levels: Thresholds, *, today: date) -> Finding | None:
    """Warn of the product that runs out first; nothing left of one that sells burns.

    A product that does not sell has no days of stock, and an old count says nothing.

    Source: domain.md 4.2 (W8), 3.7; R144.
    """
    short: list[tuple[int, ProductStock]] = []
    for product in facts.products:
        days = days_of_stock(product.quantity, sold=product.sold) if product.sold > 0 else None
        age = (today - product.counted_on).days
        if days is not None and days < levels.stock_days and age <= levels.stock_fresh_days:
            short.append((days, product))
    if not short:
        return None
    days, first = min(short, key=lambda one: (one[0], one[1].product_id))
    missing = Fraction(days - levels.stock_days, levels.stock_days)
    return Finding(
        Rule.STOCK,
        facts.account_id,
        decline_severity(missing, levels=levels.decline) if days else Severity.ALARM,
        days,
        levels.stock_days,
        {
            "product_id": first.product_id,
            "counted_on": first.counted_on.isoformat(),
            "quantity": first.quantity,
            "sold": first.sold,
            "window_days": DEFAULT_STOCK_LIMITS.sales_window_days,
            "left_days": days,
            "short_products": len(short),
        },
    )
