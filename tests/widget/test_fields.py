"""Fields and entry boxes: notes, states, shortcuts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.logging import _QtMessageCapture as QtLog
from pytestqt.qtbot import QtBot

from tests.widget.conftest import Show
from ui.widgets import fields as fields_module
from ui.widgets.date_edit import DateEdit
from ui.widgets.editors import ComboBox, LineEdit, PassphraseEdit, TextArea
from ui.widgets.fields import Field, focus_first_error
from ui.widgets.value_editors import MoneyEdit, NumberEdit

MONDAY = date(2026, 11, 23)


def test_a_field_error_is_seen_described_and_announced(show: Show, monkeypatch: pytest.MonkeyPatch):
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        fields_module,
        "announce",
        lambda _widget, words, *, at_once=False: said.append((words, at_once)),
    )
    field = Field("信用代码", LineEdit("9133"), required=True)
    show(field)
    field.show_error("还差 6 位")
    assert field.note() == "还差 6 位"
    assert field.has_error()
    assert field.editor.property("state") == "error"
    assert field.editor.accessibleDescription() == "还差 6 位"
    assert field.editor.accessibleName() == "信用代码, 必填"
    assert said == [("还差 6 位", True)]


def test_a_warning_is_no_error_and_clearing_shows_the_hint_again(show: Show):
    field = Field("账期", ComboBox([("45", "45 天")]), hint="按合同")
    show(field)
    field.show_warning("超过授权 30 天")
    assert not field.has_error()
    assert field.editor.property("state") == "warning"
    field.clear_note()
    assert field.note() == "按合同"
    assert not field.editor.property("state")


def test_a_field_tells_when_it_is_left(qtbot: QtBot, show: Show):
    field, other = Field("名称", LineEdit()), LineEdit()
    show(field, other)
    field.editor.setFocus()
    with qtbot.waitSignal(field.left):
        other.setFocus(Qt.FocusReason.TabFocusReason)


def test_the_first_faulty_field_gets_the_keyboard(show: Show):
    fine, faulty = Field("名称", LineEdit()), Field("代码", LineEdit())
    show(fine, faulty)
    assert not focus_first_error([fine, faulty])
    faulty.show_error("还差 6 位")
    assert focus_first_error([fine, faulty])
    assert faulty.editor.hasFocus()


def test_money_understands_wan_and_tells_minor_units(qtbot: QtBot, show: Show):
    edit = MoneyEdit()
    show(edit)
    QTest.keyClicks(edit, "1.2")
    edit.insert("万")
    with qtbot.waitSignal(edit.minor_changed) as told:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert told.args == [1_200_000]
    assert edit.text() == "12,000.00"


def test_an_unreadable_amount_keeps_the_text_and_shows_itself_in_the_field(
    qtbot: QtBot, show: Show
):
    field = Field("金额", MoneyEdit(500))
    show(field)
    editor = field.editor
    assert isinstance(editor, MoneyEdit)
    editor.setText("abc")
    with qtbot.assertNotEmitted(editor.minor_changed):
        editor.read()
    assert editor.text() == "abc"
    assert editor.minor() == 500
    assert field.has_error()


def test_a_number_refuses_more_decimals_than_it_has(show: Show):
    edit = NumberEdit(Decimal(24))
    show(edit)
    edit.setText("24.5")
    edit.read()
    assert edit.number() == Decimal(24)
    assert edit.property("state") == "error"
    edit.setText("31")
    edit.read()
    assert edit.number() == Decimal(31)
    assert edit.property("state") == ""


def test_a_number_is_written_with_its_unit(show: Show):
    edit = NumberEdit(Decimal("2.0"), places=1, unit="%")
    show(edit)
    assert edit.text() == "2.0%"
    edit.read()
    assert edit.number() == Decimal("2.0")


def test_a_day_can_be_typed_as_a_shortcut(qtbot: QtBot, show: Show):
    edit = DateEdit(today=MONDAY)
    show(edit)
    edit.setText("下周三")
    with qtbot.waitSignal(edit.day_changed) as told:
        edit.read()
    assert told.args == [date(2026, 12, 2)]
    assert edit.text() == "2026-12-02"
    edit.setText("")
    edit.read()
    assert edit.day() is None


def test_a_day_can_be_picked_by_arrow_keys(qtbot: QtBot, qtlog: QtLog, show: Show):
    edit = DateEdit(date(2026, 11, 25), today=MONDAY)
    show(edit)
    with qtlog.disabled():  # no screen, so no popup can grab the keyboard
        qtbot.keyClick(edit, Qt.Key.Key_F4)
    popup = edit._popup
    assert popup is not None
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        qtbot.keyClick(popup.grid, key)
    assert popup.grid.marked() == date(2027, 1, 3)
    with qtbot.waitSignal(edit.day_changed) as told:
        qtbot.keyClick(popup.grid, Qt.Key.Key_Return)
    assert told.args == [date(2027, 1, 3)]


def test_a_day_can_be_picked_by_mouse(qtbot: QtBot, qtlog: QtLog, show: Show):
    edit = DateEdit(date(2026, 11, 25), today=MONDAY)
    show(edit)
    with qtlog.disabled():
        edit.open_month()
    assert edit._popup is not None
    grid = edit._popup.grid
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(5, 30))
    assert edit.day() == date(2026, 10, 26)


def test_a_list_tells_the_key_and_ignores_the_wheel(qtbot: QtBot, show: Show):
    combo = ComboBox([("45", "45 天"), ("30", "30 天")])
    show(combo)
    combo.choose("30")
    assert combo.key() == "30"
    with qtbot.waitSignal(combo.chosen) as told:
        qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert told.args == ["45"]


def test_the_eye_shows_and_hides_a_passphrase(show: Show):
    edit = PassphraseEdit()
    show(edit)
    assert edit.echoMode() == QLineEdit.EchoMode.Password
    edit.trail_clicked.emit()
    assert edit.echoMode() == QLineEdit.EchoMode.Normal
    edit.trail_clicked.emit()
    assert edit.echoMode() == QLineEdit.EchoMode.Password


def test_tab_leaves_a_text_area(qtbot: QtBot, show: Show):
    area, other = TextArea(lines=2), LineEdit()
    show(area, other)
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert area.toPlainText() == ""


def test_an_editors_label_is_its_accessible_name(show: Show):
    field = Field("客户名称", LineEdit("百禾"))
    show(field)
    spoken = QAccessible.queryAccessibleInterface(field.editor)
    assert spoken.text(QAccessible.Text.Name) == "客户名称"
    assert spoken.text(QAccessible.Text.Value) == "百禾"
