"""Records are made, changed and deleted by keyboard, refused beside their field, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.commands.records.saving import create_record
from app.commands.sales.orders import begin_order
from tests.support.account_desk import question, type_in
from tests.support.account_records import ACCOUNT
from tests.support.record_crew import CUSTODIAN, FINANCE, HEAD
from ui.forms.form_panel import FormPanel
from ui.screens.records.form_view import RecordFormPage
from ui.screens.records.view import RecordsView
from ui.widgets.buttons import Button

SECURITY = {"account_id": ACCOUNT, "kind": "deposit", "amount_minor": 5_000_000}
LIMIT = {
    "account_id": ACCOUNT,
    "amount_minor": 10_000_000,
    "watch_value_minor": 8_000_000,
    "valid_from_on": "2026-11-23",
    "reason": "旺季备货",
}


def focused():
    return QApplication.focusWidget()


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()


def go_to(page, name):
    """Walk to a field with the Tab key alone."""
    wanted = page.fields.field(name).editor
    for _step in range(60):
        if focused() is wanted:
            return wanted
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reached {name}")


def ctrl_s():
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def buttons(desk):
    return {each.words() for each in desk.page.bar_widgets() if isinstance(each, Button)}


def words_on(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_a_record_is_made_by_keyboard_alone(open_desk):
    desk = open_desk("incident")
    desk.place.kinds.button("incident").setFocus()
    for _step in range(40):
        if focused() is desk.place.shown().empty.primary_button:
            break
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    page = desk.page
    assert isinstance(page, RecordFormPage)
    picker = go_to(page, "account_id")
    type_in(picker, "百禾")
    press(Qt.Key.Key_Down)
    offered = picker._popup.popup()
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert picker.text() == "百禾粮油商贸行"
    go_to(page, "kind")
    press(Qt.Key.Key_Down)
    type_in(go_to(page, "content"), "仓库进水")
    ctrl_s()
    made = desk.records("incident")
    assert [(each["kind"], each["content"]) for each in made] == [("theft", "仓库进水")]
    assert made[0]["happened_on"] == "2026-11-23"
    assert isinstance(desk.page, RecordsView)
    assert desk.place.shown().model.rowCount() == 1


def test_a_row_opens_with_enter_and_its_change_is_taken_back(open_desk, workspace):
    create_record(workspace, "security", SECURITY)
    desk = open_desk("security")
    table = desk.place.shown().table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Return)
    amount = go_to(desk.page, "amount_minor")
    amount.selectAll()
    QTest.keyClicks(amount, "6w")
    ctrl_s()
    assert desk.records("security")[0]["amount_minor"] == 6_000_000
    desk.walks.undo()
    assert desk.records("security")[0]["amount_minor"] == 5_000_000


def test_a_refused_value_is_told_beside_its_field_and_nothing_is_kept(open_desk):
    desk = open_desk("security")
    desk.places.begin("security", {"account_id": ACCOUNT})
    page = desk.page
    page.fields.field("kind").editor.choose("guarantor")
    page.save_requested.emit()
    assert page.fields.field("party").has_error()
    assert focused() is page.fields.field("party").editor
    assert desk.records("security") == []


def test_leaving_a_field_shows_what_does_not_fit_beside_another(open_desk):
    desk = open_desk("security")
    desk.places.begin("security", {"account_id": ACCOUNT})
    page = desk.page
    QTest.keyClicks(go_to(page, "valid_to_on"), "2026-01-01")
    press(Qt.Key.Key_Tab)
    assert page.fields.field("valid_to_on").has_error()


def test_what_was_typed_is_not_lost_without_a_question(open_desk):
    desk = open_desk("security")
    desk.places.begin("security", {"account_id": ACCOUNT})
    page = desk.page
    type_in(go_to(page, "party"), "林秀珍")
    press(Qt.Key.Key_Escape)
    asked = question(desk.window)
    assert desk.page is page
    asked.discard.click()
    assert isinstance(desk.page, RecordsView)
    assert desk.records("security") == []


def test_an_untouched_form_is_left_without_a_question(open_desk):
    desk = open_desk("security")
    desk.places.begin("security", {"account_id": ACCOUNT})
    press(Qt.Key.Key_Escape)
    assert isinstance(desk.page, RecordsView)


def test_a_record_is_deleted_and_brought_back(open_desk, workspace):
    create_record(workspace, "security", SECURITY)
    desk = open_desk("security", FINANCE)
    desk.places.open("security", ids(desk, "security")[0])
    desk.page.delete_requested.emit()
    assert desk.records("security") == []
    assert isinstance(desk.page, RecordsView)
    desk.walks.undo()
    assert [each["amount_minor"] for each in desk.records("security")] == [5_000_000]


def ids(desk, entity):
    with desk.workspace.store.snapshot() as look:
        return list(look.connection.exec_driver_sql(f'SELECT id FROM "{entity}"').scalars())


@pytest.mark.parametrize(
    ("entity", "user_id", "verbs"),
    [
        ("security", "", {"保存"}),
        ("security", HEAD, {"保存"}),
        ("security", FINANCE, {"删除", "保存"}),
        ("receivable", FINANCE, set()),
        ("credit_limit", "", set()),
        ("credit_limit", FINANCE, {"批准", "驳回"}),
    ],
)
def test_a_page_offers_what_the_colleague_may_do(open_desk, workspace, entity, user_id, verbs):
    create_record(workspace, "security", SECURITY)
    create_record(workspace, "credit_limit", LIMIT)
    desk = open_desk(entity, user_id)
    desk.places.open(entity, ids(desk, entity)[0])
    assert buttons(desk) == verbs


def test_who_has_no_right_reads_plain_words_and_why(open_desk, workspace):
    create_record(workspace, "credit_limit", LIMIT)
    desk = open_desk("credit_limit", HEAD)
    desk.places.open("credit_limit", ids(desk, "credit_limit")[0])
    fields = desk.page.findChild(FormPanel)
    assert all(fields.field(name).is_locked for name in ("amount_minor", "reason", "state"))
    assert any("你无权修改" in words for words in words_on(desk.page))
    assert "旺季备货" in words_on(desk.page)


def test_a_kind_that_may_not_be_read_is_not_listed(open_desk):
    desk = open_desk("credit_limit", CUSTODIAN)
    assert "credit_limit" not in desk.place.kinds._buttons
    assert desk.walks.went[-1][0] == "refusal"


def test_a_step_asks_for_its_reason_before_it_is_taken(open_desk, workspace):
    create_record(workspace, "credit_limit", LIMIT)
    desk = open_desk("credit_limit", FINANCE)
    desk.places.open("credit_limit", ids(desk, "credit_limit")[0])
    desk.page.step_requested.emit("refuse")
    asked = desk.page.step
    asked.confirmed.emit()
    assert asked.fields.field("decision").has_error()
    asked.fields.field("decision").editor.setPlainText("超过去年采购额")
    asked.confirmed.emit()
    assert desk.records("credit_limit")[0]["state"] == "refused"
    assert buttons(desk) == set()


def test_a_trip_lists_its_visits_and_takes_more(open_desk, workspace):
    days = {"from_on": "2026-11-24", "to_on": "2026-11-26", "area": "云浦"}
    trip, _changes = create_record(workspace, "trip", days)
    desk = open_desk("trip")
    desk.places.open("trip", trip)
    desk.page.below_requested.emit("visit_plan")
    visit = desk.page
    picker = visit.fields.field("account_id").editor
    picker.setFocus()
    press(Qt.Key.Key_Down)
    picker._popup.popup().hide()
    picker._pick(picker._names.index(0))
    QTest.keyClicks(go_to(visit, "planned_on"), "2026-11-25")
    ctrl_s()
    made = desk.records("visit_plan")[-1]
    assert (made["trip_id"], made["planned_on"]) == (trip, "2026-11-25")
    assert len(rows_below(desk.page)) == 1


def test_a_row_of_an_order_opens_its_own_page_and_new_takes_one_there(open_desk, workspace):
    order, _changes = begin_order(workspace, ACCOUNT)
    desk = open_desk("field_order")
    table = desk.place.shown().table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Return)
    assert desk.walks.went[-1] == ("open_page", "order", order)
    desk.place.new_requested.emit()
    assert desk.walks.went[-1] == ("new_order", "")
    desk.places.open_list("field_order", ACCOUNT)
    desk.page.new_requested.emit()
    assert desk.walks.went[-1] == ("new_order", ACCOUNT)


def test_nobody_begins_a_warning_by_hand(open_desk):
    desk = open_desk("warning")
    assert not desk.place.new.isVisible()


def rows_below(page):
    from ui.screens.records.below_panel import BelowPanel  # noqa: PLC0415 - only here

    return [
        panel.model.index(row, 0).data()
        for panel in page.findChildren(BelowPanel)
        if hasattr(panel, "model")
        for row in range(panel.model.rowCount())
    ]


def test_the_file_of_an_account_holds_its_records_only(open_desk, workspace):
    create_record(workspace, "security", SECURITY)
    desk = open_desk()
    desk.places.open_list("security", ACCOUNT)
    view = desk.page
    assert view.kinds.button("security").kind.count == 1
    assert view.kinds.button("receivable").kind.count == 3
    assert "competitor" not in view.kinds._buttons
    assert "百禾" in view.heading().title
    view.new_requested.emit()
    assert desk.page.fields.field("account_id").is_locked


def test_a_word_typed_narrows_the_list_and_show_all_widens_it(open_desk, workspace):
    create_record(workspace, "security", SECURITY)
    desk = open_desk("security")
    shown = desk.place.shown()
    shown.text_typed.emit("保证金")
    assert shown.model.rowCount() == 1
    shown.text_typed.emit("抵押")
    assert shown.empty.isVisible()


def test_another_order_is_wanted_by_a_click_on_a_heading(open_desk, workspace):
    for amount in (300, 100, 200):
        create_record(workspace, "security", {**SECURITY, "amount_minor": amount})
    desk = open_desk("security")
    desk.place.sort_requested.emit("amount_minor", False)
    model = desk.place.shown().model
    shown = [model.row_at(number).values["amount_minor"] for number in range(3)]
    assert shown == [100, 200, 300]


def test_lists_are_built_when_they_are_first_looked_at(open_desk):
    desk = open_desk("security")
    assert set(desk.place._lists) == {"security"}
    desk.place.kinds.button("incident").click()
    assert set(desk.place._lists) == {"security", "incident"}


def test_a_record_changed_elsewhere_is_told_while_something_is_typed(open_desk, workspace):
    record, _changes = create_record(workspace, "security", SECURITY)
    desk = open_desk("security")
    desk.places.open("security", record)
    type_in(go_to(desk.page, "party"), "林")
    from app.commands.records.saving import change_record  # noqa: PLC0415 - as another screen would

    desk.publish(change_record(workspace, "security", record, {"amount_minor": 7}))
    assert desk.page._elsewhere.isVisible()
    ctrl_s()
    kept = desk.records("security")[0]
    assert (kept["party"], kept["amount_minor"]) == ("林", 7)
