"""A desk with an account, products and two versions of a price list."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from app.domain.sales.orders import OrderLine
from app.workspace import Workspace
from tests.support.account_records import ACCOUNT, FILE, REP, SECTOR, fill_account, key, put
from tests.support.devices import make_workspace

TODAY = dt.date(2026, 11, 23)
HEAD, COMPANY = key(901), key(902)
OLD_LIST, NEW_LIST, OTHER_LIST = key(911), key(912), key(913)
SOY, RICE, GONE = key(921), key(922), key(923)
OLD_SOY, NEW_SOY, NEW_RICE, OTHER_SOY = key(931), key(932), key(933), key(934)


def order_workspace(folder: Path, user_id: str = REP) -> Workspace:
    """Return a workspace whose user is the account's rep, or somebody else of the sector."""
    workspace = make_workspace(folder, user_id)
    fill_account(workspace)
    with workspace.store.unit_of_work() as work:
        put(
            work,
            "user",
            [
                {"id": REP, "name": "周岚", "roles": "rep", "sector_id": SECTOR},
                {"id": HEAD, "name": "吴越", "roles": "sector_head", "sector_id": SECTOR},
            ],
        )
        put(work, "company", [{"id": COMPANY, "name": "原酿食品"}])
        put(work, "sector", [{"id": SECTOR, "name": "云浦二区", "company_id": COMPANY}])
        put(work, "account", [{**FILE, "return_window_days": 60}])
        _put_products(work)
        work.commit()
    return workspace


def _put_products(work):
    product = {"unit": "箱", "state": "on_sale", "specification": "500ml×12"}
    soy = {"id": SOY, "code": "P1", "name": "原酿生抽", "name_en": "Light soy", "kind": "酱油"}
    rice = {"id": RICE, "code": "P2", "name": "河西大米", "name_en": None, "kind": "米"}
    gone = {"id": GONE, "code": "P3", "name": "老陈醋", "name_en": None, "kind": "醋"}
    rows = [{**product, **soy}, {**product, **rice}, {**product, **gone, "state": "withdrawn"}]
    put(work, "product", rows)
    put(
        work,
        "price_list",
        [
            price_list(OLD_LIST, "2025.1", "2025-01-01", "2025-12-31"),
            price_list(NEW_LIST, "2026.1", "2026-01-01", None),
            {**price_list(OTHER_LIST, "2026.9", "2026-09-01", None), "company_id": key(903)},
        ],
    )
    put(
        work,
        "price",
        [
            price(OLD_SOY, OLD_LIST, SOY, 9_000),
            price(NEW_SOY, NEW_LIST, SOY, 10_000, 9_500),
            price(NEW_RICE, NEW_LIST, RICE, 20_000),
            price(OTHER_SOY, OTHER_LIST, SOY, 7_777),
        ],
    )


def price_list(list_id, version, since, until):
    named = {"id": list_id, "name": "经销价", "version": version, "company_id": COMPANY}
    return {**named, "valid_from_on": since, "valid_to_on": until}


def price(price_id, list_id, product_id, minor, lowest=None):
    named = {"id": price_id, "price_list_id": list_id, "product_id": product_id}
    return {**named, "unit_price_minor": minor, "lowest_price_minor": lowest}


def soy(quantity=10, unit=10_000):
    return OrderLine(SOY, quantity, NEW_SOY, 10_000, unit, 9_500)


def rice(quantity=5):
    return OrderLine(RICE, quantity, NEW_RICE, 20_000, 20_000)


__all__ = ["ACCOUNT", "REP", "order_workspace"]
