"""A contract between a rep's laptop and the head's: printed offline, reviewed, signed, voided."""

import datetime as dt

import pytest

from app.commands.contracts.drafting import Printed, record_prints, save_contract
from app.commands.contracts.steps import (
    Signature,
    approve_contract,
    number_for_signing,
    return_contract,
    sign_contract,
    submit_contract,
    void_contract,
)
from app.domain.contracts.numbers import read_number
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.wording.fingerprint import contract_fingerprint
from app.domain.errors import NotAllowedError
from app.queries.contracts.page import read_contract
from server.services.numbers.blocks import LEAST_NUMBERS
from tests.support.numbered import filled_draft, give_number, left, make_house, refusals
from tests.support.unjudged import Unjudged

SIGNED = Signature("林秀珍", "杭州", dt.date(2026, 11, 23))


@pytest.fixture
def house(tmp_path):
    with make_house(tmp_path) as made:
        yield made


@pytest.fixture
def desks(house):
    return house.device("anna"), house.device("head")


def print_for_signing(one, contract):
    """Take the number and note the first copy, as the contract page does."""
    number, _changes = number_for_signing(one.workspace, contract)
    sheet = read_contract(one.workspace, contract)
    template = parse_template(sheet.template_text, sheet.library_text)
    fingerprint = contract_fingerprint(template, sheet.values())
    copy = Printed(1, 4, 6, fingerprint, "a" * 64, "office", is_draft=False)
    record_prints(one.workspace, contract, [copy])
    return number


def refused_code(command, *told):
    with pytest.raises(NotAllowedError) as refused:
        command(*told)
    return refused.value.code


def special(one, contract):
    """Write something into a contract that its text does not allow by itself."""
    sheet = read_contract(one.workspace, contract)
    terms = {**sheet.terms, "special_terms": ["首批免运费。"]}
    save_contract(one.workspace, contract, terms, sheet.lines)


def state(one, contract):
    return one.read("contract", contract)["state"]


def test_a_free_contract_is_printed_signed_and_accepted_without_any_network(desks):
    anna, head = desks
    anna.network.offline = True
    contract = filled_draft(anna)
    number = print_for_signing(anna, contract)
    assert read_number(number).kind == "GX"
    sign_contract(anna.workspace, contract, SIGNED)
    anna.network.offline = False
    anna.sync()
    head.sync()
    assert refusals(anna) == []
    fields = head.read("contract", contract)
    assert (fields["number"], fields["state"], fields["signatory"]) == (number, "signed", "林秀珍")


def test_what_lies_outside_the_text_is_printed_only_after_an_approval(desks):
    anna, head = desks
    contract = filled_draft(anna)
    special(anna, contract)
    told = anna.workspace, contract
    assert refused_code(number_for_signing, *told) == "contract.review.needed"
    assert left(anna) == LEAST_NUMBERS
    submit_contract(*told)
    anna.sync()
    head.sync()
    approve_contract(head.workspace, contract)
    head.sync()
    anna.sync()
    number = anna.read("contract", contract)["number"]
    assert print_for_signing(anna, contract) == number
    anna.sync()
    assert state(anna, contract) == "printed"
    assert refusals(anna) == refusals(head) == []


def test_a_returned_contract_is_a_draft_again_and_keeps_its_number(desks):
    anna, head = desks
    contract = filled_draft(anna)
    submit_contract(anna.workspace, contract)
    anna.sync()
    head.sync()
    assert (
        refused_code(return_contract, head.workspace, contract, " ") == "contract.step.incomplete"
    )
    return_contract(head.workspace, contract, "交货期太短")
    head.sync()
    anna.sync()
    sheet = read_contract(anna.workspace, contract)
    assert (sheet.state, sheet.review_note, sheet.is_editable) == ("returned", "交货期太短", True)
    number = sheet.number
    submit_contract(anna.workspace, contract)
    assert anna.read("contract", contract)["number"] == number


def test_a_draft_with_gaps_is_not_submitted(desks):
    anna, _head = desks
    contract = filled_draft(anna)
    sheet = read_contract(anna.workspace, contract)
    save_contract(anna.workspace, contract, {**sheet.terms, "packing": ""}, sheet.lines)
    assert refused_code(submit_contract, anna.workspace, contract) == "contract.check.open"
    assert refused_code(number_for_signing, anna.workspace, contract) == "contract.check.open"


def test_a_rep_is_refused_at_once_what_the_server_would_refuse(desks):
    anna, head = desks
    contract = filled_draft(anna)
    assert refused_code(approve_contract, anna.workspace, contract) == "contract.step.unknown"
    submit_contract(anna.workspace, contract)
    assert refused_code(approve_contract, anna.workspace, contract) == "contract.step.role"
    anna.sync()
    head.sync()
    assert refused_code(sign_contract, head.workspace, contract, SIGNED) == "contract.step.unknown"
    with pytest.raises(NotAllowedError):
        anna.edit("account", anna.read("contract", contract)["account_id"], credit_limit_minor=1)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"state": "approved"}, "contract.step.unknown"),
        ({"state": "printed", "fingerprint": "F"}, "contract.step.incomplete"),
        ({"state": "void"}, "contract.step.incomplete"),
        ({"drafted_by": "0" * 12 + "7" + "0" * 3 + "8" + "0" * 15}, "field.not_allowed"),
    ],
)
def test_the_server_refuses_steps_that_an_altered_program_takes(desks, fields, code):
    anna, _head = desks
    contract = filled_draft(anna)
    anna.sync()
    with anna.workspace.store.unit_of_work() as work:
        work.rights = Unjudged(work.connection, work.records)
        work.edit("contract", contract, fields, anna.workspace.author)
        work.commit(anna.workspace.author)
    anna.sync()
    assert refusals(anna) == [code]
    assert state(anna, contract) == "draft"


def test_a_text_that_is_not_free_is_not_printed_behind_the_back_of_the_office(desks):
    anna, _head = desks
    contract = filled_draft(anna)
    give_number(anna, contract)
    anna.sync()
    with anna.workspace.store.unit_of_work() as work:
        work.connection.exec_driver_sql("UPDATE contract_template SET free_to_sign = 0")
        work.commit()
    with pytest.raises(NotAllowedError) as refused:
        anna.edit("contract", contract, state="printed", fingerprint="F")
    assert refused.value.code == "contract.review.needed"


def test_signing_something_else_than_was_printed_is_refused(desks):
    anna, _head = desks
    contract = filled_draft(anna)
    print_for_signing(anna, contract)
    with anna.workspace.store.unit_of_work() as work:
        work.connection.exec_driver_sql("UPDATE contract SET terms = '{}'")
        work.commit()
    told = anna.workspace, contract, SIGNED
    assert refused_code(sign_contract, *told) == "contract.paper.differs"


def test_a_day_of_signing_that_lies_ahead_is_refused(desks):
    anna, _head = desks
    contract = filled_draft(anna)
    print_for_signing(anna, contract)
    ahead = Signature("林秀珍", "杭州", dt.date(2026, 11, 24))
    assert refused_code(sign_contract, anna.workspace, contract, ahead) == "contract.signed.ahead"


def test_a_printed_contract_is_voided_and_the_server_agrees(house, desks):
    anna, _head = desks
    contract = filled_draft(anna)
    print_for_signing(anna, contract)
    void_contract(anna.workspace, contract, "客户改主意")
    anna.sync()
    assert refusals(anna) == []
    assert (1, 1, "void", "contract void: 客户改主意") in house.fates()


def test_without_a_number_the_paper_stays_a_draft_until_one_sync(desks):
    anna, _head = desks
    spent = filled_draft(anna)
    with anna.workspace.store.unit_of_work() as work:
        work.connection.exec_driver_sql("UPDATE number_block SET next = last + 1")
        work.commit()
    told = anna.workspace, spent
    assert refused_code(number_for_signing, *told) == "contract.number.none"
    assert not read_contract(*told).can_be_numbered
    anna.sync()
    assert number_for_signing(*told)[0]


def test_submitting_goes_on_without_a_number_and_takes_it_when_printing(desks):
    anna, head = desks
    contract = filled_draft(anna)
    with anna.workspace.store.unit_of_work() as work:
        work.connection.exec_driver_sql("UPDATE number_block SET next = last + 1")
        work.commit()
    submit_contract(anna.workspace, contract)
    anna.sync()
    head.sync()
    approve_contract(head.workspace, contract)
    head.sync()
    anna.sync()
    assert print_for_signing(anna, contract)
    anna.sync()
    assert refusals(anna) == []


def test_a_step_costs_no_question_for_each_line(desks):
    anna, _head = desks
    contract = filled_draft(anna)
    asked = []
    with anna.workspace.store.unit_of_work() as work:
        run = work.connection.exec_driver_sql

        def counted(statement, values=None):
            asked.append(statement)
            return run(statement, values)

        work.connection.exec_driver_sql = counted
        account = anna.read("contract", contract)["account_id"]
        for _ in range(20):
            line = {"name": "样品", "quantity": "1", "unit_price_minor": 1, "position": 1}
            owner = {"account_id": account, "contract_id": contract}
            work.create("contract_line", {**line, **owner}, anna.workspace.author)
    assert sum('FROM "user"' in statement for statement in asked) == 1
    assert sum("account_member" in statement for statement in asked) == 1
    assert sum("FROM contract WHERE" in statement for statement in asked) == 1
    assert sum('FROM "account"' in statement for statement in asked) == 1
