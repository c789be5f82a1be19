"""The maker's assortment with its two price lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.domain.fields import FieldValue
from server.demo.organisation import FOUNDED, Company
from server.demo.reading import read_demo
from server.demo.seeds import Seeds, iso, make_id, moment

_NEW = frozenset({"HL1007", "CD1007", "HL5005"})
_MINOR = 100
_BASIS_POINTS = 100
_HUNDRED = 100
_LOWEST_PERCENT = 95
_DIME = 10
_NEW_SINCE_DAYS = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One article of the assortment.

    Attributes:
        base_minor: Price a unit with tax before a list's factor, in 分.
        rate: VAT in basis points.
        weight: How often it is bought, compared with others.
    """

    id: str
    code: str
    name: str
    name_en: str
    specification: str
    unit: str
    base_minor: int
    rate: int
    weight: int
    brand: str
    line: str

    @property
    def is_new(self) -> bool:
        """Whether the article was launched this year."""
        return self.code in _NEW


@dataclass(frozen=True, slots=True)
class PriceList:
    """The prices of one company.

    Attributes:
        prices_minor: In the order of the assortment.
    """

    id: str
    name: str
    company: Company
    prices_minor: tuple[int, ...]


def make_products(seeds: Seeds) -> tuple[Product, ...]:
    """Make the assortment."""
    chance = seeds.stream("product")
    items = [
        (group, item, make_id(moment(FOUNDED, 1), chance))
        for group in read_demo("products")["product"]
        for item in group["items"]
    ]
    return tuple(_product(group, item, record_id) for group, item, record_id in items)


def _product(group: dict[str, Any], item: list[Any], record_id: str) -> Product:
    code, name, name_en, specification, unit, price, rate, weight = item
    return Product(
        id=record_id,
        code=code,
        name=f"{group['brand']}{name}",
        name_en=name_en,
        specification=specification,
        unit=unit,
        base_minor=int(Decimal(price) * _MINOR),
        rate=rate * _BASIS_POINTS,
        weight=weight,
        brand=group["brand"],
        line=group["line"],
    )


def make_price_lists(
    seeds: Seeds, companies: tuple[Company, ...], products: tuple[Product, ...]
) -> tuple[PriceList, ...]:
    """Make one list for each company, rounded to 角."""
    chance = seeds.stream("price_list")
    by_code = {company.code: company for company in companies}
    return tuple(
        PriceList(
            make_id(moment(_new_year(seeds), place), chance),
            source["name"],
            by_code[source["company"]],
            tuple(
                product.base_minor * source["factor"] // _HUNDRED // _DIME * _DIME
                for product in products
            ),
        )
        for place, source in enumerate(read_demo("products")["list"])
    )


def product_rows(seeds: Seeds, products: tuple[Product, ...]) -> Iterator[dict[str, FieldValue]]:
    """Yield the records of the assortment."""
    for product in products:
        launched = seeds.now - _NEW_SINCE_DAYS if product.is_new else FOUNDED
        yield {
            "id": product.id,
            "code": product.code,
            "name": product.name,
            "name_en": product.name_en,
            "brand": product.brand,
            "kind": product.line,
            "specification": product.specification,
            "unit": product.unit,
            "is_new": int(product.is_new),
            "launched_on": iso(launched),
            "state": "on_sale",
            "knowledge": f"{product.name}，{product.specification}；阴凉干燥处存放，开启后冷藏。",
        }


def price_list_rows(seeds: Seeds, lists: tuple[PriceList, ...]) -> Iterator[dict[str, FieldValue]]:
    """Yield the records of the price lists; both are valid for this year."""
    year = seeds.today.year
    for prices in lists:
        yield {
            "id": prices.id,
            "name": f"{prices.name} {year}",
            "version": f"{year}.1",
            "company_id": prices.company.id,
            "currency": "CNY",
            "valid_from_on": dt.date(year, 1, 1).isoformat(),
            "valid_to_on": dt.date(year, 12, 31).isoformat(),
        }


def price_rows(
    seeds: Seeds, lists: tuple[PriceList, ...], products: tuple[Product, ...]
) -> Iterator[dict[str, FieldValue]]:
    """Yield the prices of all lists."""
    chance = seeds.stream("price")
    for prices in lists:
        for product, price_minor in zip(products, prices.prices_minor, strict=True):
            yield {
                "id": make_id(moment(_new_year(seeds), 1), chance),
                "price_list_id": prices.id,
                "product_id": product.id,
                "unit_price_minor": price_minor,
                "lowest_price_minor": price_minor * _LOWEST_PERCENT // _HUNDRED // _DIME * _DIME,
                "tax_rate_basis_points": product.rate,
            }


def _new_year(seeds: Seeds) -> int:
    return dt.date(seeds.today.year, 1, 1).toordinal()
