"""Nothing typed on the account page vanishes: save it, discard it, or stay with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.account_desk import question, retype, type_in, words_in
from ui.texts import _


def test_escape_closes_the_form_and_not_the_page(desk):
    desk.edit("A")
    QTest.keyClick(desk.editor("name"), Qt.Key.Key_Escape)
    assert desk.view.file.form is None
    assert desk.window.current_screen() is desk.view


def test_escape_asks_before_it_drops_what_was_typed(desk):
    desk.edit("A")
    name = desk.editor("name")
    retype(name, "x")
    QTest.keyClick(name, Qt.Key.Key_Escape)
    assert desk.editor("name").text() == "x"
    question(desk.window).discard.click()
    assert desk.view.file.form is None
    assert desk.fields()["name"] == "百禾粮油商贸行"


def test_a_day_that_cannot_be_read_keeps_the_form_open(desk):
    desk.edit("A")
    day = desk.editor("dealings_since_on")
    day.setFocus()
    retype(day, "neulich")
    QTest.keyClick(day, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.view.file.form is not None
    assert desk.view.file.form.fields.field("dealings_since_on").has_error()
    retype(day, "2019-05-01")
    QTest.keyClick(day, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.fields()["dealings_since_on"] == "2019-05-01"


def leave_with_typed(desk, text="x"):
    desk.edit("B")
    retype(desk.editor("direction"), text)
    desk.window.go_back()
    assert desk.window.current_screen() is desk.view
    return question(desk.window)


def test_a_page_without_unsaved_work_is_left_at_once(desk):
    assert desk.view.leave_allowed()
    desk.edit("B")
    assert desk.view.leave_allowed()


def test_unsaved_work_may_be_discarded(desk):
    leave_with_typed(desk).discard.click()
    assert desk.window.current_screen() is not desk.view
    assert desk.fields()["direction"] != "x"


def test_unsaved_work_is_saved_by_enter_and_then_the_page_is_left(desk):
    asked = leave_with_typed(desk)
    assert asked.focusWidget() is asked.save
    QTest.keyClick(asked.save, Qt.Key.Key_Return)
    assert desk.window.current_screen() is not desk.view
    assert desk.fields()["direction"] == "x"


def test_escape_at_the_question_stays_and_keeps_the_text(desk):
    asked = leave_with_typed(desk)
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert desk.window.current_screen() is desk.view
    assert desk.editor("direction").toPlainText() == "x"


def test_what_cannot_be_saved_stays_with_its_reason_beside_the_field(desk):
    leave_with_typed(desk, "x" * 30_000).save.click()
    assert desk.window.current_screen() is desk.view
    assert desk.view.file.form.fields.field("direction").has_error()


def test_closing_the_window_asks_and_the_answer_closes_it(desk, qtbot):
    desk.edit("B")
    retype(desk.editor("direction"), "x")
    desk.window.close()
    assert desk.window.isVisible()
    question(desk.window).save.click()
    qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.fields()["direction"] == "x"


def test_the_contact_dialog_asks_before_it_drops_what_was_typed(desk):
    desk.page.contacts.edit()
    dialog = desk.view._contact
    type_in(dialog.fields.field("name").editor, "周七")
    QTest.keyClick(dialog.fields.field("name").editor, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    question(dialog).stay.click()
    assert dialog.fields.field("name").editor.text() == "周七"
    desk.window.go_back()
    assert desk.window.current_screen() is desk.view
    question(dialog).discard.click()
    assert not dialog.isVisible()


def test_the_contact_dialog_saves_when_told_so(desk):
    desk.page.contacts.edit()
    dialog = desk.view._contact
    type_in(dialog.fields.field("name").editor, "周七")
    dialog.reject()
    question(dialog).save.click()
    assert not dialog.isVisible()
    desk.page.load()
    assert any("周七" in words for words in words_in(desk.view.people))


def test_an_impossible_day_keeps_its_text_and_says_why(desk):
    desk.page.contacts.edit()
    field = desk.view._contact.fields.field("born_on")
    type_in(field.editor, "2027-02-30")
    field.editor.read()
    assert field.note() == _("The calendar has no such day")
    desk.view._contact.save_requested.emit()
    assert field.editor.text() == "2027-02-30"
    assert desk.view._contact.isVisible()


def test_a_new_account_is_saved_when_it_is_left_and_told_so(new_desk):
    type_in(new_desk.view.fields.field("name").editor, "河东小店")
    new_desk.window.go_back()
    question(new_desk.window).save.click()
    assert new_desk.window.current_screen() is not new_desk.view
    with new_desk.workspace.store.snapshot() as look:
        names = look.connection.exec_driver_sql("SELECT name FROM account").scalars()
        assert "河东小店" in list(names)
