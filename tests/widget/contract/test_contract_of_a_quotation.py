"""From a quotation to its contract: a text is chosen once, then the contract opens; and back."""

import pytest

from app.commands.contracts.quoted import begin_by_quotation
from app.commands.sales.orders import OrderDraft
from app.commands.sales.quotations import move_quotation, quote_goods
from app.domain.sales.orders import OrderLine
from app.queries.contracts.page import read_contract
from app.queries.contracts.quoted import read_beginning
from tests.support.contract_desk import ACCOUNT, CABINET, CABINET_MINOR, SALE
from tests.support.visiting import key
from ui.screens.contract.build import build_contract, build_quoted_contract
from ui.screens.contract.new_dialog import NewContractDialog
from ui.screens.records.build import build_record
from ui.texts import install_language


@pytest.fixture
def quotation(desk):
    line = OrderLine(CABINET, 3, key(0x51), CABINET_MINOR, CABINET_MINOR)
    draft = OrderDraft(desk.today(), lines=(line,))
    made, _changes = quote_goods(desk, ACCOUNT, draft)
    move_quotation(desk, made, "give")
    return made


def dialogs(window):
    return [each for each in window.findChildren(NewContractDialog) if each.isVisible()]


def test_the_text_is_chosen_and_the_contract_opens_with_the_goods(
    qtbot, window, context, desk, quotation
):
    went = context.screen.navigation.went
    build_quoted_contract(context.screen, window, quotation)
    qtbot.waitUntil(lambda: bool(dialogs(window)) and bool(dialogs(window)[0].cards))
    dialogs(window)[0].begin_button.click()
    qtbot.waitUntil(lambda: bool(went))
    (name, contract_id), *_more = went
    assert name == "open_contract"
    assert [line.quantity for line in read_contract(desk, contract_id).lines] == ["3"]


def test_a_second_time_opens_the_contract_at_once(qtbot, window, context, desk, quotation):
    contract_id, _changes = begin_by_quotation(desk, quotation, SALE)
    went = context.screen.navigation.went
    build_quoted_contract(context.screen, window, quotation)
    qtbot.waitUntil(lambda: len(went) > 1)
    number = read_beginning(desk, quotation).number
    assert went[0] == ("open_contract", contract_id)
    assert number in went[1][1]
    assert dialogs(window) == []


def test_a_quotation_that_ran_out_is_refused_with_a_sentence(
    qtbot, window, context, desk, quotation
):
    with desk.store.unit_of_work() as work:
        work.edit("quotation", quotation, {"valid_to_on": "2026-01-31"}, desk.author)
        work.commit(desk.author)
    went = context.screen.navigation.went
    build_quoted_contract(context.screen, window, quotation)
    qtbot.waitUntil(lambda: bool(went))
    assert went == [("show_refusal", "报价单已过有效期，请重新报价")]


def test_the_contract_leads_back_to_its_quotation(qtbot, window, context, desk, quotation):
    contract_id, _changes = begin_by_quotation(desk, quotation, SALE)
    opened = []
    context.screen.navigation.records = Records(opened)
    view, presenter = build_contract(context.screen, contract_id)
    window.open_page(view)
    presenter.load()
    qtbot.waitUntil(view._quoted_row.isVisible)
    assert read_contract(desk, contract_id).quotation.number in view._quoted.text()
    view.quotation_requested.emit()
    assert opened == [("quotation", quotation)]


def test_the_page_of_a_quotation_offers_its_contract(qtbot, window, context, desk, quotation):
    install_language("zh_CN")
    went = []
    context.screen.navigation.new_contract = lambda **asked: went.append(asked)
    view, page = build_record(context.screen, "quotation", quotation)
    window.open_page(view)
    page.load()
    qtbot.waitUntil(lambda: view.isVisible() and page.form._detail is not None)
    view.step_requested.emit("contract")
    assert went == [{"quotation_id": quotation}]
    assert read_beginning(desk, quotation).contract_id == ""


class Records:
    """Notes what is opened."""

    def __init__(self, opened):
        self._opened = opened

    def open(self, entity, record_id):
        self._opened.append((entity, record_id))
