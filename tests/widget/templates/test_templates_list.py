"""The list of contract texts: all versions, who may begin one, and with what."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.queries.contracts.templates import list_texts
from tests.support.contract_desk import SALE, USER
from ui.screens.templates.new_dialog import NewTextDialog


def cells(table):
    model = table.model()
    return [
        [str(model.index(row, at).data()) for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_every_version_is_listed_with_its_state_and_what_stands_on_it(open_list, author, draft):
    view = open_list(author).view
    rows = {row[1]: row for row in cells(view.text_table) if "购销合同" in row[0]}
    assert rows.keys() == {"1.0.0", "1.1.0"}
    assert "已批准" in rows["1.0.0"][2]
    assert "草稿" in rows["1.1.0"][2]
    assert rows["1.0.0"][5] == "1"
    assert draft


def test_a_version_opens_with_enter(qtbot, open_list, author):
    page = open_list(author)
    table = page.view.text_table
    table.setFocus()
    table.select_row(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.went != [])
    assert page.went[0][:2] == ("open_page", "template")


def test_a_text_begins_with_a_standard_one(qtbot, open_list, author):
    page = open_list(author)
    QTest.keyClick(page.view.new, Qt.Key.Key_Space)
    dialog = page.view.window().findChild(NewTextDialog)
    assert dialog.cards.keys() == {"sale", "distribution", "frame"}
    dialog.cards["frame"].setChecked(True)
    QTest.keyClick(dialog._safe, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.went != [], timeout=10_000)
    made = page.went[0][2]
    row = next(each for each in list_texts(author).versions if each.id == made)
    assert (row.code, row.state) == ("KJ", "draft")


def test_a_file_becomes_a_draft_or_its_refusal_is_said(qtbot, open_list, author, tmp_path):
    page = open_list(author)
    path = tmp_path / "x.txt"
    path.write_text("合同\n第一条 标的\n货物<script>。\n", "utf-8")
    page.view.file_chosen.emit(str(path))
    qtbot.waitUntil(page.view._trouble_row.isVisible, timeout=10_000)
    assert "a1/a1.n1 (zh)" in page.view.trouble.words()
    path.write_text("合同\n第一条 标的\n货物____。\n", "utf-8")
    page.view.file_chosen.emit(str(path))
    qtbot.waitUntil(lambda: page.went != [], timeout=10_000)
    assert not page.view._trouble_row.isVisible()


def test_a_rep_reads_the_list_and_begins_nothing(open_list, author):
    view = open_list(replace(author, user_id=USER)).view
    assert [row[1] for row in cells(view.text_table)] != []
    assert view.bar_widgets() == ()
    assert SALE in {each.id for each in list_texts(author).versions}
