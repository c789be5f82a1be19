"""Contracts in the store: begun, kept, printed; every rule against the real database."""

import dataclasses

import pytest

from app.commands.contracts.drafting import (
    Printed,
    create_contract,
    record_prints,
    save_contract,
)
from app.commands.contracts.steps import void_contract
from app.domain.contracts.pricing import ListPrice, PriceTerms, judge_prices
from app.domain.contracts.sheet import GoodsLine, review_contract
from app.domain.contracts.texts.template import parse_template
from app.domain.errors import NotAllowedError
from app.queries.contracts.listing import ContractListing, list_contracts
from app.queries.contracts.page import (
    list_line_ids,
    list_products_with_prices,
    list_templates,
    read_contract,
)
from tests.support.contract_desk import (
    ACCOUNT,
    CABINET,
    CABINET_MINOR,
    CONTRACT,
    DISTRIBUTION,
    FROZEN,
    NUMBER,
    SALE,
    contract_workspace,
)


@pytest.fixture
def desk(tmp_path):
    workspace = contract_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def parsed(sheet):
    return parse_template(sheet.template_text, sheet.library_text)


def line(**changes):
    made = GoodsLine("", None, "样品", "", "件", "2", 1_000, 1_300, "")
    return dataclasses.replace(made, **changes)


def printed(number, *, is_draft, reason=""):
    return Printed(number, 4, 6, "F" * 64, "a" * 64, "office", is_draft, reason)


def test_a_new_contract_holds_what_its_template_can_take(desk):
    with desk.store.unit_of_work() as work:
        work.edit("account", ACCOUNT, {"market_area": "余杭区"}, desk.author)
        work.commit(desk.author)
    contract_id, _ = create_contract(desk, ACCOUNT, SALE)
    sheet = read_contract(desk, contract_id)
    assert sheet.terms["party_a"]["name"] == sheet.account_name
    assert sheet.terms["party_b"]["signatory"] == "顾堃"
    assert set(sheet.terms) <= set(parsed(sheet).fields)
    assert not sheet.number_is_final


def test_a_way_of_paying_that_the_template_does_not_offer_is_left_open(desk):
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(
            "UPDATE account SET credit_limit_minor = 5000000, credit_period_days = 30"
        )
        work.commit()
    for template, method in ((SALE, None), (DISTRIBUTION, "credit")):
        contract_id, _ = create_contract(desk, ACCOUNT, template)
        sheet = read_contract(desk, contract_id)
        assert sheet.terms.get("pay_method") == method
        review = review_contract(parsed(sheet), sheet.values(), sheet.facts, has_number=False)
        assert {each.code for each in review.findings} >= {"contract.field.required"}


def test_a_frozen_account_gets_no_contract(desk):
    with pytest.raises(NotAllowedError) as refused:
        create_contract(desk, FROZEN, SALE)
    assert refused.value.code == "contract.account.barred"


def test_saving_the_same_again_writes_nothing(desk):
    sheet = read_contract(desk, CONTRACT)
    save_contract(desk, CONTRACT, sheet.terms, sheet.lines)
    changes = save_contract(desk, CONTRACT, sheet.terms, sheet.lines)
    assert not changes.touched


def test_lines_keep_their_records_when_they_are_moved_and_lose_them_when_removed(desk):
    sheet = read_contract(desk, CONTRACT)
    first, second, third, *_ = sheet.lines
    save_contract(desk, CONTRACT, sheet.terms, (second, first, line()))
    ids = list_line_ids(desk, CONTRACT)
    assert ids[:2] == (second.id, first.id)
    assert third.id not in ids
    assert len(ids) == 3


def test_a_line_that_was_deleted_elsewhere_is_written_anew(desk):
    sheet = read_contract(desk, CONTRACT)
    with desk.store.unit_of_work() as work:
        work.records.delete("contract_line", [sheet.lines[0].id])
        work.commit()
    save_contract(desk, CONTRACT, sheet.terms, sheet.lines)
    assert len(list_line_ids(desk, CONTRACT)) == len(sheet.lines)


def test_a_contract_printed_for_signing_is_closed_and_keeps_its_prints(desk):
    record_prints(desk, CONTRACT, [printed(1, is_draft=True)])
    assert read_contract(desk, CONTRACT).is_editable
    record_prints(desk, CONTRACT, [printed(n, is_draft=False) for n in (1, 2)])
    record_prints(desk, CONTRACT, [printed(3, is_draft=False, reason="遗失")])
    sheet = read_contract(desk, CONTRACT)
    assert (sheet.state, sheet.fingerprint) == ("printed", "F" * 64)
    kept = [(each.copy_number, each.is_draft, each.reason) for each in sheet.prints]
    assert kept == [(1, True, ""), (1, False, ""), (2, False, ""), (3, False, "遗失")]
    with pytest.raises(NotAllowedError):
        save_contract(desk, CONTRACT, sheet.terms, sheet.lines)


def test_an_approved_contract_is_free_although_its_text_needs_approval(desk):
    sheet = read_contract(desk, CONTRACT)
    values = {**sheet.values(), "special_terms": ["首批免运费。"]}

    def is_free(**facts):
        review = review_contract(parsed(sheet), values, sheet.facts, has_number=True, **facts)
        return review.is_free

    assert not is_free()
    assert is_free(is_approved=True)
    del values["sign_place"]
    assert not is_free(is_approved=True)


def test_a_line_below_the_price_list_is_named_with_its_share():
    terms = PriceTerms({CABINET: ListPrice(CABINET_MINOR)})
    lines = (line(product_id=CABINET, unit_price_minor=CABINET_MINOR), line())
    assert judge_prices(lines, terms) == ()
    cheap = (line(), line(product_id=CABINET, unit_price_minor=407_000))
    found, beyond = judge_prices(cheap, terms)
    assert (beyond.code, beyond.params["role"]) == ("contract.discount.beyond", "sector_head")
    assert (found.level, found.params["line"], found.params["percent"]) == ("warning", 2, "4.9")


def test_voiding_keeps_the_number_and_says_why(desk):
    void_contract(desk, CONTRACT, "客户改主意")
    (row,) = list_contracts(desk, ContractListing((CONTRACT,), {}), 0, 1)
    assert (row.number, row.state) == (NUMBER, "void")


def test_only_templates_and_prices_of_today_are_offered(desk):
    assert [each.code for each in list_templates(desk)] == ["GX", "JX"]
    assert {each.unit_price_minor for each in list_products_with_prices(desk, ACCOUNT)} == {
        CABINET_MINOR,
        1_580_000,
    }
