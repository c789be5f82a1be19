"""What a contract keeps of where its values and prices came from, over a real store."""

import pytest

from app.commands.contracts.drafting import create_contract, save_contract
from app.domain.contracts.origins import Source
from app.domain.contracts.sheet import write_terms
from app.queries.contracts.page import list_products_with_prices, read_contract
from tests.support.contract_desk import (
    ACCOUNT,
    CABINET,
    COMPANY,
    CONTRACT,
    SALE,
    USER,
    contract_workspace,
)
from tests.support.visiting import key, put

REGISTERED = "6100000000009999"


@pytest.fixture
def desk(tmp_path):
    workspace = contract_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def add(desk, entity, **fields):
    with desk.store.unit_of_work() as work:
        put(work, entity, fields)
        work.commit()


def test_a_new_contract_keeps_its_sources_and_what_was_typed_over_them(desk):
    contract, _changes = create_contract(desk, ACCOUNT, SALE)
    sheet = read_contract(desk, contract)
    assert sheet.origins["party_a.account"].source is Source.ACCOUNT
    terms = {**sheet.terms, "party_a": {**sheet.terms["party_a"], "account": "123456789012"}}
    save_contract(desk, contract, terms, sheet.lines)
    sheet = read_contract(desk, contract)
    origin = sheet.origins["party_a.account"]
    assert (origin.source, origin.first, origin.by) == (Source.TYPED, Source.ACCOUNT, USER)
    assert sheet.people == {USER: "顾堃"}
    assert sheet.origins["party_a.name"].source is Source.ACCOUNT


def test_the_register_of_accounts_is_printed_and_asked_not_the_companys_record(desk):
    assert read_contract(desk, CONTRACT).facts.designated_accounts != frozenset({REGISTERED})
    row = {"company_id": COMPANY, "holder": "禾邻", "bank": "建行", "number": REGISTERED}
    add(desk, "designated_account", id=key(0x90), **row, state="active")
    add(desk, "designated_account", id=key(0x91), **{**row, "number": "1"}, state="closed")
    contract, _changes = create_contract(desk, ACCOUNT, SALE)
    sheet = read_contract(desk, contract)
    assert sheet.terms["party_b"]["account"] == REGISTERED
    assert sheet.terms["party_b"]["bank"] == "建行"
    assert sheet.origins["party_b.account"].source is Source.REGISTER
    assert sheet.facts.designated_accounts == frozenset({REGISTERED})


def test_another_bank_account_than_that_of_the_last_paid_contract_is_known(desk):
    name = read_contract(desk, CONTRACT).account_name
    terms = write_terms({"party_a": {"name": name, "account": "777"}})
    paid = {"id": key(0x92), "account_id": ACCOUNT, "template_id": SALE, "number": "RB-1"}
    add(desk, "contract", **paid, state="performing", terms=terms)
    assert read_contract(desk, CONTRACT).facts.paid_account is None
    event = {"account_id": ACCOUNT, "contract_id": key(0x92), "happened_on": "2026-05-01"}
    add(desk, "contract_event", id=key(0x93), kind="paid", **event)
    facts = read_contract(desk, CONTRACT).facts
    assert (facts.paid_account, facts.paid_number) == ("777", "RB-1")


def test_a_line_keeps_the_list_its_price_was_taken_from(desk):
    sheet = read_contract(desk, CONTRACT)
    assert sheet.lines[0].price_list_id is None
    (cabinet,) = [p for p in list_products_with_prices(desk, ACCOUNT) if p.id == CABINET]
    first = sheet.lines[0].__class__(
        sheet.lines[0].id,
        CABINET,
        cabinet.name,
        "",
        cabinet.unit,
        "1",
        cabinet.unit_price_minor,
        1300,
        "",
        cabinet.price_list_id,
        cabinet.price_version,
        cabinet.unit_price_minor,
    )
    save_contract(desk, CONTRACT, sheet.terms, [first])
    (kept,) = read_contract(desk, CONTRACT).lines
    assert (kept.price_list_id, kept.price_version) == (key(0x50), "2026 1")
    assert kept.list_price_minor == cabinet.unit_price_minor


def test_of_two_lists_valid_on_a_day_the_one_that_began_last_counts(desk):
    add(
        desk, "price_list", id=key(0x94), name="2026", version="2", company_id=COMPANY,
        valid_from_on="2026-02-01",
    )  # fmt: skip
    price = {"price_list_id": key(0x94), "product_id": CABINET, "unit_price_minor": 500_000}
    add(desk, "price", id=key(0x95), **price)
    found = [p for p in list_products_with_prices(desk, ACCOUNT) if p.id == CABINET]
    assert [(p.price_version, p.unit_price_minor) for p in found] == [("2026 2", 500_000)]
