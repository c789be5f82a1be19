"""The sales screen opens in both languages: plans, orders, products; all of it by keyboard."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.commands.sales.orders import begin_order
from app.commands.sales.plans import PlanDraft, write_plan
from app.domain.sales.plans import PlanLine
from app.queries.sales.dealer_month import read_dealer_month
from tests.support.account_forms import InlineRunner, Places
from tests.support.order_desk import ACCOUNT, order_workspace
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.sales.build import build_sales
from ui.texts import install_language

RAW = re.compile(r"[a-z*]+(?:_[a-z]+)*(?:\.[a-z_0-9]+)+")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
MONTH = "2026-11"
TABS = ("plan", "orders", "products")


@pytest.fixture
def workspace(tmp_path):
    workspace = order_workspace(tmp_path)
    with workspace.store.unit_of_work() as work:
        for table in ("sales_plan", "sales_record"):
            work.connection.exec_driver_sql(f"DELETE FROM {table}")
        work.commit()
    write_plan(workspace, ACCOUNT, MONTH, PlanDraft((PlanLine(900_000),), support="海报两张"))
    yield workspace
    workspace.store.close()


@pytest.fixture
def open_screen(qtbot, workspace):
    def opened(language="zh_CN"):
        install_language(language)
        walks = Places()
        told = []
        context = ScreenContext(
            workspace=workspace,
            runner=InlineRunner(),
            publish=lambda changes: [presenter.on_changed(changes) for presenter in told],
            navigation=walks,
            formats=Formats(language, ZoneInfo("Asia/Shanghai")),
        )
        view, presenter = build_sales(context)
        told.append(presenter)
        qtbot.addWidget(view)
        view.resize(1_200, 700)
        view.show()
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        presenter.load()
        QApplication.processEvents()
        return view, walks

    return opened


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)
    QApplication.processEvents()


def turn(view, tab):
    view.tabs.choose(tab)
    view.tabs.chosen.emit(tab)
    QApplication.processEvents()


def words_of(view):
    labels = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    buttons = [
        each.accessibleName() for each in view.findChildren(QAbstractButton) if each.isVisible()
    ]
    cells = [cell for table in tables(view) for cell in cells_of(table)]
    return [words for words in (*labels, *buttons, *cells) if words]


def tables(view):
    panes = (view.month, view.orders, view.products)
    return [pane.table for pane in panes if pane.table.isVisible()]


def cells_of(table):
    model = table.model()
    columns = range(model.columnCount())
    heads = [str(model.headerData(each, Qt.Orientation.Horizontal) or "") for each in columns]
    rows = range(model.rowCount())
    return heads + [str(model.index(row, each).data() or "") for row in rows for each in columns]


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_tab_opens_without_a_text_that_is_not_translated(
    open_screen, workspace, language, tab
):
    begin_order(workspace, ACCOUNT)
    view, _walks = open_screen(language)
    turn(view, tab)
    words = words_of(view)
    assert tables(view)[0].model().rowCount() >= 1
    assert [each for each in words if RAW.fullmatch(each)] == []
    if language == "en":
        ours = [each for each in words if CHINESE.search(each) and not is_of_records(each)]
        assert ours == []


def is_of_records(words):
    """Names, units and kinds of goods stand as the office wrote them."""
    known = ("百禾", "箱", "米", "生抽", "酱油", "醋", "周岚", "经销价", "海报", "苏州", "云浦")
    return any(each in words for each in known)


def test_a_plan_is_agreed_and_opened_again_with_the_buttons_of_the_pane(open_screen, workspace):
    view, _walks = open_screen()
    pane = view.month.dealer
    assert pane.buttons["agree"].isVisible()
    pane.buttons["agree"].setFocus()
    press(Qt.Key.Key_Return)
    assert read_dealer_month(workspace, ACCOUNT, MONTH).state == "agreed"
    assert not pane.buttons["agree"].isVisible()
    pane.buttons["reopen"].setFocus()
    press(Qt.Key.Key_Return)
    assert pane.buttons["agree"].isVisible()


def test_enter_opens_the_dealer_and_the_order_of_a_row(open_screen, workspace):
    order, _changes = begin_order(workspace, ACCOUNT)
    view, walks = open_screen()
    view.month.table.setFocus()
    press(Qt.Key.Key_Return)
    assert walks.went[-1] == ("open_account", ACCOUNT)
    turn(view, "orders")
    view.orders.table.setFocus()
    view.orders.table.select_row(0)
    press(Qt.Key.Key_Return)
    assert walks.went[-1] == ("open_page", "order", order)


def test_orders_are_narrowed_by_where_they_stand(open_screen, workspace):
    begin_order(workspace, ACCOUNT)
    view, _walks = open_screen()
    turn(view, "orders")
    assert view.orders.model.rowCount() == 1
    view.orders.groups.chosen.emit("sent")
    assert view.orders.model.rowCount() == 0
    assert not view.orders.table.isVisible()
    view.orders.groups.chosen.emit("open")
    assert view.orders.model.rowCount() == 1


def test_the_month_before_shows_its_own_plans(open_screen):
    view, _walks = open_screen()
    assert "2026年11月" in words_of(view)
    view.month.month_stepped.emit(-1)
    assert "2026年10月" in words_of(view)


def test_a_product_is_found_and_its_sheet_shown(open_screen):
    view, _walks = open_screen()
    turn(view, "products")
    view.products.text_typed.emit("P2")
    assert view.products.model.rowCount() == 1
    view.products.table.select_row(0)
    QApplication.processEvents()
    assert any("河西大米" in words for words in words_of(view))
