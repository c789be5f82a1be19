"""Where values came from on the page, for the approver, and newer price lists taken over."""

import pytest

from app.commands.contracts.drafting import create_contract
from app.commands.contracts.steps import submit_contract
from app.queries.contracts.page import read_contract
from tests.support.contract_desk import ACCOUNT, CABINET, COMPANY, CONTRACT, SALE, SECTOR, USER
from tests.support.visiting import key, put
from ui.screens.contract.paper.printing import Order

NEW_LIST = key(0x94)


def add(desk, entity, **fields):
    with desk.store.unit_of_work() as work:
        put(work, entity, fields)
        work.commit()


def write(desk, statement):
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(statement)
        work.commit()


def origins(page):
    return page.view.form.last["show_origins"][0]


@pytest.fixture
def begun(open_page, desk):
    contract, _changes = create_contract(desk, ACCOUNT, SALE)
    return open_page(contract), contract


def test_each_value_says_in_one_word_and_in_full_where_it_came_from(begun):
    page, _contract = begun
    shown = origins(page)
    assert shown["party_a.account"].word == "account file"
    assert "file of the account" in shown["party_a.account"].words
    assert shown["warranty_months"].word == "default"
    assert "packing" not in shown


def test_what_is_typed_over_a_file_is_told_after_the_save_and_undone_by_setting_it_back(begun):
    page, _contract = begun
    before = page.presenter._opened.sheet.value("party_a.account")
    page.presenter.edit("party_a.account", "999")
    page.presenter.keeper.save()
    told = origins(page)["party_a.account"]
    assert (told.word, told.is_changed) == ("changed", True)
    assert before in told.words
    assert "顾堃" in told.words
    page.presenter.edit("party_a.account", before)
    page.presenter.keeper.save()
    assert not origins(page)["party_a.account"].is_changed


def test_the_approver_reads_what_differs_from_files_and_price_list(open_page, desk, begun):
    page, contract = begun
    page.presenter.edit("party_a.account", "999")
    page.presenter.tables.add_products("goods", [CABINET])
    key_of = page.view.table().lines[-1].key
    page.presenter.tables.type_cell("goods", key_of, "price", "4,000")
    page.presenter.keeper.save()
    write(desk, f"UPDATE contract SET state = 'in_review', drafted_by = '{key(0xE)}'")
    user = {"id": USER, "name": "顾堃", "login": "g", "roles": "finance", "sector_id": SECTOR}
    add(desk, "user", **user)
    other = open_page(contract)
    other.presenter.ask_step("approve")
    account, price = other.view.dialogs.last["open_step"][0].changes
    assert "999" in account
    assert "顾堃" in account
    assert "4,280.00" in price
    assert "4,000.00" in price
    assert "2026 1" in price


def newer_list(desk):
    row = {"name": "2026", "version": "2", "company_id": COMPANY, "valid_from_on": "2026-02-01"}
    add(desk, "price_list", id=NEW_LIST, **row)
    price = {"price_list_id": NEW_LIST, "product_id": CABINET, "tax_rate_basis_points": 1300}
    add(desk, "price", id=key(0x95), **price, unit_price_minor=450_000)


def test_a_newer_list_is_told_taken_over_on_wish_and_taken_back(open_page, desk):
    page = open_page()
    page.presenter.tables.add_products("goods", [CABINET])
    page.presenter.keeper.save()
    assert page.view.table().newer == ""
    newer_list(desk)
    page = open_page()
    assert "2026 2" in page.view.table().newer
    assert page.view.table().lines[-1].cells["price"] == "4,280.00"
    assert any("2026 1" in each.words for each in page.view.review.findings)
    page.presenter.tables.take_newer_prices("goods")
    assert page.view.table().lines[-1].cells["price"] == "4,500.00"
    assert page.view.table().newer == ""
    words, _action, undo = page.navigation.last["show_toast"]
    assert words.startswith("1 ")
    page.presenter.keeper.save()
    assert read_contract(desk, CONTRACT).lines[-1].price_list_id == NEW_LIST
    undo()
    assert page.view.table().lines[-1].cells["price"] == "4,280.00"


def test_the_list_of_the_contracts_day_is_offered_not_that_of_today(open_page, desk):
    row = {"name": "2027", "version": "1", "company_id": COMPANY, "valid_from_on": "2027-01-01"}
    add(desk, "price_list", id=NEW_LIST, **row)
    price = {"price_list_id": NEW_LIST, "product_id": CABINET, "unit_price_minor": 460_000}
    add(desk, "price", id=key(0x95), **price)
    page = open_page()
    page.presenter.edit("sign_date", "2027-01-05")
    page.presenter.keeper.save()
    page = open_page()
    page.presenter.tables.add_products("goods", [CABINET])
    assert page.view.table().lines[-1].cells["price"] == "4,600.00"


def test_a_business_secret_is_marked_in_the_draft_and_no_later(page, desk):
    assert not page.view.last["show_head"][0].is_secret
    page.presenter.ask_step("keep_secret")
    assert read_contract(desk, CONTRACT).is_confidential
    assert page.view.last["show_head"][0].is_secret
    names = {step.name for step in page.view.last["show_steps"][0]}
    assert "unmark_secret" in names
    submit_contract(desk, CONTRACT)
    page.presenter.load()
    names = {step.name for step in page.view.last["show_steps"][0]}
    assert not names & {"keep_secret", "unmark_secret"}


def test_a_paper_with_other_pages_than_were_approved_is_not_sent_to_the_printer(page, desk):
    write(desk, "UPDATE contract SET state = 'approved', approved_pages = 99")
    page.presenter.load()
    page.presenter.printing.print_copies(Order(1, "", 1))
    assert "send_to_printer" not in page.view.dialogs.calls
    assert "99" in page.view.dialogs.last["show_print_error"][0]
    assert read_contract(desk, CONTRACT).state == "approved"
