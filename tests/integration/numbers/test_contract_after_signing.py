"""A signed contract between rep, head and custodian: in force, filed, performed, ended."""

import datetime as dt

import pytest

from app.commands.contracts.drafting import Printed, record_prints, save_contract
from app.commands.contracts.life import (
    Filing,
    Happening,
    declare_breach,
    end_contract,
    file_original,
    make_effective,
    mark_contract,
    note_happening,
    settle_breach,
)
from app.commands.contracts.loans import Loan, lend_original, take_back_original
from app.commands.contracts.steps import Signature, number_for_signing, sign_contract
from app.commands.contracts.successors import begin_successor
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.wording.fingerprint import contract_fingerprint
from app.domain.errors import NotAllowedError, ValidationError
from app.queries.contracts.listing import find_contracts
from app.queries.contracts.page import read_contract
from tests.support.numbered import filled_draft, make_house, refusals
from tests.support.unjudged import Unjudged

TODAY = dt.date(2026, 11, 23)
SIGNED = Signature("林秀珍", "杭州", TODAY)
FILED = Filing(TODAY, "sales", "A-03-12")


@pytest.fixture
def house(tmp_path):
    with make_house(tmp_path) as made:
        yield made


@pytest.fixture
def anna(house):
    return house.device("anna")


@pytest.fixture
def head(house):
    return house.device("head")


@pytest.fixture
def keeper(house):
    return house.device("keeper")


def sign(one, contract):
    number_for_signing(one.workspace, contract)
    sheet = read_contract(one.workspace, contract)
    template = parse_template(sheet.template_text, sheet.library_text)
    fingerprint = contract_fingerprint(template, sheet.values())
    copy = Printed(1, 4, 6, fingerprint, "a" * 64, "office", is_draft=False)
    record_prints(one.workspace, contract, [copy])
    sign_contract(one.workspace, contract, SIGNED)
    return contract


def in_force(rep, head):
    """Let a rep sign a contract and the head countersign it; both devices know it."""
    contract = sign(rep, filled_draft(rep))
    rep.sync()
    head.sync()
    make_effective(head.workspace, contract, TODAY)
    head.sync()
    rep.sync()
    return contract


def refused(command, *told, **more):
    with pytest.raises((NotAllowedError, ValidationError)) as error:
        command(*told, **more)
    return error.value.code


def state(one, contract):
    return one.read("contract", contract)["state"]


def offers(one, contract):
    return {offer.name: offer.code for offer in read_contract(one.workspace, contract).offers}


def test_the_head_countersigns_the_custodian_files_and_the_rep_reads_it(anna, head, keeper):
    contract = in_force(anna, head)
    keeper.sync()
    file_original(keeper.workspace, contract, FILED)
    keeper.sync()
    anna.sync()
    life = read_contract(anna.workspace, contract).life
    assert state(anna, contract) == "archived"
    assert (life.effective_on, life.shelf_mark) == (TODAY.isoformat(), "A-03-12")
    assert life.received_by
    assert refusals(keeper) == refusals(head) == []


def test_the_first_delivery_begins_the_performance_and_a_late_original_changes_no_state(
    anna, head, keeper
):
    contract = in_force(anna, head)
    note_happening(anna.workspace, contract, Happening("delivered", TODAY, "首批", 12_800_00))
    anna.sync()
    keeper.sync()
    assert state(keeper, contract) == "performing"
    file_original(keeper.workspace, contract, FILED)
    keeper.sync()
    assert state(keeper, contract) == "performing"
    (happening,) = read_contract(keeper.workspace, contract).life.happenings
    assert (happening.kind, happening.amount_minor) == ("delivered", 12_800_00)
    assert refusals(anna) == refusals(keeper) == []


def test_nothing_is_noted_that_has_not_happened_yet(anna, head):
    contract = in_force(anna, head)
    ahead = Happening("paid", TODAY + dt.timedelta(days=1))
    assert refused(note_happening, anna.workspace, contract, ahead) == "contract.day.ahead"


def test_an_original_is_lent_once_and_comes_back(anna, head, keeper):
    contract = in_force(anna, head)
    keeper.sync()
    loan = Loan("法务部", "起诉", TODAY, TODAY + dt.timedelta(days=7))
    assert refused(lend_original, keeper.workspace, contract, loan) == "contract.original.absent"
    file_original(keeper.workspace, contract, FILED)
    loan_id, _changes = lend_original(keeper.workspace, contract, loan)
    assert refused(lend_original, keeper.workspace, contract, loan) == "contract.original.lent"
    assert "take_back" in offers(keeper, contract)
    take_back_original(keeper.workspace, loan_id, TODAY)
    assert read_contract(keeper.workspace, contract).life.open_loan is None
    keeper.sync()
    assert refusals(keeper) == []


def test_a_loan_does_not_end_before_it_begins(anna, head, keeper):
    contract = in_force(anna, head)
    keeper.sync()
    file_original(keeper.workspace, contract, FILED)
    backwards = Loan("法务部", "", TODAY, TODAY - dt.timedelta(days=1))
    assert refused(lend_original, keeper.workspace, contract, backwards) == "contract.loan.order"


def test_an_amendment_takes_over_what_was_agreed_and_ends_the_first_when_it_takes_effect(
    anna, head
):
    first = in_force(anna, head)
    second, _changes = begin_successor(anna.workspace, first, "amends")
    before, after = (read_contract(anna.workspace, each) for each in (first, second))
    assert [line.name for line in after.lines] == [line.name for line in before.lines]
    assert after.terms["packing"] == before.terms["packing"]
    assert state(anna, first) == "effective"
    assert offers(anna, first)["amend"] == "contract.successor.begun"
    # The files of this little house hold too little for a party: the rep types the rest.
    parties = {name: before.terms[name] for name in ("party_a", "party_b", "sign_place")}
    save_contract(anna.workspace, second, {**after.terms, **parties}, after.lines)
    sign(anna, second)
    anna.sync()
    head.sync()
    make_effective(head.workspace, second, TODAY)
    head.sync()
    anna.sync()
    assert state(anna, first) == "amended"
    assert anna.read("contract", first)["successor_id"] == second
    (kin,) = read_contract(anna.workspace, first).life.kin
    assert (kin.id, kin.relation, kin.is_later) == (second, "amends", True)
    assert refusals(anna) == refusals(head) == []


def test_only_what_is_in_force_is_amended(anna):
    contract = sign(anna, filled_draft(anna))
    code = refused(begin_successor, anna.workspace, contract, "amends")
    assert code == "contract.successor.not_in_force"


def test_a_breach_is_declared_settled_and_at_last_the_contract_is_terminated(anna, head):
    contract = in_force(anna, head)
    declare_breach(head.workspace, contract, "窜货到邻省")
    head.sync()
    anna.sync()
    assert state(anna, contract) == "breached"
    settle_breach(head.workspace, contract, "已赔付")
    end_contract(head.workspace, contract, "terminated", TODAY, "双方协商")
    head.sync()
    anna.sync()
    fields = anna.read("contract", contract)
    assert (fields["state"], fields["end_reason"]) == ("terminated", "双方协商")
    assert refusals(head) == []


def test_the_head_marks_a_contract_as_notarised(anna, head):
    contract = in_force(anna, head)
    mark_contract(head.workspace, contract, notarised=True, secured=False)
    assert refused(mark_contract, anna.workspace, contract, notarised=True, secured=True)
    head.sync()
    anna.sync()
    assert read_contract(anna.workspace, contract).life.is_notarised


def test_everybody_is_offered_what_the_own_post_does(anna, head, keeper):
    contract = sign(anna, filled_draft(anna))
    anna.sync()
    head.sync()
    keeper.sync()
    assert offers(anna, contract) == {"note": ""}
    assert {"effect", "mark", "note"} == offers(head, contract).keys()
    assert offers(keeper, contract) == {}
    make_effective(head.workspace, contract, TODAY)
    assert {"breach", "terminate", "mark", "note"} == offers(head, contract).keys()
    head.sync()
    keeper.sync()
    assert offers(keeper, contract) == {"file": ""}


def test_the_list_names_what_ends_soon_and_whose_original_is_missing(anna, head):
    contract = in_force(anna, head)
    listing = find_contracts(anna.workspace)
    assert listing.due == {"ending": 0, "unsigned": 0, "unfiled": 1, "uncopied": 1}
    assert find_contracts(anna.workspace, due="unfiled").ids == (contract,)
    assert find_contracts(anna.workspace, due="ending").ids == ()


def test_the_server_lets_no_rep_put_a_contract_into_force(anna, head, monkeypatch):
    contract = sign(anna, filled_draft(anna))
    monkeypatch.setattr("app.store.unit_of_work.Rights", Unjudged)
    make_effective(anna.workspace, contract, TODAY)
    anna.sync()
    head.sync()
    assert refusals(anna) == ["contract.step.role"]
    assert state(head, contract) == "signed"


def test_the_server_takes_no_event_of_a_contract_that_nobody_signed(anna, monkeypatch):
    contract = filled_draft(anna)
    monkeypatch.setattr("app.store.unit_of_work.Rights", Unjudged)
    note_happening(anna.workspace, contract, Happening("delivered", TODAY))
    anna.sync()
    assert refusals(anna) == ["contract.not_signed"]
