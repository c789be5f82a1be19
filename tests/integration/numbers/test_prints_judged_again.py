"""A contract printed without review is judged again by the server, by the same rules."""

import pytest

from app.commands.contracts.drafting import Printed, record_prints, save_contract
from app.commands.contracts.steps import approve_contract, submit_contract
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.wording.fingerprint import contract_fingerprint
from app.queries.contracts.page import read_contract
from tests.support.numbered import filled_draft, give_number, make_house, refusals
from tests.support.unjudged import Unjudged

LIST_MINOR = 428_000


@pytest.fixture
def house(tmp_path):
    with make_house(tmp_path) as made:
        company = next(iter(records(made, "company")))
        fields = {"name": "2026", "version": "1", "company_id": company}
        fields["valid_from_on"] = "2026-11-01"
        made.prices = made.server.add_record("price_list", fields)
        product = {"code": "1", "name": "立式冷藏展示柜", "unit": "台", "state": "on_sale"}
        made.product = made.server.add_record("product", product)
        price = {"price_list_id": made.prices, "product_id": made.product}
        made.server.add_record("price", {**price, "unit_price_minor": LIST_MINOR})
        yield made


@pytest.fixture
def anna(house):
    return house.device("anna")


def records(house, entity):
    with house.server.database.reading() as work:
        rows = work.rows("SELECT id FROM record WHERE entity = ? ORDER BY id", (entity,))
        return [row[0] for row in rows]


def print_at_once(one, contract, fingerprint=""):
    """Print for signing as a program does that asks nobody."""
    give_number(one, contract)
    sheet = read_contract(one.workspace, contract)
    template = parse_template(sheet.template_text, sheet.library_text)
    fingerprint = fingerprint or contract_fingerprint(template, sheet.values())
    with one.workspace.store.unit_of_work() as work:
        work.rights = Unjudged(work.connection, work.records)
        fields = {"state": "printed", "fingerprint": fingerprint, "pdf_sha256": "a" * 64}
        work.edit("contract", contract, fields, one.workspace.author)
        work.commit(one.workspace.author)


def price_first_line(one, product, minor):
    lines = one.everything("contract_line")
    line = next(each for each in lines if one.read("contract_line", each)["position"] == 1)
    one.edit("contract_line", line, product_id=product, unit_price_minor=minor)


def refused_print(one):
    one.sync()
    return refusals(one)


def test_an_honest_print_is_accepted(house, anna):
    contract = filled_draft(anna)
    price_first_line(anna, house.product, LIST_MINOR)
    print_at_once(anna, contract)
    assert refused_print(anna) == []
    assert anna.read("contract", contract)["state"] == "printed"


def test_a_price_below_the_list_is_refused(house, anna):
    contract = filled_draft(anna)
    price_first_line(anna, house.product, LIST_MINOR - 1)
    anna.sync()
    print_at_once(anna, contract)
    assert refused_print(anna) == ["contract.review.needed"]
    assert anna.read("contract", contract)["state"] == "draft"


def test_all_of_it_may_come_with_one_request(house, anna):
    anna.network.offline = True
    contract = filled_draft(anna)
    price_first_line(anna, house.product, LIST_MINOR - 1)
    print_at_once(anna, contract)
    anna.network.offline = False
    assert refused_print(anna) == ["contract.review.needed"]


def sign_on(one, contract, day):
    sheet = read_contract(one.workspace, contract)
    save_contract(one.workspace, contract, {**sheet.terms, "sign_date": day}, sheet.lines)


def test_the_list_of_the_day_of_printing_counts(house, anna):
    contract = filled_draft(anna)
    sign_on(anna, contract, None)
    price_first_line(anna, house.product, LIST_MINOR - 1)
    house.clock.advance(days=-40)  # before the list was valid
    print_at_once(anna, contract)
    house.clock.advance(days=40)
    assert refused_print(anna) == []


def test_the_list_of_the_contracts_day_counts_where_it_names_one(house, anna):
    contract = filled_draft(anna)
    price_first_line(anna, house.product, LIST_MINOR - 1)
    sign_on(anna, contract, "2026-11-21")
    house.clock.advance(days=-40)  # before the list was valid, which the contract's day is not
    print_at_once(anna, contract)
    house.clock.advance(days=40)
    assert refused_print(anna) == ["contract.review.needed"]


def test_a_day_that_lies_ahead_is_taken_for_today(house, anna):
    contract = filled_draft(anna)
    price_first_line(anna, house.product, LIST_MINOR - 1)
    later = {"name": "2028", "version": "2", "valid_from_on": "2028-01-01"}
    house.server.add_record("price_list", later)
    house.clock.advance(days=3000)
    print_at_once(anna, contract)
    house.clock.advance(days=-3000)
    assert refused_print(anna) == ["contract.review.needed"]


def test_terms_outside_the_text_are_refused(anna):
    contract = filled_draft(anna)
    sheet = read_contract(anna.workspace, contract)
    special = {**sheet.terms, "special_terms": ["首批免运费。"]}
    save_contract(anna.workspace, contract, special, sheet.lines)
    print_at_once(anna, contract)
    assert refused_print(anna) == ["contract.review.needed"]


def test_gaps_are_refused(anna):
    contract = filled_draft(anna)
    sheet = read_contract(anna.workspace, contract)
    save_contract(anna.workspace, contract, {**sheet.terms, "packing": ""}, sheet.lines)
    print_at_once(anna, contract)
    assert refused_print(anna) == ["contract.check.open"]


def test_other_words_than_are_stored_are_refused(anna):
    contract = filled_draft(anna)
    print_at_once(anna, contract, "F" * 64)
    assert refused_print(anna) == ["contract.paper.differs"]


def test_a_line_that_another_device_made_cheaper_meanwhile_counts(house, anna):
    contract = filled_draft(anna)
    price_first_line(anna, house.product, LIST_MINOR)
    anna.sync()
    other = house.device("anna")
    price_first_line(other, house.product, LIST_MINOR - 1)
    other.sync()
    print_at_once(anna, contract)
    assert refused_print(anna) == ["contract.review.needed"]


def test_what_somebody_approved_is_not_judged_again(house, anna):
    contract = filled_draft(anna)
    price_first_line(anna, house.product, LIST_MINOR - 1)
    give_number(anna, contract)
    submit_contract(anna.workspace, contract)
    anna.sync()
    head = house.device("head")
    approve_contract(head.workspace, contract)
    head.sync()
    anna.sync()
    copy = Printed(1, 4, 6, "E" * 64, "a" * 64, "office", is_draft=False)
    record_prints(anna.workspace, contract, [copy])
    assert refused_print(anna) == []
    assert anna.read("contract", contract)["state"] == "printed"


def test_what_was_accepted_before_a_restore_is_not_judged_by_later_prices(house, anna):
    contract = filled_draft(anna)
    price_first_line(anna, house.product, LIST_MINOR)
    anna.sync()
    copy = house.server.back_up()
    print_at_once(anna, contract)
    assert refused_print(anna) == []
    house.server.restore_from(copy)
    dearer = {"price_list_id": house.prices, "product_id": house.product}
    house.server.add_record("price", {**dearer, "unit_price_minor": LIST_MINOR * 2})
    assert refused_print(anna) == []
    with house.server.database.reading() as work:
        (body,) = work.row("SELECT body FROM record WHERE id = ?", (contract,))
    assert '"printed"' in body
