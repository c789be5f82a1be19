"""Reads the company's own records that every sender sees: companies, sectors, price lists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from app.domain.contracts.checks.discounts import SETTING as DISCOUNTS
from app.domain.contracts.pricing import ListPrice
from app.domain.fields import FieldValue
from server.store.database import Transaction
from server.store.records import decode_body

Body = Mapping[str, FieldValue]


def read_all(work: Transaction, org: int, entity: str) -> Iterator[tuple[str, Body]]:
    """Yield id and body of every record of an entity that is not deleted."""
    rows = work.rows(
        "SELECT id, body FROM record WHERE org = ? AND entity = ? AND deleted = 0 ORDER BY id",
        (org, entity),
    )
    for record_id, text in rows:
        yield str(record_id), decode_body(str(text))


def own_bank_accounts(work: Transaction, org: int) -> tuple[str, ...]:
    """Return the register of accounts for payments; while it is empty, those of the companies."""
    registered = tuple(
        str(body.get("number"))
        for _, body in read_all(work, org, "designated_account")
        if body.get("state") in {None, "active"}
    )
    if registered:
        return registered
    found = (body.get("bank_account") for _, body in read_all(work, org, "company"))
    return tuple(str(number) for number in found if number is not None)


def discount_settings(work: Transaction, org: int) -> list[tuple[str, str, date | None]]:
    """Return who may grant which discount, as the company sets it."""
    return [
        (DISCOUNTS, str(body.get("value")), date.fromisoformat(str(since)) if since else None)
        for _, body in read_all(work, org, "setting")
        if body.get("name") == DISCOUNTS
        for since in [body.get("valid_from_on")]
    ]


def list_prices(
    work: Transaction, org: int, sector_id: FieldValue, products: Collection[str], day: str
) -> dict[str, ListPrice]:
    """Return prices including tax of some products on sale; of two lists the later one counts.

    Args:
        work: The transaction.
        org: Number of the organisation.
        sector_id: The list is that of the company this sector belongs to.
        products: Those wanted.
        day: ISO date on which the list is valid.
    """
    if not products:
        return {}
    sectors = dict(read_all(work, org, "sector"))
    company = sectors.get(str(sector_id), {}).get("company_id")
    lists = {
        record_id: body
        for record_id, body in read_all(work, org, "price_list")
        if body.get("company_id") == company
        and str(body.get("valid_from_on") or "") <= day <= str(body.get("valid_to_on") or "9999")
    }
    on_sale = {
        record_id
        for record_id, body in read_all(work, org, "product")
        if record_id in products and body.get("state", "on_sale") == "on_sale"
    }
    prices = [
        body
        for _, body in read_all(work, org, "price")
        if body.get("price_list_id") in lists and body.get("product_id") in on_sale
    ]
    prices.sort(key=lambda price: _began(lists, price))
    return {
        str(price["product_id"]): ListPrice(
            int(price["unit_price_minor"] or 0),
            str(price["price_list_id"]),
            _version(lists[str(price["price_list_id"])]),
        )
        for price in prices
    }


def _began(lists: Mapping[str, Body], price: Body) -> tuple[str, str]:
    list_id = str(price["price_list_id"])
    return str(lists[list_id].get("valid_from_on") or ""), list_id


def _version(price_list: Body) -> str:
    return f"{price_list.get('name') or ''} {price_list.get('version') or ''}".strip()
