"""Prices of a contract beside the list of its day: below it, beyond an authority, outdated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from app.domain.contracts.checks.discounts import (
    DEFAULT_AUTHORITY,
    DiscountAuthority,
    discount_share,
    percent_text,
)
from app.domain.contracts.checks.findings import Finding, warning
from app.domain.contracts.sheet import GOODS, GoodsLine
from app.domain.policy_terms import Role


@dataclass(frozen=True, slots=True)
class ListPrice:
    """What a product costs on the contract's day.

    Attributes:
        price_minor: Including tax.
        list_id: The list.
        version: Name and version of the list.
    """

    price_minor: int
    list_id: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """What the prices of one contract are compared with.

    Attributes:
        prices: By product.
        authority: Who may grant which discount.
        grade: Class of the account; empty for none.
    """

    prices: Mapping[str, ListPrice] = field(default_factory=dict)
    authority: DiscountAuthority = DEFAULT_AUTHORITY
    grade: str = ""

    def minor(self) -> dict[str, int]:
        """Return the prices alone."""
        return {product: each.price_minor for product, each in self.prices.items()}


def judge_prices(lines: Iterable[GoodsLine], terms: PriceTerms) -> tuple[Finding, ...]:
    """Return what is to be said of the prices: below the list, or from one that was replaced.

    A discount that whoever sells may grant alone is no deviation.

    Source: domain.md 4.5 (prices inside policy; deviations listed).
    """
    kept = tuple(lines)
    found = [*_below(kept, terms), *_outdated(kept, terms)]
    largest = largest_discount(kept, terms)
    right = terms.authority.approver(largest, terms.grade)
    if right is not Role.REP:
        found.append(
            warning(
                "contract.discount.beyond", GOODS, percent=percent_text(largest), role=right.value
            )
        )
    return tuple(found)


def largest_discount(lines: Iterable[GoodsLine], terms: PriceTerms) -> Fraction:
    """Return the largest discount of all lines, in per cent below the list of the day."""
    return max((_share(line, terms) for line in lines), default=Fraction(0))


def is_outdated(line: GoodsLine, terms: PriceTerms) -> bool:
    """Return whether the list a price was taken from is no longer that of the contract's day."""
    usual = terms.prices.get(line.product_id or "")
    return bool(
        usual and usual.list_id and line.price_list_id and line.price_list_id != usual.list_id
    )


def _share(line: GoodsLine, terms: PriceTerms) -> Fraction:
    usual = terms.prices.get(line.product_id or "")
    return discount_share(line.unit_price_minor, usual.price_minor) if usual else Fraction(0)


def _below(lines: tuple[GoodsLine, ...], terms: PriceTerms) -> Iterator[Finding]:
    free = terms.authority.percent(Role.REP, terms.grade)
    for place, line in enumerate(lines, start=1):
        share = _share(line, terms)
        if share > free:
            usual = terms.prices[line.product_id or ""].price_minor
            yield warning(
                "contract.price.below_list",
                GOODS,
                line=place,
                percent=percent_text(share),
                list_price_minor=usual,
            )


def _outdated(lines: tuple[GoodsLine, ...], terms: PriceTerms) -> Iterator[Finding]:
    for place, line in enumerate(lines, start=1):
        if is_outdated(line, terms):
            usual = terms.prices[line.product_id or ""]
            yield warning(
                "contract.price.outdated",
                GOODS,
                line=place,
                older=line.price_version,
                newer=usual.version,
                list_price_minor=usual.price_minor,
            )
