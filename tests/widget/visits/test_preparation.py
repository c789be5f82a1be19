"""What is open at an account is read before a visit, in both languages."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.commands.sales.orders import begin_order
from tests.support.account_forms import InlineRunner, Places
from tests.support.account_records import key, put
from tests.support.order_desk import ACCOUNT, SOY, order_workspace
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.preparation.build import open_preparation
from ui.screens.preparation.dialog import PreparationDialog
from ui.texts import install_language

RAW = re.compile(r"[a-z*]+(?:_[a-z]+)*(?:\.[a-z_0-9]+)+")
OPEN = {
    "warning": {"rule": "W4", "severity": "alarm", "raised_on": "2026-11-20", "state": "new"},
    "commitment": {"content": "送样品", "due_on": "2026-11-20", "state": "open"},
    "complaint": {
        "kind": "complaint", "content": "漏气", "state": "recorded", "answer_due_on": "2026-11-20",
    },
    "receivable": {"issued_on": "2026-09-01", "due_on": "2026-11-01", "amount_minor": 654_300},
    "sales_record": {
        "sold_on": "2026-11-02", "product_id": SOY, "quantity": 3, "amount_minor": 30_000,
    },
}  # fmt: skip


@pytest.fixture
def workspace(tmp_path):
    workspace = order_workspace(tmp_path)
    with workspace.store.unit_of_work() as work:
        for number, (entity, fields) in enumerate(OPEN.items()):
            put(work, entity, [{"id": key(800 + number), "account_id": ACCOUNT, **fields}])
        work.commit()
    begin_order(workspace, ACCOUNT)
    yield workspace
    workspace.store.close()


@pytest.fixture
def open_sheet(qtbot, workspace):
    windows = []

    def opened(language="zh_CN", account_id=ACCOUNT):
        install_language(language)
        window, walks = QWidget(), Places()
        windows.append(window)
        window.resize(1_000, 800)
        qtbot.addWidget(window)
        window.show()
        context = ScreenContext(
            workspace=workspace,
            runner=InlineRunner(),
            publish=lambda _changes: None,
            navigation=walks,
            formats=Formats(language, ZoneInfo("Asia/Shanghai")),
        )
        open_preparation(context, window, account_id)
        QApplication.processEvents()
        return window.findChild(PreparationDialog), walks

    return opened


def words_on(sheet):
    return [label.text() for label in sheet.findChildren(QLabel) if label.text()]


def test_everything_open_stands_on_one_sheet(open_sheet):
    sheet, _walks = open_sheet()
    words = words_on(sheet)
    assert {"逾期货款", "承诺", "投诉", "预警", "最近进货", "订货退货"} <= set(words)
    assert {"送样品", "漏气", "¥6,543.00", "原酿生抽"} <= set(words)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_it_opens_without_a_text_that_is_not_translated(open_sheet, language):
    sheet, _walks = open_sheet(language)
    assert [words for words in words_on(sheet) if RAW.fullmatch(words)] == []


def test_in_english_goods_have_their_english_names(open_sheet):
    sheet, _walks = open_sheet("en")
    words = words_on(sheet)
    assert "Money past due" in words
    assert "Light soy" in words


def test_escape_closes_it(open_sheet):
    sheet, _walks = open_sheet()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_an_account_that_is_not_here_is_told(open_sheet):
    sheet, walks = open_sheet(account_id=key(98))
    assert sheet is None
    assert walks.went[-1][0] == "show_refusal"
