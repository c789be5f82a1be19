"""The steps of a contract on its page: which are offered, what each asks, what it does."""

import datetime as dt

import pytest

from app.commands.contracts.steps import submit_contract
from app.domain.contracts.numbers import Series, read_number
from app.queries.contracts.page import read_contract
from app.store.number_blocks import LeasedBlock, NumberBlocks
from tests.support.contract_desk import ACCOUNT, CONTRACT, SECTOR, USER
from tests.support.visiting import key, put
from ui.screens.contract.paper.printing import Order

OTHER = key(0xE)


def stored(desk):
    return read_contract(desk, CONTRACT)


def write(desk, statement):
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(statement)
        work.commit()


def become(desk, roles, drafter=OTHER):
    """Give the user another post; somebody else drafted the contract."""
    user = {"id": USER, "name": "顾堃", "login": "g", "roles": roles, "sector_id": SECTOR}
    with desk.store.unit_of_work() as work:
        put(work, "user", user)
        work.commit()
    write(desk, f"UPDATE contract SET drafted_by = '{drafter}'")


def lease(desk, count=3):
    with desk.store.unit_of_work() as work:
        block = LeasedBlock(Series("HL", 2026, "HZ"), 41, 40 + count, 41)
        NumberBlocks(work.connection).add([block])
        work.commit()


@pytest.fixture
def unnumbered(desk):
    write(desk, "UPDATE contract SET number = NULL")


def steps(page):
    return {step.name: step.reason for step in page.view.last["show_steps"][0] if not step.in_menu}


def entries(page):
    return {step.name: step.reason for step in page.view.last["show_steps"][0] if step.in_menu}


def test_a_rep_is_offered_to_submit_and_nothing_of_the_reviewers(page):
    assert steps(page) == {"submit": ""}


def test_what_must_be_mended_is_the_reason_why_a_draft_is_not_submitted(page):
    page.presenter.edit("packing", "")
    page.presenter.reviewing.run()
    assert steps(page)["submit"].startswith("1 ")


def test_submitting_saves_first_and_locks_the_form(page, desk):
    page.presenter.edit("packing", "木箱")
    page.presenter.ask_step("submit")
    assert stored(desk).state == "in_review"
    assert stored(desk).terms["packing"] == "木箱"
    assert page.view.last["show_form"][2] is True
    assert steps(page) == {}


def test_submitting_with_gaps_is_told_and_changes_nothing(page, desk):
    page.presenter.edit("packing", "")
    page.presenter.ask_step("submit")
    assert stored(desk).state == "draft"
    assert "1" in page.navigation.last["show_toast"][0]


def test_a_reviewer_decides_and_the_drafter_reads_why(open_page, desk):
    submit_contract(desk, CONTRACT)
    become(desk, "sector_head")
    page = open_page()
    assert steps(page) == {"approve": "", "return": ""}
    page.presenter.ask_step("return")
    form = page.view.dialogs.last["open_step"][0]
    assert [field.required for field in form.fields] == [True]
    page.presenter.stepping.take("return", {"note": ""})
    assert page.view.dialogs.calls[-1] == "show_step_error"
    page.presenter.stepping.take("return", {"note": "交货期太短"})
    assert stored(desk).state == "returned"
    assert "交货期太短" in page.view.last["show_head"][0].locked


def test_who_drafted_it_sees_the_button_with_the_reason_against_it(open_page, desk):
    submit_contract(desk, CONTRACT)
    become(desk, "sector_head", drafter=USER)
    reasons = steps(open_page())
    assert set(reasons) == {"approve", "return"}
    assert all(reasons.values())


def test_an_approval_lists_what_lies_outside_the_text(open_page, desk):
    write(desk, "UPDATE contract_line SET unit_price_minor = unit_price_minor - 10000")
    submit_contract(desk, CONTRACT)
    become(desk, "finance")
    page = open_page()
    page.presenter.ask_step("approve")
    form = page.view.dialogs.last["open_step"][0]
    assert len(form.deviations) == 2
    assert "2.3" in form.deviations[0]
    page.presenter.stepping.take("approve", {"note": ""})
    assert stored(desk).state == "approved"
    assert stored(desk).approved_pages > 1


def test_a_signature_is_recorded_with_who_where_and_when(page, desk):
    page.presenter.printing.print_copies(Order(1, "", 1))
    page.presenter.printing.printed("办公室")
    assert steps(page) == {"sign": ""}
    page.presenter.ask_step("sign")
    form = page.view.dialogs.last["open_step"][0]
    answers = {field.key: field.value for field in form.fields}
    assert answers["signatory"]
    assert answers["signed_on"] == desk.today()
    page.presenter.stepping.take("sign", {**answers, "signed_on": None})
    page.presenter.stepping.take("sign", {**answers, "signatory": " "})
    assert page.view.dialogs.last["show_step_error"][0] == "signatory"
    tomorrow = desk.today() + dt.timedelta(days=1)
    page.presenter.stepping.take("sign", {**answers, "signed_on": tomorrow})
    assert stored(desk).state == "printed"
    page.presenter.stepping.take("sign", answers)
    assert stored(desk).state == "signed"


@pytest.mark.usefixtures("unnumbered")
def test_the_final_number_is_given_with_the_first_copy_for_signing(open_page, desk):
    lease(desk)
    page = open_page()
    assert page.view.paper.last["show_paper"][1] is True  # without its number it is a draft
    page.presenter.ask_print()
    assert not page.view.plan.is_draft
    assert page.view.plan.numbering
    assert "CG-" not in page.view.plan.file_name + page.view.plan.title
    page.presenter.printing.print_copies(Order(2, "", 1))
    papers, _title = page.view.dialogs.last["send_to_printer"]
    assert read_number(stored(desk).number).sequence == 41
    page.presenter.printing.printed("办公室")
    sheet = stored(desk)
    assert (sheet.state, sheet.numbers_left) == ("printed", 2)
    assert {paper.fingerprint for paper in papers} == {sheet.fingerprint}
    assert steps(page) == {"sign": ""}


@pytest.mark.usefixtures("unnumbered")
def test_a_printer_that_refuses_takes_no_second_number(open_page, desk):
    lease(desk)
    page = open_page()
    for _ in range(2):
        page.presenter.printing.print_copies(Order(1, "", 1))
        page.presenter.printing.not_printed("没有纸")
    assert stored(desk).numbers_left == 2
    assert stored(desk).state == "draft"


@pytest.mark.usefixtures("unnumbered")
def test_without_a_number_the_form_says_what_to_do_and_prints_a_draft(open_page):
    page = open_page()
    assert page.view.last["show_head"][0].notice
    page.presenter.ask_print()
    assert page.view.plan.is_draft
    assert any("sync" in reason for reason in page.view.plan.reasons)


def test_what_may_not_be_voided_is_not_offered(open_page, desk):
    assert entries(open_page())["void"] == ""
    write(desk, f"UPDATE account SET owner_id = '{OTHER}' WHERE id = '{ACCOUNT}'")
    assert "void" not in entries(open_page())
