"""The visit form at work: hands on the keyboard, nothing typed is lost on the way."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QToolButton

from app.domain.visits.draft import (
    CollectionLine,
    FileLine,
    PromiseLine,
    StockLine,
    VisitDraft,
)
from tests.support.devices import Clock
from tests.support.visiting import LIN, OYSTER, SAUCE, SU, VINEGAR, small_png
from ui.screens.visit.sheet_words import (
    BlockWords,
    GoodsWords,
    PersonWords,
    PromiseWords,
    SheetWords,
    StockHint,
)
from ui.screens.visit.view import VisitView
from ui.texts import _

TODAY = dt.date(2026, 11, 23)
SHEET = SheetWords(
    stop="第 2 站 / 6",
    name="百禾粮油商贸行",
    grade="A",
    place="云浦·经销商",
    last_visit="11月9日",
    last_step="",
    debt="逾期 4.20万",
    debt_note="18 天",
    frozen=False,
    unit="箱",
    rhythm="A 类每 14 天一次",
    finish="完成并去下一站",
    people=(PersonWords(LIN, "林秀珍", "老板·决策"), PersonWords(SU, "苏敏", "财务")),
    goods=(
        GoodsWords(SAUCE, "原酿生抽", "6901 0021", "38", is_usual=True),
        GoodsWords(VINEGAR, "三年陈醋", "6901 0107", "20", is_usual=True),
        GoodsWords(OYSTER, "鲜蚝油", "6901 0212", "—", is_usual=False),
    ),
    blocks=tuple(BlockWords(letter, letter, "7月1日", is_stale=True) for letter in "ABCDE"),
    promises=(PromiseWords("p" * 32, "送试用装", "逾期 2 天", is_late=True),),
)
DRAFT = VisitDraft(
    account_id="0" * 32,
    started_at=1,
    zone="Asia/Shanghai",
    way="phone",
    purposes=("collection",),
    contact_ids=(LIN,),
    content="先付 2 万",
    result="同意",
    findings=("new_manager", "自己写的"),
    competitor_facts="买十赠一",
    requests="价目表",
    mood="tense",
    next_step="周三收款",
    next_visit_on=dt.date(2026, 12, 7),
    collect_next=True,
    confirmed_blocks=("A",),
    stock=(StockLine(SAUCE, 24, None), StockLine(OYSTER, 0, 0)),
    collections=(CollectionLine(2_000_000, "cash", "林秀珍"),),
    promises=(PromiseLine("带价目表", dt.date(2026, 11, 30)),),
)


class Today(Clock):
    def today(self):
        return TODAY


@pytest.fixture
def form(qtbot):
    view = VisitView(Today())
    qtbot.addWidget(view)
    view.resize(1250, 760)
    view.edits = []
    view.edited.connect(lambda name, value: view.edits.append((name, value)))
    view.show_sheet(SHEET, ())
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    return view


def last(form, name):
    return [value for known, value in form.edits if known == name][-1]


def test_a_draft_fills_every_field_and_tells_nothing(form):
    form.show_draft(DRAFT)
    assert form.edits == []
    parts = form.parts
    assert parts.result.texts["content"].toPlainText() == "先付 2 万"
    assert parts.result.findings.keys() == ("new_manager", "自己写的")
    assert parts.purpose.way.current() == "phone"
    assert parts.file.cards["A"].isChecked()
    assert parts.stock.row(OYSTER).line() == StockLine(OYSTER, 0, 0)
    assert parts.money.rows[0].line() == DRAFT.collections[0]
    assert parts.promises.rows[0].line() == DRAFT.promises[0]
    assert (parts.next.day.day(), parts.next.collect.isChecked()) == (DRAFT.next_visit_on, True)


def test_counting_goes_down_the_column_and_then_to_the_shelves(form):
    first, second = (form.parts.stock.row(key).boxes for key in (SAUCE, VINEGAR))
    first[0].setFocus()
    QTest.keyClicks(first[0], "24")
    QTest.keyClick(first[0], Qt.Key.Key_Return)
    QTest.keyClicks(second[0], "0")
    assert second[0].hasFocus()
    QTest.keyClick(second[0], Qt.Key.Key_Enter)
    assert first[1].hasFocus()
    assert last(form, "stock") == (StockLine(SAUCE, 24, None), StockLine(VINEGAR, 0, None))


def test_only_digits_come_into_a_count(form):
    box = form.parts.stock.row(SAUCE).boxes[0]
    QTest.keyClicks(box, "-1x2.5")
    assert box.text() == "125"
    QTest.keyClicks(box, "99999")
    assert len(box.text()) == 6


def test_a_cleared_count_is_told_as_not_counted(form):
    box = form.parts.stock.row(SAUCE).boxes[0]
    QTest.keyClicks(box, "3")
    QTest.keyClick(box, Qt.Key.Key_Backspace)
    assert last(form, "stock") == (StockLine(SAUCE, None, None),)


def test_another_product_can_be_counted(form):
    form.parts.stock.add(OYSTER)
    assert form.parts.stock.row(OYSTER).boxes[0].hasFocus()
    QTest.keyClicks(form.parts.stock.row(OYSTER).boxes[0], "7")
    assert StockLine(OYSTER, 7, None) in last(form, "stock")


def test_a_warning_colours_the_boxes_and_stops_nobody(form):
    form.show_state({}, {SAUCE: StockHint("0 天", "断货", "octagon-alert", "bad")})
    box = form.parts.stock.row(SAUCE).boxes[0]
    assert box.property("state") == "warning"
    assert box.isEnabled()


def test_an_amount_is_told_while_it_is_typed(form):
    amount = form.parts.money.rows[0].amount
    QTest.keyClicks(amount, "1.2w")
    assert last(form, "collections")[0].amount_minor == 1_200_000


def test_a_promise_is_told_with_its_proposed_day_and_can_be_removed(form):
    form.show_draft(DRAFT.with_value("promises", ()))
    form.parts.promises._add_empty()
    promise = form.parts.promises.rows[0]
    assert promise.content.hasFocus()
    QTest.keyClicks(promise.content, "bring samples")
    assert last(form, "promises") == (PromiseLine("bring samples", dt.date(2026, 11, 30)),)
    promise.removed.emit()
    assert last(form, "promises") == ()


def test_persons_blocks_chips_and_switch_are_told_at_a_click(form):
    form.parts.people._cards[SU].click()
    form.parts.file.cards["C"].click()
    form.parts.purpose.purposes._chips["order"].click()
    form.parts.next.collect.click()
    assert form.edits == [
        ("contact_ids", (SU,)),
        ("confirmed_blocks", ("C",)),
        ("purposes", ("order",)),
        ("collect_next", True),
    ]


def test_an_own_finding_becomes_a_chip(form):
    QTest.keyClicks(form.parts.result.own_finding, "new fridge")
    QTest.keyClick(form.parts.result.own_finding, Qt.Key.Key_Return)
    assert last(form, "findings") == ("new fridge",)


def test_hands_at_rest_save(form, qtbot):
    with qtbot.waitSignal(form.paused, timeout=2_000):
        QTest.keyClicks(form.parts.result.texts["content"], "a")
    assert last(form, "content") == "a"


def test_leaving_a_field_or_the_form_saves(form, qtbot):
    form.parts.result.texts["content"].setFocus()
    with qtbot.waitSignal(form.paused, timeout=1_000):
        form.parts.next.step.setFocus()
    with qtbot.waitSignal(form.paused, timeout=1_000):
        assert form.leave_allowed()
    with qtbot.waitSignal(form.paused, timeout=1_000):
        form.hide()
    assert not form.is_open()


def test_nobody_leaves_while_the_visit_is_being_written(form):
    form.show_busy(busy=True)
    assert not form.leave_allowed()
    assert not form.foot.finish.isEnabled()
    form.show_busy(busy=False)
    assert form.leave_allowed()


def test_ctrl_enter_finishes_from_the_middle_of_a_sentence(form, qtbot):
    editor = form.parts.result.texts["content"]
    editor.setFocus()
    with qtbot.waitSignal(form.finish_requested, timeout=1_000):
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == ""


def test_a_refused_field_is_marked_and_entered(form):
    form.show_draft(DRAFT)
    form.show_faults({"promises.0.due_on": "写上日期", "content": "写一句"}, go=True)
    assert form.parts.promises.rows[0].due.property("state") == "error"
    assert form.parts.promises.rows[0].due.hasFocus()
    form.show_faults({})
    assert form.parts.promises.rows[0].due.property("state") == ""


def test_the_table_of_contents_marks_what_is_written_and_leads_there(form):
    form.show_state({"people": True}, {})
    assert form.aside._jumps["people"].is_written()
    assert not form.aside._jumps["next"].is_written()
    form.aside._jumps["next"].click()
    assert form.parts.next.step.hasFocus()


def test_a_corrected_time_is_told_once(form):
    told = []
    form.aside.time_edited.connect(lambda *args: told.append(args))
    form.show_times("09:34", "", "22 分钟")
    form.aside.started.selectAll()
    QTest.keyClicks(form.aside.started, "9:30")
    QTest.keyClick(form.aside.started, Qt.Key.Key_Return)
    form.aside.started.clearFocus()
    assert told == [("started_at", "9:30")]


def test_a_dropped_file_is_a_chosen_photo(form, tmp_path):
    path = tmp_path / "货架.png"
    path.write_bytes(small_png())
    told = []
    form.parts.photos.chosen.connect(told.append)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        files,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    form.parts.photos.dropEvent(event)
    assert told == [[path]]


def test_a_caption_is_told_and_survives_another_photo(form):
    first, second = FileLine("a" * 64, 9), FileLine("b" * 64, 9)
    told = []
    form.parts.photos.captioned.connect(lambda *args: told.append(args))
    form.pictures.show_photos([first], "9 B")
    QTest.keyClicks(form.parts.photos.tiles["a" * 64].caption, "x")
    assert told == [("a" * 64, "x")]
    form.pictures.show_photos([FileLine("a" * 64, 9, caption="x"), second], "18 B")
    assert form.parts.photos.tiles["a" * 64].caption.text() == "x"


def test_every_control_has_a_name_for_those_who_cannot_see_it(form):
    form.show_draft(DRAFT)
    form.pictures.show_photos([FileLine("a" * 64, 9, file_name="a.png")], "")
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    controls = [control for kind in kinds for control in form.findChildren(kind)]
    assert len(controls) > 50
    signs = QToolButton  # the calendar inside an entry box; the box itself opens it by key
    nameless = [
        control
        for control in controls
        if not control.accessibleName() and not isinstance(control, signs)
    ]
    assert [type(control).__name__ for control in nameless] == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_form_fits_a_small_window(qtbot, language):
    from ui.theme.apply import apply_language  # noqa: PLC0415

    apply_language(language)
    view = VisitView(Today())
    qtbot.addWidget(view)
    view.show_sheet(SHEET, ())
    view.show_draft(DRAFT)
    view.resize(1280 - 70, 720 - 86)
    view.show()
    assert view.minimumSizeHint().width() <= 1280 - 70
    assert view.minimumSizeHint().height() <= 720 - 86


def test_an_amount_that_is_none_says_why_and_stays_until_it_is_mended(form):
    amount = form.parts.money.rows[0].amount
    amount.setText("两万左右")
    amount.read()
    assert form.parts.money._fault.text() == _("Not a number. Try 1.2万 or 1,200.50")
    form.show_faults({})
    assert form.parts.money._fault.isVisible()
    assert amount.property("state") == "error"
    amount.setText("2万")
    amount.read()
    assert not form.parts.money._fault.isVisible()
    assert amount.property("state") == ""


def test_no_visit_is_finished_without_what_could_not_be_read(form, qtbot):
    form.parts.next.day.setText("2027-02-30")
    with qtbot.assertNotEmitted(form.finish_requested):
        form.foot.finish_requested.emit()
    assert form.parts.next._day_field.note() == _("The calendar has no such day")
    form.show_faults({})
    assert form.parts.next._day_field.has_error()
    form.parts.next.day.setText("2027-02-28")
    with qtbot.waitSignal(form.finish_requested):
        form.foot.finish_requested.emit()
    assert not form.parts.next._day_field.has_error()


def test_a_time_that_is_none_is_not_painted_over_by_the_minute(form):
    form.aside.ended.setText("9x")
    form.show_faults({"ended_at": "Not a time"})
    form.show_times("08:30", "", "5 min")
    assert form.aside.ended.text() == "9x"
    form.show_faults({})
    form.show_times("08:30", "09:00", "30 min")
    assert form.aside.ended.text() == "09:00"
