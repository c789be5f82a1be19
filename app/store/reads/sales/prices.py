"""The price list that is valid on a day, the history of a price, and the catalogue of products."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.store.unit_of_work import Snapshot

# Of several lists valid on a day the one that began last is meant.
_VALID = """
valid AS (
  SELECT r.id, r.product_id, r.unit_price_minor, r.lowest_price_minor, r.tax_rate_basis_points,
    l.version, row_number() OVER (
      PARTITION BY r.product_id ORDER BY coalesce(l.valid_from_on, '') DESC, r.id DESC) AS place
  FROM price_list l JOIN price r ON r.price_list_id = l.id
  WHERE (:company IS NULL OR coalesce(l.company_id, :company) = :company)
    AND coalesce(l.valid_from_on, '') <= :day AND coalesce(l.valid_to_on, '9999') >= :day)"""
_OFFERS = f"""
WITH {_VALID}, sold AS (
  SELECT product_id, sum(quantity) AS quantity, max(sold_on) AS last_on
  FROM sales_record WHERE account_id = :account AND sold_on > :since GROUP BY product_id)
SELECT p.id, p.code, p.name, coalesce(p.name_en, ''), coalesce(p.specification, ''), p.unit,
  v.id, v.unit_price_minor, v.lowest_price_minor, coalesce(s.quantity, 0), s.last_on
FROM product p LEFT JOIN valid v ON v.product_id = p.id AND v.place = 1
LEFT JOIN sold s ON s.product_id = p.id
WHERE coalesce(p.state, 'on_sale') = 'on_sale' OR s.product_id IS NOT NULL
ORDER BY s.product_id IS NULL, s.quantity DESC, p.code
"""
_CATALOGUE = f"""
WITH {_VALID}
SELECT p.id, p.code, p.name, coalesce(p.name_en, ''), coalesce(p.brand, ''), coalesce(p.kind, ''),
  coalesce(p.specification, ''), p.unit, coalesce(p.is_new, 0), coalesce(p.state, 'on_sale'),
  v.unit_price_minor, v.tax_rate_basis_points, v.version
FROM product p LEFT JOIN valid v ON v.product_id = p.id AND v.place = 1
ORDER BY coalesce(p.state, 'on_sale') <> 'on_sale', p.kind, p.code
"""
_HISTORY = """
SELECT l.name, l.version, l.valid_from_on, l.valid_to_on, r.unit_price_minor,
  r.lowest_price_minor, r.tax_rate_basis_points
FROM price r JOIN price_list l ON l.id = r.price_list_id WHERE r.product_id = ?
ORDER BY coalesce(l.valid_from_on, '') DESC, l.name, r.id
"""
_COMPANY = """
SELECT s.company_id FROM account a JOIN sector s ON s.id = a.sector_id WHERE a.id = ?
"""
_OWN_COMPANY = """
SELECT s.company_id FROM user u JOIN sector s ON s.id = u.sector_id WHERE u.id = ?
"""
_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OfferedProduct:
    """A product that may be ordered or come back.

    Attributes:
        id: Product.
        code: Article number.
        name: Name in Chinese.
        name_en: Name in English; empty when there is none.
        specification: Size and packing.
        unit: What is counted.
        price_id: The price of that day; None without one.
        price_minor: For one unit, with tax.
        lowest_minor: The least that a rep may agree to; None means the price itself.
        bought: Units that the account bought within a year, returns deducted.
        last_on: Day of its last purchase; None when it never bought it within that year.
    """

    id: str
    code: str
    name: str
    name_en: str
    specification: str
    unit: str
    price_id: str | None
    price_minor: int | None
    lowest_minor: int | None
    bought: int
    last_on: dt.date | None


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A product of the catalogue with its price of a day; the price is None without one."""

    id: str
    code: str
    name: str
    name_en: str
    brand: str
    kind: str
    specification: str
    unit: str
    is_new: bool
    is_on_sale: bool
    price_minor: int | None
    tax_basis_points: int | None
    version: str


@dataclass(frozen=True, slots=True)
class PriceVersion:
    """What a product costs by one version of a price list; an open end is None."""

    list_name: str
    version: str
    from_on: dt.date | None
    to_on: dt.date | None
    price_minor: int
    lowest_minor: int | None
    tax_basis_points: int | None

    def is_valid_on(self, day: dt.date) -> bool:
        """Return whether it is valid on a day."""
        return (self.from_on or day) <= day <= (self.to_on or day)


def read_selling_company(look: Snapshot, account_id: str) -> str | None:
    """Return the company that sells to an account; None when its sector names none."""
    found = look.connection.exec_driver_sql(_COMPANY, (account_id,)).scalar()
    return str(found) if found else None


def read_own_company(look: Snapshot, user_id: str) -> str | None:
    """Return the company that a user sells for; None when the sector names none."""
    found = look.connection.exec_driver_sql(_OWN_COMPANY, (user_id,)).scalar()
    return str(found) if found else None


def list_offers(look: Snapshot, account_id: str, day: dt.date) -> tuple[OfferedProduct, ...]:
    """Return what an account may order with the price of a day, what it usually buys first.

    Source: domain.md 2.8, 4.15.
    """
    values = {
        "account": account_id,
        "company": read_selling_company(look, account_id),
        "day": day.isoformat(),
        "since": (day - _YEAR).isoformat(),
    }
    rows = look.connection.exec_driver_sql(_OFFERS, values)
    return tuple(OfferedProduct(*[*row[:-1], _day(row[-1])]) for row in rows)


def list_catalogue(
    look: Snapshot, day: dt.date, company_id: str | None = None
) -> tuple[CatalogueLine, ...]:
    """Return every product with its price of a day, what is on sale first.

    Args:
        look: The store.
        day: Whose prices.
        company_id: Whose lists; None for those of all companies.
    """
    values = {"day": day.isoformat(), "company": company_id}
    rows = look.connection.exec_driver_sql(_CATALOGUE, values)
    return tuple(
        CatalogueLine(*[*row[:8], bool(row[8]), row[9] == "on_sale", *row[10:12], row[12] or ""])
        for row in rows
    )


def read_price_history(look: Snapshot, product_id: str) -> tuple[PriceVersion, ...]:
    """Return what a product costs by every version of every list, the latest first."""
    rows = look.connection.exec_driver_sql(_HISTORY, (product_id,))
    return tuple(PriceVersion(row[0], row[1], _day(row[2]), _day(row[3]), *row[4:]) for row in rows)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
