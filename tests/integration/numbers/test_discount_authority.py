"""Who may approve a discount, and that what is printed has the pages that were approved."""

import pytest

from app.commands.contracts.drafting import Printed, record_prints, save_contract
from app.commands.contracts.steps import approve_contract, submit_contract
from app.domain.contracts.checks.discounts import SETTING
from app.domain.errors import NotAllowedError
from app.queries.contracts.page import read_contract
from tests.support.numbered import filled_draft, give_number, make_house, refusals
from tests.support.unjudged import Unjudged

LIST_MINOR = 500_000


@pytest.fixture
def house(tmp_path):
    with make_house(tmp_path) as made:
        with made.server.database.reading() as work:
            rows = work.rows("SELECT id FROM record WHERE entity = 'company'", ())
            company = next(iter(rows))[0]
        fields = {"name": "2026", "version": "1", "company_id": company}
        prices = made.server.add_record("price_list", fields)
        product = {"code": "1", "name": "立式冷藏展示柜", "unit": "台", "state": "on_sale"}
        made.product = made.server.add_record("product", product)
        price = {"price_list_id": prices, "product_id": made.product}
        made.server.add_record("price", {**price, "unit_price_minor": LIST_MINOR})
        yield made


def price_first_line(house, one, contract, minor):
    lines = read_contract(one.workspace, contract).lines
    one.edit("contract_line", lines[0].id, product_id=house.product, unit_price_minor=minor)


def submitted(house, one, minor):
    """A contract with a price, in the hands of the reviewers."""
    contract = filled_draft(one)
    price_first_line(house, one, contract, minor)
    give_number(one, contract)
    submit_contract(one.workspace, contract)
    one.sync()
    return contract


def approve_offer(one, contract):
    offers = read_contract(one.workspace, contract).offers
    return next(each for each in offers if each.name == "approve")


def test_a_head_approves_up_to_the_own_percent_and_not_beyond(house):
    anna = house.device("anna")
    fair, steep = (submitted(house, anna, minor) for minor in (450_000, 449_999))
    head = house.device("head")
    assert approve_offer(head, fair).code == ""
    offer = approve_offer(head, steep)
    assert (offer.code, offer.params["role"]) == ("contract.discount.authority", "finance")
    approve_contract(head.workspace, fair)
    with pytest.raises(NotAllowedError) as refused:
        approve_contract(head.workspace, steep)
    assert refused.value.code == "contract.discount.authority"
    assert head.read("contract", steep)["state"] == "in_review"
    head.sync()
    assert refusals(head) == []


def approve_unasked(one, contract):
    """Approve as a program does that asks nobody."""
    with one.workspace.store.unit_of_work() as work:
        work.rights = Unjudged(work.connection, work.records)
        fields = {"state": "approved", "reviewed_by": one.workspace.user_id}
        work.edit("contract", contract, fields, one.workspace.author)
        work.commit(one.workspace.author)


def test_the_server_refuses_an_approval_beyond_the_authority(house):
    anna = house.device("anna")
    contract = submitted(house, anna, 449_999)
    head = house.device("head")
    approve_unasked(head, contract)
    head.sync()
    assert refusals(head) == ["contract.discount.authority"]


def test_the_matrix_of_the_company_decides(house):
    house.server.add_record("setting", {"name": SETTING, "value": '{"sector_head": "15"}'})
    anna = house.device("anna")
    contract = submitted(house, anna, 430_000)
    head = house.device("head")
    approve_contract(head.workspace, contract)
    head.sync()
    assert refusals(head) == []


def test_a_rep_prints_what_the_matrix_lets_him_grant_without_review(house):
    anna = house.device("anna")
    contract = filled_draft(anna)
    price_first_line(house, anna, contract, 490_000)
    codes = _codes(anna, contract)
    assert "contract.discount.beyond" in codes
    house.server.add_record("setting", {"name": SETTING, "value": '{"rep": "2"}'})
    anna.sync()
    assert "contract.discount.beyond" not in _codes(anna, contract)


def _codes(one, contract):
    from app.store.reads.contracts.facts import judge_contract  # noqa: PLC0415

    with one.workspace.store.snapshot() as look:
        judged = judge_contract(look, contract, one.workspace.today())
    return [finding.code for finding in judged.judgement.review.findings]


def printed(one, contract, pages):
    copy = Printed(1, 4, pages, "E" * 64, "a" * 64, "office", is_draft=False)
    record_prints(one.workspace, contract, [copy])


def test_a_paper_with_other_pages_than_were_approved_is_not_printed(house):
    anna = house.device("anna")
    contract = submitted(house, anna, LIST_MINOR)
    head = house.device("head")
    approve_contract(head.workspace, contract, pages=6)
    head.sync()
    anna.sync()
    with pytest.raises(NotAllowedError) as refused:
        printed(anna, contract, 7)
    assert refused.value.code == "contract.pages.changed"
    printed(anna, contract, 6)
    anna.sync()
    assert refusals(anna) == []


def test_the_server_refuses_a_paper_that_does_not_name_its_pages(house):
    anna = house.device("anna")
    contract = submitted(house, anna, LIST_MINOR)
    head = house.device("head")
    approve_contract(head.workspace, contract, pages=6)
    head.sync()
    anna.sync()
    with anna.workspace.store.unit_of_work() as work:
        work.rights = Unjudged(work.connection, work.records)
        fields = {"state": "printed", "fingerprint": "E" * 64}
        work.edit("contract", contract, fields, anna.workspace.author)
        work.commit(anna.workspace.author)
    anna.sync()
    assert refusals(anna) == ["contract.pages.changed"]


def test_what_is_typed_after_the_return_is_kept_apart_from_the_file(house):
    anna = house.device("anna")
    contract = filled_draft(anna)
    sheet = read_contract(anna.workspace, contract)
    save_contract(anna.workspace, contract, {**sheet.terms, "packing": "木箱"}, sheet.lines)
    anna.sync()
    head = house.device("head")
    origin = read_contract(head.workspace, contract).origins["packing"]
    assert origin.by == anna.workspace.user_id
