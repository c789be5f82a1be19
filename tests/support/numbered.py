"""A server whose reps write contracts, and what a device does with its numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.store import facts
from app.store.number_blocks import NumberBlocks
from server.services.moments import milliseconds
from server.services.numbers.register import RegisterEntry, read_register
from tests.support.contract_desk import SALE, example_values, line_rows, template_row
from tests.support.devices import Clock
from tests.support.server import ORG, TestServer, make_server
from tests.support.synced_device import PASSWORD, SyncedDevice, enrolled

YEAR = 2026


@dataclass
class House:
    """One company with one sector, a free text, two reps, a head; all on one clock."""

    server: TestServer
    clock: Clock
    folder: Path
    sector: str
    devices: list[SyncedDevice]

    def device(self, login: str, key_hex: str = "") -> SyncedDevice:
        """Enrol a device and let it sync for the first time."""
        folder = self.folder / f"{login}{len(self.devices)}"
        one = enrolled(self.server, folder, login, self.clock, key_hex)
        with one.workspace.store.unit_of_work() as work:
            work.facts.write(facts.USER_ID, one.workspace.user_id)
            work.commit()
        self.devices.append(one)
        one.sync()
        return one

    def register(self) -> list[RegisterEntry]:
        """Return what became of every number."""
        return read_register(self.server.database, ORG, milliseconds(self.clock()))

    def fates(self) -> list[tuple[int, int, str, str]]:
        return [(e.first, e.last, e.fate.value, e.reason) for e in self.register()]


@contextmanager
def make_house(folder: Path, url: str | None = None) -> Iterator[House]:
    clock = Clock()
    with make_server(folder, url, clock) as server:
        theirs = example_values()["party_b"]
        company = server.add_record(
            "company",
            {
                "name": theirs["name"],
                "code": "HL",
                "bank_account": theirs["account"],
                "sign_place": "上海市青浦区",
            },
        )
        sector = server.add_record("sector", {"name": "杭州", "code": "HZ", "company_id": company})
        row = template_row(SALE, "sale")
        server.add_record("contract_template", {k: v for k, v in row.items() if k != "id"}, SALE)
        for login in ("anna", "ben"):
            server.add_user(login, PASSWORD, ("rep",), sector)
        server.add_user("head", PASSWORD, ("sector_head",), sector)
        server.add_user("keeper", PASSWORD, ("custodian",), sector)
        house = House(server, clock, folder, sector, [])
        try:
            yield house
        finally:
            for one in house.devices:
                one.workspace.store.close()


def draft(one: SyncedDevice) -> str:
    """Write an account with an empty draft of a contract."""
    account = one.create("account", name="百禾粮油", type="dealer", status="active")
    return one.create(
        "contract",
        account_id=account,
        template_id=SALE,
        state="draft",
        drafted_by=one.workspace.user_id,
    )


def filled_draft(one: SyncedDevice) -> str:
    """Write an account with a contract that may be signed as it is."""
    values = example_values()
    account = one.create(
        "account",
        name=values["party_a"]["name"],
        uscc=values["party_a"]["uscc"],
        type="dealer",
        status="active",
    )
    terms = {name: value for name, value in values.items() if name not in {"goods", "contract_no"}}
    contract = one.create(
        "contract",
        account_id=account,
        template_id=SALE,
        state="draft",
        draft_number="CG-2026-1",
        drafted_by=one.workspace.user_id,
        terms=json.dumps(terms, ensure_ascii=False),
    )
    for row in line_rows(values["goods"]):
        kept = {name: value for name, value in row.items() if name not in {"id", "product_id"}}
        one.create("contract_line", **{**kept, "account_id": account, "contract_id": contract})
    return contract


def give_number(one: SyncedDevice, contract: str, year: int = YEAR) -> str:
    """Give a contract the next number, as commands do."""
    with one.workspace.store.unit_of_work() as work:
        number = NumberBlocks(work.connection).take(year, "GX")
        assert number is not None
        work.edit("contract", contract, {"number": number.text}, one.workspace.author)
        work.commit(one.workspace.author)
    return number.text


def left(one: SyncedDevice, year: int = YEAR) -> int:
    with one.workspace.store.snapshot() as look:
        return NumberBlocks(look.connection).supply(year).left


def refusals(one: SyncedDevice) -> list[str]:
    """Return the codes of everything the server refused."""
    with one.workspace.store.snapshot() as look:
        rows = look.connection.exec_driver_sql(
            "SELECT code FROM journal_operation WHERE code <> '' ORDER BY device_seq"
        )
        return [row[0] for row in rows]
