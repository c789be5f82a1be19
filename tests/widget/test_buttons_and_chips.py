"""Buttons, chips, switches and choices under keyboard and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.widget.conftest import Show
from ui.widgets.buttons import Button, IconButton
from ui.widgets.checks import CheckBox, Toggle
from ui.widgets.chips import ChoiceChip, FilterChip
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.choice_row import Segment, Tabs
from ui.widgets.focus_ring import FocusRing

PRESS_KEYS = [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter]


@pytest.mark.parametrize("key", PRESS_KEYS)
def test_a_button_is_pressed_by_space_and_enter(qtbot: QtBot, show: Show, key: Qt.Key):
    button = Button("保存", "primary")
    show(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_name_with_an_ampersand_is_no_shortcut(show: Show):
    button = Button("A&B 商行")
    show(button)
    assert button.text() == ""
    assert button.words() == button.accessibleName() == "A&B 商行"


def test_a_forbidden_button_says_why(show: Show):
    button = Button("提交")
    show(button)
    button.forbid("已冻结，不能下单")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "已冻结，不能下单"
    button.allow()
    assert button.isEnabled()
    assert button.toolTip() == ""


@pytest.mark.parametrize("key", PRESS_KEYS)
def test_a_choice_chip_toggles_by_keyboard(qtbot: QtBot, show: Show, key: Qt.Key):
    chip = ChoiceChip("收款", "banknote")
    show(chip)
    qtbot.keyClick(chip, key)
    assert chip.isChecked()
    qtbot.keyClick(chip, key)
    assert not chip.isChecked()


def test_choosing_a_chip_moves_no_neighbour(show: Show):
    chip = ChoiceChip("我的客户", count=214)
    show(chip)
    before = chip.sizeHint()
    chip.setChecked(True)
    assert chip.sizeHint() == before


def test_the_cross_of_a_filter_clears_and_the_rest_asks(qtbot: QtBot, show: Show):
    chip = FilterChip("片区")
    chip.set_value("片区：云浦")
    show(chip)
    with qtbot.waitSignal(chip.cleared), qtbot.assertNotEmitted(chip.clicked):
        qtbot.mouseClick(
            chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, chip.height() // 2)
        )
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.cleared):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, chip.height() // 2))


def test_delete_clears_a_filter_that_has_a_value(qtbot: QtBot, show: Show):
    chip = FilterChip("片区")
    show(chip)
    with qtbot.assertNotEmitted(chip.cleared):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    chip.set_value("片区：云浦")
    with qtbot.waitSignal(chip.cleared):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    chip.clear_value()
    assert chip.words() == "片区"


def test_switches_and_boxes_toggle_by_space_and_by_a_click_on_their_words(qtbot: QtBot, show: Show):
    toggle, box = Toggle("提醒我收款"), CheckBox("带新版价目表", "海悦生鲜")
    show(toggle, box)
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert toggle.isChecked()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.sizeHint().width() - 4, 8))
    assert box.isChecked()


def test_arrow_keys_move_in_a_segment_and_tell(qtbot: QtBot, show: Show):
    segment = Segment([("day", "日"), ("week", "周"), ("month", "月")])
    show(segment)
    assert segment.current() == "day"
    segment.part("day").setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(segment.chosen) as told:
        qtbot.keyClick(segment.part("day"), Qt.Key.Key_Right)
    assert told.args == ["week"]
    assert segment.current() == "week"


def test_choosing_a_saved_view_by_program_tells_nobody(qtbot: QtBot, show: Show):
    views = Tabs([("mine", "我的客户", 214), ("late", "超期未访", 17)])
    show(views)
    with qtbot.assertNotEmitted(views.chosen):
        views.choose("late")
    assert views.current() == "late"
    with qtbot.waitSignal(views.chosen):
        qtbot.mouseClick(views.part("mine"), Qt.MouseButton.LeftButton)


def test_the_count_of_a_saved_view_is_spoken(show: Show):
    views = Tabs([("mine", "我的客户", 214)])
    show(views)
    views.set_count("mine", 3214)
    assert views.part("mine").accessibleName() == "我的客户 3,214"


def test_two_radio_cards_exclude_each_other(qtbot: QtBot, show: Show):
    mine = ChoiceCard("东仓路 12 号 3 库", "拜访时", mark="radio")
    theirs = ChoiceCard("东仓路 12 号", "电话", mark="radio")
    show(mine, theirs)
    mine.setChecked(True)
    qtbot.mouseClick(theirs, Qt.MouseButton.LeftButton)
    assert (mine.isChecked(), theirs.isChecked()) == (False, True)


def test_the_ring_shows_for_the_keyboard_only_and_goes_with_the_focus(show: Show):
    first, second = Button("一"), IconButton("star", "置顶")
    page = show(first, second)
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert page.findChildren(FocusRing) == []
    second.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = (ring for ring in page.findChildren(FocusRing) if not ring.isHidden())
    assert ring.geometry().contains(second.geometry())
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.isHidden()
