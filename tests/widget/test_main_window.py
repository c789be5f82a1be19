"""The window: places, pages, status, keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.frame.main_window import MainWindow
from ui.theme.apply import apply_language, apply_theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.command_bar import SearchBox
from ui.widgets.editors import LineEdit
from ui.widgets.layout import column
from ui.widgets.marks import KeyCap, Tag
from ui.widgets.overlay import Toast
from ui.widgets.painted_button import PaintedButton
from ui.widgets.rail import Person, RailItem
from ui.widgets.screen import Screen
from ui.widgets.status_bar import StatusLine

PLACES = [
    RailItem("today", "sun", "今日"),
    RailItem("accounts", "building-2", "客户"),
    RailItem("sync", "refresh-cw", "同步", bottom=True),
]


class Page(Screen):
    """A screen with one entry box and one action."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.entry = LineEdit()
        self.entry.setAccessibleName("名称")
        self.action = Button("新建", "primary")
        self.stays = False
        self.setLayout(column(self.entry))
        self.set_heading(title, "214 户", after=[Tag("维持型")])
        self.set_actions([IconButton("star", "置顶"), self.action])

    def leave_allowed(self) -> bool:
        return not self.stays


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    shell = MainWindow(PLACES, Person("周岚", "云浦二区"))
    qtbot.addWidget(shell)
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    yield shell
    shell.close()


def button_named(window: QWidget, name: str) -> PaintedButton:
    return next(b for b in window.findChildren(PaintedButton) if b.accessibleName() == name)


def test_a_place_is_wished_for_by_click_and_by_ctrl_digit(window: MainWindow, qtbot: QtBot):
    with qtbot.waitSignal(window.navigate_requested) as told:
        qtbot.mouseClick(button_named(window, "客户"), Qt.MouseButton.LeftButton)
    assert told.args == ["accounts"]
    with qtbot.waitSignal(window.navigate_requested) as told:
        qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["sync"]


def test_a_screen_brings_its_title_and_its_actions(window: MainWindow):
    first, second = Page("客户"), Page("合同")
    window.show_screen("accounts", first)
    assert first.action.isVisible()
    assert first.action.parentWidget() is not first
    window.show_screen("sync", second)
    assert not first.action.isVisible()
    assert first.action.parentWidget() is first
    assert second.action.isVisible()
    assert window.current_screen() is second


def test_a_changed_heading_is_shown_at_once(window: MainWindow):
    screen = Page("客户")
    window.show_screen("accounts", screen)
    screen.set_heading("百禾粮油商贸行")
    titles = [label.text() for label in window.findChildren(QWidget) if hasattr(label, "set_role")]
    assert "百禾粮油商贸行" in titles


def test_esc_leads_back_and_destroys_the_page(window: MainWindow, qtbot: QtBot):
    below, page = Page("客户"), Page("百禾")
    window.show_screen("accounts", below)
    window.open_page(page)
    assert button_named(window, "返回（Esc）").isVisible()
    with qtbot.waitSignals([window.page_closed, page.destroyed]):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_screen() is below
    assert not button_named(window, "返回（Esc）").isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_screen() is below


def test_a_page_may_keep_the_user(window: MainWindow):
    page = Page("拜访")
    window.show_screen("accounts", Page("客户"))
    window.open_page(page)
    page.stays = True
    window.go_back()
    assert window.current_screen() is page
    page.stays = False
    window.go_back()
    assert window.current_screen() is not page


def test_going_to_another_place_closes_the_open_pages(window: MainWindow, qtbot: QtBot):
    page, other = Page("百禾"), Page("同步")
    window.show_screen("accounts", Page("客户"))
    window.open_page(page)
    with qtbot.waitSignal(window.page_closed):
        window.show_screen("sync", other)
    assert window.current_screen() is other


def test_the_status_bar_says_how_things_are_and_leads_to_the_sync_centre(
    window: MainWindow, qtbot: QtBot
):
    window.set_status(StatusLine(waiting=12, conflicts=1, as_of="今天 06:40", accounts=3214))
    assert button_named(window, "离线，可照常工作").isVisible()
    assert button_named(window, "数据截至 今天 06:40·客户本 3,214 户").isVisible()
    with qtbot.waitSignal(window.sync_centre_requested) as told:
        qtbot.mouseClick(button_named(window, "1 处冲突"), Qt.MouseButton.LeftButton)
    assert told.args == ["conflicts"]
    window.set_status(StatusLine(online=True, refused=2))
    assert button_named(window, "已连接").isVisible()
    assert button_named(window, "2 条被退回").isVisible()
    names = [b.accessibleName() for b in window.findChildren(PaintedButton) if b.isVisible()]
    assert not any("待发送" in name for name in names)


def test_counts_are_spoken_with_their_place(window: MainWindow):
    window.set_counts({"today": 6, "sync": 12, "unknown": 1})
    assert button_named(window, "今日 6").isVisible()
    assert button_named(window, "同步 12").isVisible()


def test_a_narrow_window_makes_the_rail_slim(window: MainWindow, qtbot: QtBot):
    rail = button_named(window, "今日").parentWidget()
    assert rail is not None
    assert rail.width() == 176
    with qtbot.waitSignal(window.width_changed) as told:
        window.resize(1280, 720)
    assert told.args == [True]
    assert rail.width() == 60


def test_the_window_is_small_enough_for_a_laptop(window: MainWindow):
    window.show_screen("accounts", Page("客户"))
    window.resize(1280, 720)
    needed = window.minimumSizeHint()
    assert needed.width() <= 1280
    assert needed.height() <= 720


def test_a_click_enter_or_a_letter_in_the_search_box_asks_for_the_palette(
    window: MainWindow, qtbot: QtBot
):
    box = window.findChild(SearchBox)
    with qtbot.waitSignal(window.palette_requested) as told:
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert told.args == [""]
    with qtbot.waitSignal(window.palette_requested) as told:
        qtbot.keyClick(box, Qt.Key.Key_B)
    assert told.args == ["b"]
    assert box.text() == ""
    with qtbot.waitSignal(window.palette_requested) as told:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told.args == [""]


def test_ctrl_k_asks_for_the_palette(window: MainWindow, qtbot: QtBot):
    with qtbot.waitSignal(window.palette_requested) as told:
        qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [""]


def test_f6_walks_from_rail_to_screen_to_status(window: MainWindow, qtbot: QtBot):
    screen = Page("客户")
    window.show_screen("accounts", screen)
    visited = []
    for _step in range(4):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        visited.append(focus.accessibleName())
    assert visited == ["今日", "名称", "离线，可照常工作", "今日"]


def test_opening_a_window_or_a_screen_focuses_no_button(window: MainWindow):
    assert not isinstance(window.focusWidget(), PaintedButton)
    window.show_screen("accounts", Page("客户"))
    assert not isinstance(window.focusWidget(), PaintedButton)


def test_the_toast_takes_back_by_link_or_ctrl_z(window: MainWindow, qtbot: QtBot):
    undone: list[str] = []
    window.show_toast("已排入", action="撤销", on_action=lambda: undone.append("link"))
    qtbot.mouseClick(button_named(window, "撤销"), Qt.MouseButton.LeftButton)
    window.show_toast("已排入", action="撤销", on_action=lambda: undone.append("key"))
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["link", "key"]


def test_ctrl_z_in_an_entry_box_undoes_the_typing_first(window: MainWindow, qtbot: QtBot):
    screen = Page("客户")
    window.show_screen("accounts", screen)
    undone: list[str] = []
    window.show_toast("已排入", action="撤销", on_action=lambda: undone.append("toast"))
    screen.entry.setFocus()
    qtbot.keyClicks(screen.entry, "a")
    qtbot.keyClick(screen.entry, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.entry.text() == ""
    assert undone == []


def test_the_banner_comes_and_goes(window: MainWindow):
    window.show_banner("需要升级", tone="warn", icon="triangle-alert")
    named = [w for w in window.findChildren(QWidget) if w.accessibleName() == "需要升级"]
    assert any(w.isVisible() for w in named)
    window.hide_banner()
    assert not any(w.isVisible() for w in named)


def test_every_control_of_the_window_has_a_name(window: MainWindow):
    window.show_screen("accounts", Page("客户"))
    window.set_status(StatusLine(waiting=1, conflicts=1, as_of="今天", accounts=1))
    nameless = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            spoken = QAccessible.queryAccessibleInterface(widget)
            if not spoken.text(QAccessible.Text.Name):
                nameless.append(widget)
    assert nameless == []


def test_a_toast_that_replaces_another_is_as_wide_as_its_words(window: MainWindow):
    toast = window.findChild(Toast)
    widths = []
    for words in ("已存", "已存", "拜访已保存，有信号时自动发送"):
        window.show_toast(words)
        widths.append(toast.width())
    assert widths[0] == widths[1] < widths[2]
    assert widths[0] > 40


@pytest.mark.parametrize("scale", [1.0, 1.3])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_key_cap_never_covers_the_words_of_the_search_box(
    qtbot: QtBot, themed: QApplication, scale: float, language: str
):
    apply_language(language)
    apply_theme(themed, scale=scale)
    shell = MainWindow(PLACES)
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    shell.show_screen("accounts", Page("Purchase and Sale Contract"))
    shell.show()
    box, cap = shell.findChild(SearchBox), shell.findChild(SearchBox).findChild(KeyCap)
    words = box.fontMetrics().horizontalAdvance(box.placeholderText())
    sign = box.height()  # the magnifier takes about a square
    assert not cap.isVisible() or sign + words <= cap.x()
    apply_theme(themed)
