"""Product ranking: volume, rank, average price, new products and the long-untraded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.accounts.follow_ups import months_after
from app.domain.analysis.figures import NotAvailable, Reason, Value, quotient, share_of
from app.domain.analysis.same_period import Comparison, compare

NEW_FOR_MONTHS = 12
"""A product is new for so long after its launch. Source: domain.md 3.29."""

UNTRADED_DAYS = 90
"""Source: domain.md Appendix C (long-untraded)."""


@dataclass(frozen=True, slots=True)
class ProductSales:
    """Grouped sales of a product in the period (of all, or of one region).

    Attributes:
        product: Product code.
        amount_minor: Sales less returns.
        quantity: Pieces sold at a price, less returned ones.
        gift_quantity: Pieces given away at price 0; they stay out of the average price.
        before_minor: Sales of the same period last year; None when nothing is known.
        launched_on: Day of the launch; None when unknown.
        last_sold_on: Last sale ever; None when it was never sold.
    """

    product: str
    amount_minor: int
    quantity: int
    gift_quantity: int = 0
    before_minor: int | None = None
    launched_on: date | None = None
    last_sold_on: date | None = None


@dataclass(frozen=True, slots=True)
class RankedProduct:
    """A product's place with the numbers it came from.

    Attributes:
        sales: The sums.
        rank: 1 for the largest; equal amounts share a place and the next one is skipped.
        rank_before: Its place by the sales of last year's period; None when those are unknown.
        share: Of all sales.
        average_price_minor: Sales ÷ pieces in minor units, not rounded.
        comparison: Against the same period of last year.
    """

    sales: ProductSales
    rank: int
    rank_before: int | None
    share: Value
    average_price_minor: Value
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Untraded:
    """A product nobody bought for long.

    Attributes:
        sales: The product.
        days: Days since the last sale, or since the launch when it was never sold.
        was_ever_sold: Which of the two.
    """

    sales: ProductSales
    days: int
    was_ever_sold: bool


def ranked_products(products: Iterable[ProductSales]) -> tuple[RankedProduct, ...]:
    """Rank products by sales; equal ones by code.

    Source: domain.md 3.29; R123.
    """
    listed = list(products)
    total = sum(row.amount_minor for row in listed)
    ranks = _ranks({row.product: row.amount_minor for row in listed})
    before = _ranks(
        {row.product: row.before_minor for row in listed if row.before_minor is not None}
    )
    return tuple(
        RankedProduct(
            sales=row,
            rank=ranks[row.product],
            rank_before=before.get(row.product),
            share=share_of(row.amount_minor, total),
            average_price_minor=average_price(row),
            comparison=compare(row.amount_minor, row.before_minor),
        )
        for row in sorted(listed, key=lambda row: (-row.amount_minor, row.product))
    )


def average_price(row: ProductSales) -> Value:
    """Return sales ÷ pieces in minor units; n/a when nothing was sold or more came back.

    Source: domain.md 3.29; R123.
    """
    if row.quantity < 0:
        return NotAvailable(Reason.NEGATIVE_TOTAL)
    return quotient(row.amount_minor, row.quantity, reason=Reason.NO_QUANTITY)


def new_product_share(products: Iterable[ProductSales], *, today: date) -> Value:
    """Return the sales of products launched within the last 12 months ÷ all sales.

    Source: domain.md 3.29; R123.
    """
    listed = list(products)
    new = sum(
        row.amount_minor
        for row in listed
        if row.launched_on is not None and months_after(row.launched_on, NEW_FOR_MONTHS) >= today
    )
    return share_of(new, sum(row.amount_minor for row in listed))


def untraded_days(row: ProductSales, *, today: date) -> Value:
    """Return the days since the last sale or, when there was none, since the launch.

    Source: domain.md 3.29; R123.
    """
    since = row.last_sold_on or row.launched_on
    if since is None:
        return NotAvailable(Reason.NEVER_SOLD)
    return Fraction((today - since).days)


def long_untraded(
    products: Iterable[ProductSales], *, today: date, limit_days: int = UNTRADED_DAYS
) -> tuple[Untraded, ...]:
    """List the products without a sale for 90 days or more, the longest first.

    A product that was never sold and has no launch date cannot be judged and is not listed.

    Source: domain.md 3.29; R123.
    """
    found = [
        Untraded(row, int(days), row.last_sold_on is not None)
        for row in products
        if not isinstance(days := untraded_days(row, today=today), NotAvailable)
        and days >= limit_days
    ]
    return tuple(sorted(found, key=lambda row: (-row.days, row.sales.product)))


def _ranks(amounts: Mapping[str, int]) -> dict[str, int]:
    ordered = sorted(amounts, key=lambda name: -amounts[name])
    ranks: dict[str, int] = {}
    for place, name in enumerate(ordered, start=1):
        above = ordered[place - 2] if place > 1 else None
        is_tied = above is not None and amounts[above] == amounts[name]
        ranks[name] = ranks[above] if is_tied and above is not None else place
    return ranks
