"""The import page with real widgets: file, columns, check, result, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.exchange.table_files import look_at_table
from tests.support.account_records import REP, fill_account
from tests.support.devices import make_workspace
from tests.support.import_page import Page
from tests.support.tables import table
from tests.support.waiting_runner import WaitingRunner
from ui.widgets.dialog import Dialog

HEADINGS = ("客户名称", "客户类型", "电话", "合作日期", "业务员")
ROWS = [
    ("新南商行", "零售商", "13905129999", "2026年1月5日", "周岚"),
    ("城北超市", "散户王", "1.39E+10", "03/04/2026", ""),
    ("云浦市百禾粮油商贸行", "经销商", "13905120001", "", ""),
    ("丙商行", "", "１３９０５１２９８７６", "", ""),
]


@pytest.fixture
def source(tmp_path):
    return table(tmp_path / "客户清单.xlsx", *ROWS, headings=HEADINGS)


def check_rows(page):
    return [page.view.check.model.row_at(at) for at in range(page.view.check.model.rowCount())]


def through_the_check(page, source):
    page.presenter.files.choose_file(source.path)
    page.press("下一步")
    page.press("下一步")
    page.press("检查各行")


def test_a_file_goes_through_all_steps_by_keyboard(page, source, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(source.path), ""))
    page.press("选择文件…")
    assert "客户清单.xlsx" in page.words()
    page.press("下一步")
    assert [page.view.columns.fields[at].key() for at in range(5)] == [
        "name", "type", "phone", "dealings_since_on", "",
    ]  # fmt: skip
    page.press("下一步")
    page.press("检查各行")
    assert [(one.line, one.title) for one in check_rows(page)] == [
        ("3", "城北超市"),
        ("4", "云浦市百禾粮油商贸行"),
    ]
    page.press("导入 2 行")
    assert page.names() == ["丙商行", "新南商行"]
    assert page.view.result.save.isVisible()
    assert page.published


def test_every_wrong_cell_is_named_with_its_field(page, source):
    through_the_check(page, source)
    problems = check_rows(page)[0].problems
    assert [words.split("：")[0] for words in problems] == ["类型", "电话", "往来开始"]
    assert "Excel" in problems[1]
    assert "已有：百禾粮油商贸行" in check_rows(page)[1].problems


def test_what_is_read_in_another_way_is_shown_before_it_is_taken_in(page, source):
    through_the_check(page, source)
    page.view.check.tabs.part("noted").click()
    (one,) = check_rows(page)
    assert one.title == "丙商行"
    assert "13905129876" in one.problems[0]


def test_a_field_chosen_for_one_column_leaves_the_other(page, source):
    page.presenter.files.choose_file(source.path)
    page.press("下一步")
    editor = page.view.columns.fields[4]
    editor.choose("name")
    editor.chosen.emit("name")
    assert page.view.columns.fields[0].key() == ""
    assert page.view.columns.fields[4].key() == "name"


def test_a_required_field_without_a_column_keeps_the_user_at_the_columns(page, source):
    page.presenter.files.choose_file(source.path)
    page.press("下一步")
    page.presenter.files.choose_field(0, "")
    page.press("下一步")
    assert page.view.columns.trouble.isVisible()
    assert "登记名称" in page.view.columns.trouble.words()
    assert page.view.stepper.accessibleName().startswith("第 2 步")


def test_probably_double_rows_come_in_when_they_are_allowed(page, source):
    page.presenter.files.choose_file(source.path)
    page.press("下一步")
    page.view.columns.twins.setFocus()
    QTest.keyClick(page.view.columns.twins, Qt.Key.Key_Space)
    page.press("下一步")
    page.press("检查各行")
    assert page.button("导入 3 行").isEnabled()


def test_a_file_that_is_no_table_is_refused_in_words(page, tmp_path):
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    page.presenter.files.choose_file(tmp_path / "old.xls")
    assert any("另存为 xlsx" in words for words in page.words())
    assert not page.button("下一步").isEnabled()


def test_the_encoding_of_a_text_can_be_changed(page, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes("客戶,電話\r\n華信,1\r\n".encode("big5"))
    page.presenter.files.choose_file(path)
    page.view.files.encoding.chosen.emit("big5")
    assert page.presenter.files.table.encoding == "big5"


def test_rejected_rows_are_saved_with_their_reasons(page, source, tmp_path, monkeypatch):
    through_the_check(page, source)
    page.press("导入 2 行")
    target = tmp_path / "退回.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.press("保存退回的行…")
    rows = [row.cells for row in look_at_table(target).rows()]
    assert rows[0][-2:] == ("原文件行号", "退回原因")
    assert rows[1][:3] == ("城北超市", "散户王", "1.39E+10")
    assert "类型：" in rows[1][-1]


def test_an_import_is_taken_back_after_a_question(page, source):
    through_the_check(page, source)
    page.press("导入 2 行")
    page.press("撤销这次导入…")
    dialog = [one for one in page.window.findChildren(Dialog) if one.isVisible()][-1]
    dialog.accept()
    QApplication.processEvents()
    assert page.names() == []
    assert any(words.startswith("已撤销") for words in page.words())


def test_earlier_files_are_listed_with_what_can_be_done(page, source):
    through_the_check(page, source)
    page.press("导入 2 行")
    page.presenter.on_changed(page.published[-1])
    lines = [page.view.earlier.model.row_at(at) for at in range(page.view.earlier.model.rowCount())]
    assert [(one.title, one.can_revert, one.can_continue, one.can_save) for one in lines] == [
        ("客户清单.xlsx", True, False, True)
    ]


def test_running_work_shows_its_progress_can_be_stopped_and_keeps_the_page(qtbot, tmp_path, source):
    workspace = make_workspace(tmp_path / "other", REP)
    fill_account(workspace)
    page = Page(qtbot, workspace)
    page.presenter.files.choose_file(source.path)
    page.press("下一步")
    page.press("下一步")
    runner = WaitingRunner()
    object.__setattr__(page.context, "runner", runner)
    page.press("检查各行")
    assert page.view.stop.isVisible()
    assert not page.button("检查各行").isEnabled()
    assert not page.view.leave_allowed()
    dialog = [one for one in page.window.findChildren(Dialog) if one.isVisible()][-1]
    dialog.reject()
    page.press("停止")
    runner.go_on()
    assert not page.view.stop.isVisible()
    assert page.view.leave_allowed()
    assert page.view.stepper.accessibleName().startswith("第 3 步")
    workspace.store.close()


def test_every_control_has_a_name(page, source):
    page.presenter.files.choose_file(source.path)
    page.press("下一步")
    for editor in page.view.columns.fields.values():
        assert editor.accessibleName()
    assert Path(source.path).exists()
