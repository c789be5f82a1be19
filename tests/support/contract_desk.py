"""A small book for tests of contracts: one dealer, one company, templates, prices, one contract."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace
from tests.support.devices import Clock, make_workspace
from tests.support.visiting import key, put

ROOT = Path(__file__).parents[2]
USER, SECTOR, COMPANY = key(0xA), key(0xB), key(0xC)
ACCOUNT, FROZEN = key(0x10), key(0x11)
SALE, DISTRIBUTION = key(0x20), key(0x21)
CABINET, MACHINE = key(0x30), key(0x31)
CONTRACT = key(0x40)
NUMBER = "RB-GX-2026-HZ-00307M"
CABINET_MINOR = 428_000


def contract_workspace(folder: Path, clock: Clock | None = None) -> Workspace:
    """Make a workspace on a new store with the small book in it."""
    workspace = make_workspace(folder, USER, clock)
    with workspace.store.unit_of_work() as work:
        fill_book(work)
        work.commit()
    return workspace


def fill_book(work: UnitOfWork) -> None:
    """Put the small book into a store as the server would send it."""
    values = example_values()
    ours, theirs = values["party_b"], values["party_a"]
    put(
        work,
        "company",
        {
            "id": COMPANY,
            "name": ours["name"],
            "name_en": ours["name_en"],
            "uscc": ours["uscc"],
            "address": ours["address"],
            "legal_representative": ours["legal_rep"],
            "phone": ours["phone"],
            "email": ours["email"],
            "bank": ours["bank"],
            "bank_account": ours["account"],
            "sign_place": "上海市青浦区",
        },
    )
    put(work, "sector", {"id": SECTOR, "name": "饮品", "company_id": COMPANY})
    put(
        work,
        "user",
        {"id": USER, "name": "顾堃", "login": "gukun", "roles": "rep", "sector_id": SECTOR},
    )
    account = {"type": "dealer", "sector_id": SECTOR, "owner_id": USER}
    put(
        work,
        "account",
        {
            **account,
            "id": ACCOUNT,
            "name": theirs["name"],
            "uscc": theirs["uscc"],
            "address": theirs["address"],
            "legal_representative": theirs["legal_rep"],
            "phone": theirs["phone"],
            "bank": theirs["bank"],
            "bank_account": theirs["account"],
        },
        {**account, "id": FROZEN, "name": "冻结商行", "frozen": 1},
    )
    put(work, "contract_template", template_row(SALE, "sale"))
    put(work, "contract_template", template_row(DISTRIBUTION, "distribution"))
    product = {"unit": "台", "state": "on_sale"}
    put(
        work,
        "product",
        {**product, "id": CABINET, "code": "1", "name": "立式冷藏展示柜"},
        {**product, "id": MACHINE, "code": "2", "name": "台式现调饮料机"},
    )
    put(
        work,
        "price_list",
        {"id": key(0x50), "name": "2026", "version": "1", "company_id": COMPANY},
    )
    price = {"price_list_id": key(0x50), "tax_rate_basis_points": 1300}
    put(
        work,
        "price",
        {**price, "id": key(0x51), "product_id": CABINET, "unit_price_minor": CABINET_MINOR},
        {**price, "id": key(0x52), "product_id": MACHINE, "unit_price_minor": 1_580_000},
    )
    fill_contract(work, values)


def fill_contract(work: UnitOfWork, values: dict[str, Any]) -> None:
    """Put a contract into the book that is filled in and has its final number."""
    terms = {name: value for name, value in values.items() if name not in {"goods", "contract_no"}}
    put(
        work,
        "contract",
        {
            "id": CONTRACT,
            "account_id": ACCOUNT,
            "template_id": SALE,
            "number": NUMBER,
            "draft_number": "CG-2026-1",
            "title": "购销合同",
            "state": "draft",
            "drafted_by": USER,
            "terms": json.dumps(terms, ensure_ascii=False),
        },
    )
    put(work, "contract_line", *line_rows(values["goods"]))


def line_rows(goods: list[dict[str, str]]) -> Iterator[dict[str, object]]:
    """Yield goods as records; the first is the product that has a price."""
    for place, row in enumerate(goods, start=1):
        yield {
            "id": key(0x60 + place),
            "account_id": ACCOUNT,
            "contract_id": CONTRACT,
            "position": place,
            "product_id": CABINET if place == 1 else None,
            "name": row["name"],
            "specification": row["spec"],
            "unit": row["unit"],
            "quantity": row["qty"],
            "unit_price_minor": round(float(row["price"]) * 100),
            "tax_rate_basis_points": int(row["rate"]) * 100,
            "delivery": row["due"],
        }


def template_row(template_id: str, name: str) -> dict[str, object]:
    """Return a standard contract as the office released it for this year."""
    folder = ROOT / "resources" / "contracts"
    body = (folder / f"{name}.toml").read_text("utf8")
    body = body.replace('state = "draft"', 'state = "approved"')
    body = body.replace("valid_from = 2026-12-01", "valid_from = 2026-01-01")
    header = tomllib.loads(body)["template"]
    return {
        "id": template_id,
        "code": header["code"],
        "name": header["name_zh"],
        "name_en": header["name_en"],
        "version": header["version"],
        "library_version": header["library_version"],
        "state": "approved",
        "free_to_sign": int(header["free_to_sign"]),
        "body": body,
        "library": (folder / "library.toml").read_text("utf8"),
    }


def example_values(name: str = "normal-sale") -> dict[str, Any]:
    """Return the values of an example contract as JSON values."""
    text = (ROOT / "tests" / "fixtures" / "contracts" / f"{name}.toml").read_text("utf8")
    return dict(_as_json(tomllib.loads(text)["values"]))


def _as_json(value: Any) -> Any:
    match value:
        case dict():
            return {name: _as_json(each) for name, each in value.items()}
        case list():
            return [_as_json(each) for each in value]
        case date():
            return value.isoformat()
    return value


class InlineRunner:
    """Runs a task at once, or keeps it until it is let go."""

    def __init__(self) -> None:
        self.keep: set[str] = set()
        self.kept: list[Callable[[], None]] = []
        self.results: list[Any] = []

    def on_store(self, task, done, failed=None, owner=None):  # type: ignore[no-untyped-def]
        self._run("store", task, done, failed)

    def on_work(self, task, done, failed=None, owner=None):  # type: ignore[no-untyped-def]
        self._run("work", task, done, failed)

    def let_go(self) -> None:
        """Run what was kept, in order."""
        kept, self.kept = self.kept, []
        for each in kept:
            each()

    def _run(self, lane, task, done, failed):  # type: ignore[no-untyped-def]
        def carry_out() -> None:
            try:
                result = task()
            except Exception as error:
                if failed is None:
                    raise
                failed(error)
                return
            self.results.append(result)
            done(result)

        if lane in self.keep:
            self.kept.append(carry_out)
        else:
            carry_out()
