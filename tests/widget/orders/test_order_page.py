"""An order is taken by keyboard alone: product, quantity, price, total, credit check, send."""

from __future__ import annotations

import dataclasses
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.queries.sales.orders import list_orders, read_order
from tests.support.account_forms import InlineRunner, Places
from tests.support.account_records import FILE, put
from tests.support.order_desk import ACCOUNT, HEAD, RICE, SOY, order_workspace
from ui.formats import Formats
from ui.frame.live_pages import LivePages
from ui.frame.main_window import MainWindow
from ui.screens.context import ScreenContext
from ui.screens.orders.build import build_order
from ui.texts import install_language
from ui.widgets.rail import RailItem
from ui.widgets.screen import Screen

CONTROL = Qt.KeyboardModifier.ControlModifier


class OrderDesk:
    """A window with one order on it."""

    def __init__(self, workspace, language):
        install_language(language)
        self.workspace, self.walks, self.published = workspace, Places(), []
        self.window = MainWindow([RailItem("sales", "target", "Sales")])
        self.window.resize(1_200, 760)
        self.window.show_screen("sales", Screen())
        self.live = LivePages(self.window.pages)
        self.context = ScreenContext(
            workspace=workspace,
            runner=InlineRunner(),
            publish=self.published.append,
            navigation=self.walks,
            formats=Formats(language, ZoneInfo("Asia/Shanghai")),
        )
        self.window.show()

    def open(self, order_id="", kind="order"):
        account_id = "" if order_id else ACCOUNT
        self.live.open(
            ("order", order_id or kind),
            lambda: build_order(self.context, account_id=account_id, order_id=order_id, kind=kind),
        )
        QApplication.processEvents()
        return self.page

    @property
    def page(self):
        return self.window.current_screen()

    def orders(self):
        return list_orders(self.workspace)


@pytest.fixture
def workspace(tmp_path):
    workspace = order_workspace(tmp_path)
    yield workspace
    workspace.store.close()


@pytest.fixture
def open_desk(qtbot, workspace):
    def opened(language="zh_CN"):
        desk = OrderDesk(workspace, language)
        qtbot.addWidget(desk.window)
        desk.window.activateWindow()
        qtbot.waitUntil(desk.window.isActiveWindow)
        return desk

    return opened


def focused():
    return QApplication.focusWidget()


def type_keys(text):
    QTest.keyClicks(focused(), text)
    QApplication.processEvents()


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()


def words_on(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def take(text, quantity):
    type_keys(text)
    press(Qt.Key.Key_Return)
    type_keys(str(quantity))
    press(Qt.Key.Key_Return)


def test_an_order_is_taken_and_sent_by_keyboard_alone(open_desk):
    desk = open_desk()
    page = desk.open()
    assert focused() is page.picker
    take("P1", 12)
    assert focused() is page.picker
    take("P2", 3)
    assert {"¥1,200.00", "¥600.00"} <= set(words_on(page))
    assert "2 种产品，¥1,800.00" in words_on(page)
    press(Qt.Key.Key_Return, CONTROL)
    (sent,) = desk.orders()
    assert (sent.state, sent.total_minor) == ("sent", 180_000)
    lines = read_order(desk.workspace, sent.id).lines
    assert [(each.line.product_id, each.line.quantity) for each in lines] == [(SOY, 12), (RICE, 3)]
    assert desk.walks.went[-1] == ("go_back",)


def test_the_credit_check_follows_every_keystroke(open_desk, workspace):
    with workspace.store.unit_of_work() as work:
        put(work, "account", [{**FILE, "credit_limit_minor": 30_000_000}])
        work.commit()
    desk = open_desk()
    page = desk.open()
    type_keys("P1")
    press(Qt.Key.Key_Return)
    type_keys("1")
    assert "¥100.00" in words_on(page.check)
    assert "超出授信额度，需要审批" not in words_on(page.check)
    type_keys("0000")
    assert "¥1,000,000.00" in words_on(page.check)
    assert "超出授信额度，需要审批" in words_on(page.check)


def test_a_price_below_the_least_is_told_at_its_line_and_nothing_is_sent(open_desk):
    desk = open_desk()
    page = desk.open()
    take("P1", 5)
    unit = page.goods.rows[0].unit
    unit.setFocus()
    unit.selectAll()
    type_keys("80")
    press(Qt.Key.Key_Return, CONTROL)
    assert focused() is unit
    assert "单价超出您的权限" in words_on(page.goods)
    assert [each.state for each in desk.orders()] in ([], ["draft"])


def test_an_order_without_goods_is_not_sent(open_desk):
    desk = open_desk()
    page = desk.open()
    press(Qt.Key.Key_Return, CONTROL)
    assert "订单里还没有产品" in words_on(page)
    assert focused() is page.picker
    assert not desk.orders()


def test_a_return_asks_why_goods_come_back_and_runs_no_credit_check(open_desk):
    desk = open_desk()
    page = desk.open(kind="return")
    take("P1", 2)
    press(Qt.Key.Key_Return, CONTROL)
    assert focused() is page.goods.rows[0].reason
    type_keys("leak")
    press(Qt.Key.Key_Return, CONTROL)
    (sent,) = desk.orders()
    assert (sent.kind, sent.state) == ("return", "sent")


def test_a_draft_is_kept_and_goes_on_where_it_was_left(open_desk):
    desk = open_desk()
    page = desk.open()
    take("P1", 7)
    page.keep_typed()
    (draft,) = desk.orders()
    assert (draft.state, draft.total_minor) == ("draft", 70_000)
    again = desk.open(draft.id)
    assert [row.quantity.number() for row in again.goods.rows] == [7]


def test_the_head_is_offered_the_decision_and_no_editing(open_desk, workspace, qtbot):
    desk = open_desk()
    desk.open()
    take("P1", 1)
    press(Qt.Key.Key_Return, CONTROL)
    theirs = OrderDesk(dataclasses.replace(workspace, user_id=HEAD), "zh_CN")
    qtbot.addWidget(theirs.window)
    page = theirs.open(desk.orders()[0].id)
    assert not page.picker.isVisible()
    assert not page.goods.rows[0].quantity.isEnabled()
    page.confirm_requested.emit()
    assert desk.orders()[0].state == "confirmed"


@pytest.mark.parametrize("kind", ["order", "return"])
def test_in_english_no_text_of_ours_is_left_in_chinese(open_desk, kind):
    desk = open_desk("en")
    page = desk.open(kind=kind)
    take("P1", 3)
    ours = [words for words in words_on(page) if not any(word in words for word in FROM_RECORDS)]
    assert [words for words in ours if not words.isascii() and has_chinese(words)] == []


FROM_RECORDS = ("箱", "百禾")


def has_chinese(words):
    return any("\u4e00" <= letter <= "\u9fff" for letter in words)


def test_an_account_that_is_barred_is_told_before_anything_is_sent(open_desk, workspace):
    with workspace.store.unit_of_work() as work:
        put(work, "account", [{**FILE, "frozen": 1}])
        work.commit()
    desk = open_desk()
    desk.open()
    take("P1", 1)
    press(Qt.Key.Key_Return, CONTROL)
    assert [each.state for each in desk.orders()] in ([], ["draft"])
    assert desk.walks.went[-1][0] == "show_refusal"
