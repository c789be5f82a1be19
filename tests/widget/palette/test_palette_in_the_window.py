"""From the command bar over the palette to a page, with a real store and the real window."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.queries.palette import read_beginning
from app.workspace import Workspace
from tests.support.devices import make_workspace
from tests.support.palette_desk import Likes
from tests.support.waiting_runner import InlineRunner
from ui.formats import Formats
from ui.frame.main_window import MainWindow
from ui.frame.navigator import Navigator
from ui.frame.page_builders import PageBuilders
from ui.frame.status_words import rail_items
from ui.screens.context import ScreenContext
from ui.screens.palette.view import PaletteView
from ui.widgets.command_bar import SearchBox
from ui.widgets.screen import Screen

USER = "c0ffee00" * 4


class Builders(PageBuilders):
    """Builds the real palette, and empty pages that remember what they were opened for."""

    def __init__(self) -> None:
        super().__init__(SimpleNamespace(), Likes(), lambda: None)  # type: ignore[arg-type]
        self.opened: list[tuple[Any, ...]] = []

    def screen(self, key: str, context: ScreenContext) -> Any:
        return self._page("screen", key)

    def account(self, context: ScreenContext, account_id: str) -> Any:
        return self._page("account", account_id)

    def visit(self, context: ScreenContext, account_id: str, plan_id: str) -> Any:
        return self._page("visit", account_id, plan_id)

    def search_accounts(self, screen: Screen, text: str) -> None:
        self.opened.append(("search", text))

    def _page(self, *what: str) -> Any:
        self.opened.append(what)
        return Screen(), SimpleNamespace(load=lambda: None, on_changed=lambda _changes: None)


@pytest.fixture
def desk(tmp_path) -> Workspace:
    workspace = make_workspace(tmp_path / "device", USER)
    fields = {"name": "百禾粮油商贸行", "type": "dealer", "status": "active", "city": "云浦市"}
    with workspace.store.unit_of_work() as work:
        work.create("account", fields, workspace.author)
        work.cards.refresh(workspace.today())
        work.commit(workspace.author)
    return workspace


@pytest.fixture
def builders() -> Builders:
    return Builders()


@pytest.fixture
def window(desk: Workspace, builders: Builders, qtbot: QtBot) -> Iterator[MainWindow]:
    shell = MainWindow(rail_items())
    qtbot.addWidget(shell)
    navigator = Navigator(shell, builders, lambda: None)
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    navigator.use(ScreenContext(desk, InlineRunner(), navigator.tell, navigator, formats))
    navigator.show_screen("today")
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    yield shell
    shell.close()


def palette_of(window: MainWindow) -> PaletteView:
    return window.findChild(PaletteView)


def test_a_letter_in_the_command_bar_opens_the_palette_with_it(
    window: MainWindow, builders: Builders, qtbot: QtBot
):
    box = window.findChild(SearchBox)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(box, Qt.Key.Key_B)
    palette = palette_of(window)
    assert palette.isVisible()
    assert box.text() == ""
    qtbot.keyClicks(palette.box, "aihe")
    assert palette.list.current_hit().words == "百禾粮油商贸行"
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert builders.opened[-1][0] == "account"
    assert palette.isHidden()


def test_composing_in_the_command_bar_is_not_torn_apart(window: MainWindow):
    box = window.findChild(SearchBox)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(box, QInputMethodEvent("bai", []))
    assert palette_of(window).isHidden()
    event = QInputMethodEvent("", [])
    event.setCommitString("百禾")
    QApplication.sendEvent(box, event)
    palette = palette_of(window)
    assert palette.isVisible()
    assert palette.box.text() == "百禾"


def test_a_click_on_the_box_opens_it_and_esc_leads_back_to_where_one_was(
    window: MainWindow, qtbot: QtBot
):
    window.focus_next_pane()
    before = window.focusWidget()
    qtbot.mouseClick(window.findChild(SearchBox), Qt.MouseButton.LeftButton)
    palette = palette_of(window)
    assert palette.isVisible()
    qtbot.keyClick(palette.box, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert window.focusWidget() is before


def test_ctrl_k_and_ctrl_enter_begin_a_visit(window: MainWindow, builders: Builders, qtbot: QtBot):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = palette_of(window)
    assert palette.isVisible()
    qtbot.keyClicks(palette.box, "bhly")
    qtbot.keyClick(palette.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert builders.opened[-1][0] == "visit"


def test_going_to_another_place_closes_it(window: MainWindow, builders: Builders, qtbot: QtBot):
    window.palette_requested.emit("")
    palette = palette_of(window)
    qtbot.keyClick(palette.box, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert palette.isHidden()
    assert builders.opened[-1] == ("screen", "accounts")


def test_whatever_was_opened_is_offered_next_time(
    window: MainWindow, desk: Workspace, qtbot: QtBot
):
    window.palette_requested.emit("baihe")
    qtbot.keyClick(palette_of(window).box, Qt.Key.Key_Return)
    assert len(read_beginning(desk).opened) == 1
    window.palette_requested.emit("")
    assert palette_of(window).list.current_hit().words == "百禾粮油商贸行"
    assert palette_of(window).list.rows.index(0).data() == "最近打开"
