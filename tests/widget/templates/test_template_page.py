"""The page of a contract text by keyboard: written, checked, taken back, saved, approved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.commands.contracts.library_blocks import take_block
from app.commands.contracts.template_steps import submit_version
from app.domain.contracts.texts.life import BLOCK, TEMPLATE
from app.queries.contracts.templates import read_version
from tests.support.contract_desk import SALE
from tests.support.small_png import png
from ui.screens.template.page_dialogs import FieldDialog, SayDialog

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PACKING = "clause:quality.packing"


def choose(qtbot, page, key):
    """Walk the list of parts with the arrow keys until a part is open."""
    parts = page.view.parts
    parts.setFocus()
    wanted = parts.rows.row_of(key)
    assert wanted >= 0
    while parts.currentIndex().row() != wanted:
        step = Qt.Key.Key_Down if parts.currentIndex().row() < wanted else Qt.Key.Key_Up
        QTest.keyClick(parts, step)
    qtbot.waitUntil(lambda: page.presenter.desk.part.name == key.partition(":")[2])


def editor(page, key):
    return page.view.form.fields[key].editor


def stored(workspace, version_id, entity=TEMPLATE):
    return read_version(workspace, entity, version_id)


@pytest.fixture
def page(open_page, author, draft):
    return open_page(author, draft)


def test_building_the_page_opens_no_other_window(page):
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert shown == [page.view.window()]
    assert page.view.window().isActiveWindow()


def test_a_clause_is_written_checked_confirmed_and_saved_by_keyboard(qtbot, page, author, draft):
    choose(qtbot, page, PACKING)
    zh = editor(page, "zh")
    zh.setFocus()
    zh.moveCursor(zh.textCursor().MoveOperation.End)
    QTest.keyClicks(zh, "{{nothing}}")
    qtbot.waitUntil(page.view.form.fields["zh"].has_error, timeout=10_000)
    assert "nothing" in page.view.form.fields["zh"].note()
    for _letter in "{{nothing}}":
        QTest.keyClick(zh, Qt.Key.Key_Backspace)
    QTest.keyClicks(zh, "OK")
    qtbot.waitUntil(lambda: "待核对" in page.view.form._tags["en"].words())
    assert page.view.form._tags["en"].isVisible()
    assert not page.view.form._tags["zh"].isVisible()
    page.view.form._confirm.setFocus()
    QTest.keyClick(page.view.form._confirm, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.view.checks._review.errors == 0, timeout=10_000)
    QTest.keyClick(page.view, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "OK" in str(stored(author, draft).fields["body"]), timeout=10_000)
    assert stored(author, draft).typed is None


def test_undo_and_redo_go_over_all_boxes(qtbot, page):
    choose(qtbot, page, PACKING)
    zh, before = editor(page, "zh"), editor(page, "zh").toPlainText()
    zh.setFocus()
    QTest.keyClicks(zh, "AB")
    assert zh.toPlainText() == f"AB{before}"
    std = editor(page, "std")
    std.setFocus()
    QTest.keyClick(std, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "std" in page.presenter.desk.now.text.clause("quality.packing"))
    QTest.keyClick(page.view, Qt.Key.Key_Z, CTRL)
    assert "std" not in page.presenter.desk.now.text.clause("quality.packing")
    zh.setFocus()
    QTest.keyClick(zh, Qt.Key.Key_Z, CTRL)
    assert editor(page, "zh").toPlainText() == before
    assert not page.view.undo.isEnabled()
    QTest.keyClick(page.view, Qt.Key.Key_Y, CTRL)
    assert editor(page, "zh").toPlainText() == f"AB{before}"


def test_placeholders_come_from_a_menu_of_what_is_allowed(qtbot, page):
    choose(qtbot, page, PACKING)
    zh = editor(page, "zh")
    zh.setFocus()
    QTest.keyClick(zh, Qt.Key.Key_Space, CTRL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    fields = next(each for each in menu.actions() if each.text() == "字段").menu()
    named = {each.toolTip() for each in fields.actions()}
    assert "{{pay_method:boxes}}" in named
    assert "{{goods}}" not in named
    menu.close()
    next(each for each in fields.actions() if each.toolTip() == "{{packing}}").trigger()
    assert zh.toPlainText().startswith("{{packing}}")


def test_what_is_typed_is_kept_on_the_device_and_comes_back(qtbot, page, author, draft, open_page):
    choose(qtbot, page, PACKING)
    zh = editor(page, "zh")
    zh.setFocus()
    QTest.keyClicks(zh, "half typed")
    qtbot.waitUntil(lambda: stored(author, draft).typed is not None, timeout=10_000)
    assert "half typed" not in str(stored(author, draft).fields["body"])
    again = open_page(author, draft)
    choose(qtbot, again, PACKING)
    assert editor(again, "zh").toPlainText().startswith("half typed")
    assert again.view._banner_row.isVisible()
    link = again.view._link
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: stored(author, draft).typed is None, timeout=10_000)


def test_a_finding_leads_to_its_clause(qtbot, page):
    choose(qtbot, page, PACKING)
    zh = editor(page, "zh")
    zh.setFocus()
    QTest.keyClicks(zh, "{{x")
    qtbot.waitUntil(lambda: page.view.checks.finding_rows() != [], timeout=10_000)
    choose(qtbot, page, "header:")
    row = page.view.checks.finding_rows()[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert page.presenter.desk.part.name == "quality.packing"
    assert editor(page, "zh").hasFocus()


def test_the_paper_follows_and_shows_what_leads_nowhere(qtbot, page):
    with qtbot.waitSignal(page.view.paper.pages.shown, timeout=30_000):
        pass
    choose(qtbot, page, PACKING)
    zh = editor(page, "zh")
    zh.setFocus()
    with qtbot.waitSignal(page.view.paper.pages.shown, timeout=30_000):
        QTest.keyClicks(zh, "{{nowhere}}")
    assert page.view.paper.refusal_words() == ""


def test_the_sample_paper_carries_the_companys_image(qtbot, open_page, author, draft):
    with author.store.unit_of_work() as work:
        work.connection.exec_driver_sql("UPDATE company SET logo = ?", (png(),))
        work.commit()
    page = open_page(author, draft)
    assert page.presenter.desk.sample.logo == png()
    with qtbot.waitSignal(page.view.paper.pages.shown, timeout=30_000):
        pass
    assert page.view.paper.refusal_words() == ""


def test_a_field_is_added_with_a_name_that_can_stand_in_a_wording(qtbot, page):
    page.view.lists.part("fields").click()
    qtbot.waitUntil(lambda: page.presenter.desk.part.kind == "field")
    page.view.form.buttons["add_field"].click()
    dialog = page.view.window().findChild(FieldDialog)
    QTest.keyClicks(dialog.name, "Lead Days")
    QTest.keyClick(dialog.act, Qt.Key.Key_Space)
    assert dialog._field.has_error()
    dialog.name.clear()
    QTest.keyClicks(dialog.name, "lead_days")
    QTest.keyClick(dialog.act, Qt.Key.Key_Space)
    assert page.presenter.desk.part.name == "lead_days"
    named = {each["name"] for each in page.presenter.desk.now.text.own_fields()}
    assert "lead_days" in named


def test_a_clause_is_added_and_removed_with_its_buttons(qtbot, page):
    choose(qtbot, page, PACKING)
    QTest.keyClick(page.view.form.buttons["add_clause"], Qt.Key.Key_Space)
    assert page.presenter.desk.part.name == "quality.n1"
    qtbot.waitUntil(page.view.form.fields["zh"].has_error, timeout=10_000)
    QTest.keyClick(page.view.form.buttons["remove"], Qt.Key.Key_Space)
    assert page.presenter.desk.part.name == "quality"
    assert page.presenter.desk.now.text.clause("quality.n1") is None


def test_finance_reads_and_approves_and_the_author_cannot(qtbot, open_page, author, finance, draft):
    submit_version(author, TEMPLATE, draft)
    theirs = open_page(author, draft)
    assert "approve" not in theirs.view.buttons
    page = open_page(finance, draft)
    assert editor(page, "name_zh").isReadOnly()
    assert "save" not in page.view.buttons
    QTest.keyClick(page.view.buttons["approve"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: stored(finance, draft).state == "approved", timeout=10_000)
    assert stored(finance, draft).fields["approved_by"] == finance.user_id


def test_finance_sends_back_with_a_reason_the_author_reads(
    qtbot, open_page, author, finance, draft
):
    submit_version(author, TEMPLATE, draft)
    page = open_page(finance, draft)
    QTest.keyClick(page.view.buttons["return"], Qt.Key.Key_Space)
    dialog = page.view.window().findChild(SayDialog)
    QTest.keyClick(dialog.act, Qt.Key.Key_Space)
    assert dialog._field.has_error()
    QTest.keyClicks(dialog.words, "article 6")
    QTest.keyClick(dialog.act, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: stored(author, draft).fields["submitted_at"] is None, timeout=10_000)
    theirs = open_page(author, draft)
    qtbot.waitUntil(lambda: "article 6" in theirs.view._banner.words(), timeout=10_000)


def test_the_versions_are_compared_clause_by_clause(qtbot, page):
    choose(qtbot, page, PACKING)
    zh = editor(page, "zh")
    zh.setFocus()
    QTest.keyClicks(zh, "NEW")
    page.view.side.choice.part("differences").click()
    other = page.view.side.differences.other
    assert other.key() == SALE
    page.presenter.compare(SALE)
    qtbot.waitUntil(lambda: page.view.side.differences._cards.count() == 1, timeout=10_000)


def test_an_approved_text_is_only_read(open_page, author):
    page = open_page(author, SALE)
    assert editor(page, "name_zh").isReadOnly()
    assert page.view.buttons.keys() == {"withdraw", "copy"}
    assert not page.view.undo.isVisible()


def test_a_shared_block_is_changed_on_its_own_page(qtbot, open_page, author):
    named = {"name": "争议解决", "clause_group": 9}
    block_id, _changes = take_block(author, SALE, "dispute", named)
    page = open_page(author, block_id, "clause_block")
    assert editor(page, "name_zh").text() == "争议解决"
    choose(qtbot, page, "clause:dispute.law")
    zh = editor(page, "zh")
    zh.setFocus()
    QTest.keyClicks(zh, "NEW")
    QTest.keyClick(page.view, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(
        lambda: "NEW" in str(stored(author, block_id, BLOCK).fields["body"]), timeout=10_000
    )
    assert stored(author, block_id, BLOCK).fields["name"] == "争议解决"
