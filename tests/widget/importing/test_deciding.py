"""Words decided and cells mended on the import page, by keyboard alone; pasted cells."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.import_page import Page
from tests.support.tables import table

HEADINGS = ("客户名称", "客户类型", "电话")
ROWS = [
    ("新南商行", "散户王", "13905129999"),
    ("城北超市", "散户王", "1.39E+10"),
    ("丙商行", "零兽商", "１３９０５１２９８７６"),
    ("丁商行", "零售商", "2.39E+10"),
]


@pytest.fixture
def source(tmp_path):
    return table(tmp_path / "客户清单.xlsx", *ROWS, headings=HEADINGS)


@pytest.fixture
def at_words(page, source):
    page.presenter.files.choose_file(source.path)
    page.press("下一步")
    page.press("下一步")
    return page


@pytest.fixture
def at_check(at_words):
    at_words.view.words.decided.emit([0], "=retailer")
    at_words.press("检查各行")
    return at_words


def word_rows(page: Page):
    model = page.view.words.model
    rows = [model.row_at(at) for at in range(model.rowCount())]
    return [(one.word, one.rows, one.meaning, one.how) for one in rows]


def check_rows(page: Page):
    model = page.view.check.model
    return [model.row_at(at) for at in range(model.rowCount())]


def key(page: Page, which):
    QTest.keyClick(page.window.focusWidget(), which)
    QApplication.processEvents()


def type_over(page: Page, text):
    QTest.keyClicks(page.window.focusWidget(), text)


def test_words_are_listed_with_what_they_mean_the_doubtful_first(at_words):
    assert word_rows(at_words) == [
        ("散户王", "2", "退回这些行", "不认得"),
        ("零兽商", "1", "零售商", "推测"),
        ("零售商", "1", "零售商", "已知"),
    ]


def test_a_word_is_decided_by_keyboard_and_the_next_one_waits(at_words):
    words = at_words.view.words
    assert at_words.window.focusWidget() is words.table
    words.table.setCurrentIndex(words.model.index(0, 0))
    key(at_words, Qt.Key.Key_Return)
    popup = words.meaning.view()
    assert popup.isVisible()
    keys = [words.meaning.itemData(at) for at in range(words.meaning.count())]
    assert keys[:2] == ["!", "-"]
    popup.setCurrentIndex(popup.model().index(keys.index("=retailer"), 0))
    QTest.keyClick(popup, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert word_rows(at_words)[0] == ("散户王", "2", "零售商", "已定")
    assert at_words.window.focusWidget() is words.table
    assert words.table.currentIndex().row() == 1


def test_several_words_are_left_empty_at_once(at_words):
    words = at_words.view.words
    words.table.selectAll()
    words.meaning.choose("-")
    words.meaning.chosen.emit("-")
    assert {row[2] for row in word_rows(at_words)} == {"留空"}
    at_words.press("检查各行")
    assert all(one.what == "退回" for one in check_rows(at_words)[:2])
    assert at_words.presenter.files.plan.decisions["type"].keys() == {"散户王", "零兽商", "零售商"}


def test_what_was_decided_stays_when_the_user_goes_back(at_check):
    at_check.press("上一步")
    assert word_rows(at_check)[0] == ("散户王", "2", "零售商", "已定")
    at_check.press("上一步")
    at_check.press("下一步")
    assert word_rows(at_check)[0][3] == "已定"


def test_a_table_without_words_to_decide_goes_straight_to_the_check(page, tmp_path):
    source = table(tmp_path / "a.xlsx", ("甲商行", "1"), headings=("客户名称", "电话"))
    page.presenter.files.choose_file(source.path)
    page.press("下一步")
    page.press("下一步")
    assert page.view.stepper.accessibleName().startswith("第 4 步")
    page.press("上一步")
    assert page.view.stepper.accessibleName().startswith("第 2 步")


def test_wrong_cells_are_mended_by_keyboard_from_one_to_the_next(at_check):
    page = at_check
    assert [one.title for one in check_rows(page)] == ["城北超市", "丁商行"]
    assert page.window.focusWidget() is page.view.check.table
    key(page, Qt.Key.Key_F2)
    assert page.window.focusWidget() is page.view.check.pane.editors[2]
    type_over(page, "13905120777")
    key(page, Qt.Key.Key_Tab)
    assert check_rows(page)[0].what == "新建"
    assert page.view.check.table.currentIndex().row() == 1
    assert page.window.focusWidget() is page.view.check.pane.editors[2]
    type_over(page, "13905120778")
    key(page, Qt.Key.Key_Return)
    assert [one.what for one in check_rows(page)] == ["新建", "新建"]
    assert page.window.focusWidget() is page.view.check.table
    page.press("重新检查")
    page.press("导入 4 行")
    assert page.names() == ["丁商行", "丙商行", "城北超市", "新南商行"]
    shown = page.view.result.model
    assert [(one.line, one.column, one.written, one.text) for one in map(shown.row_at, (0, 1))] == [
        ("3", "电话", "1.39E+10", "13905120777"),
        ("5", "电话", "2.39E+10", "13905120778"),
    ]


def test_a_cell_still_wrong_says_so_at_once_in_its_place(at_check):
    key(at_check, Qt.Key.Key_Return)
    type_over(at_check, "3.0E+10")
    key(at_check, Qt.Key.Key_Return)
    at_check.view.check.table.select_row(0)
    assert "3.0E+10" in at_check.view.check.pane._fields[2].note()
    assert check_rows(at_check)[0].what == "退回"


def test_escape_forgets_what_was_typed(at_check):
    key(at_check, Qt.Key.Key_F2)
    type_over(at_check, "999")
    key(at_check, Qt.Key.Key_Escape)
    assert at_check.window.focusWidget() is at_check.view.check.table
    assert at_check.presenter.files.plan.mends == ()
    assert at_check.button("导入 2 行").isEnabled()


def test_cells_are_pasted_with_the_usual_keys(page):
    text = "客户名称\t客户类型\n甲商行\t零售商\n"
    QGuiApplication.clipboard().setText(text)
    button = page.button("粘贴单元格")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert "剪贴板" in page.words()
    page.press("下一步")
    page.press("下一步")
    page.press("检查各行")
    page.press("导入 1 行")
    assert page.names() == ["甲商行"]
    page.presenter.on_changed(page.published[-1])
    line = page.view.earlier.model.row_at(0)
    assert (line.title, line.is_pasted) == ("剪贴板", True)


def test_an_empty_clipboard_is_refused_in_words(page):
    QGuiApplication.clipboard().clear()
    page.press("粘贴单元格")
    assert not page.button("下一步").isEnabled()
    assert page.view.findChild(type(page.view._trouble)).words()


def test_mended_cells_are_not_lost_without_a_question(at_check):
    assert at_check.view.leave_allowed()
    at_check.view.check.mended.emit(3, 2, "13905120777")
    assert not at_check.view.leave_allowed()
    at_check.press("继续改正")
    at_check.press("重新检查")
    at_check.press("导入 3 行")
    assert at_check.view.leave_allowed()
