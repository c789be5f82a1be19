"""The account page with real widgets: forms in place, checks beside the field, keys, sizes."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.commands.accounts.editing import edit_account
from tests.support.account_desk import question, retype, type_in, words_in
from tests.support.account_records import ACCOUNT, key
from ui.screens.account.file.block_panel import BlockPanel
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.timeline import TimelineRow


def test_f2_and_double_click_turn_a_block_into_a_form(desk):
    desk.view.file.block("B").setFocus()
    QTest.keyClick(desk.view.file.block("B"), Qt.Key.Key_F2)
    assert desk.page.blocks.key == "B"
    assert desk.view.file.block("B").isHidden()
    QTest.mouseDClick(desk.view.file.block("C"), Qt.MouseButton.LeftButton)
    assert desk.page.blocks.key == "C"
    assert not desk.view.file.block("B").isHidden()


def test_ctrl_s_saves_what_was_typed_even_in_the_field_that_has_the_keyboard(desk):
    desk.edit("E")
    vehicles = desk.editor("vehicles")
    vehicles.setFocus()
    retype(vehicles, "5")
    QTest.keyClick(vehicles, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.fields()["vehicles"] == 5
    assert desk.view.file.form is None


def test_leaving_a_field_shows_its_check_beside_it(desk):
    desk.edit("A")
    code = desk.editor("uscc")
    code.setFocus()
    retype(code, "91320507MA1X")
    QTest.keyClick(code, Qt.Key.Key_Tab)
    field = desk.view.file.form.fields.field("uscc")
    assert field.note()
    assert not field.has_error()


def test_opening_and_leaving_every_block_changes_nothing(desk):
    for block in "ABCDES":
        desk.edit(block)
        form = desk.view.file.form.fields
        assert not form.is_changed(), block
        values = form.values()
        before = desk.fields()
        assert {name: before[name] for name in values} == values
    desk.page.blocks.save()
    assert desk.published == []


def test_another_spelling_of_the_same_value_is_no_edit(desk):
    with desk.workspace.store.unit_of_work() as work:
        fields = {"brands": "油\n米", "coverage_area": " 河西 "}
        work.records.update("account", ACCOUNT, fields)
        work.commit()
    desk.page.load()
    desk.edit("E")
    assert not desk.view.file.form.fields.is_changed()


def test_words_separated_in_any_way_become_labels(desk):
    desk.edit("A")
    kinds = desk.editor("business_kinds")
    retype(kinds, "零售，批发, 团购、批发")
    desk.page.blocks.save()
    assert desk.fields()["business_kinds"].split("\n") == sorted({"零售", "批发", "团购"})


def test_a_refresh_keeps_what_is_being_typed(desk):
    desk.edit("B")
    direction = desk.editor("direction")
    retype(direction, "转向社区团购")
    desk.page.on_changed(edit_account(desk.workspace, ACCOUNT, {"direction": "转向直播"}))
    assert desk.editor("direction") is direction
    assert direction.toPlainText() == "转向社区团购"
    banner = desk.view.file.form._elsewhere
    assert not banner.isHidden()


def test_names_are_plain_text(desk):
    edit_account(desk.workspace, ACCOUNT, {"legal_representative": "<b>林</b><img src=x>"})
    desk.page.load()
    block = desk.view.file.block("A")
    label = next(label for label in block.findChildren(QLabel) if "<b>" in label.text())
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_long_name_is_cut_in_the_title_and_whole_below(desk):
    name = "苏州工业园区河西路" + "百禾粮油商贸" * 10 + "有限公司"
    edit_account(desk.workspace, ACCOUNT, {"name": name, "address": "很长的地址" * 40})
    desk.page.load()
    assert desk.view.heading().title.endswith("…")
    assert name in words_in(desk.view.head)
    assert desk.window.minimumSizeHint().width() <= 1280


@pytest.mark.parametrize("letter", "ABCDES")
def test_every_form_fits_a_small_window(desk, letter):
    desk.edit(letter)
    assert desk.window.minimumSizeHint().width() <= 1280


def test_a_folded_block_shows_all_its_fields_on_demand(desk):
    block = desk.view.file.block("A")
    folded = len(words_in(block))
    fold = next(
        b
        for b in block.findChildren(Button)
        if b.words() == _("All {count} fields").format(count=15)
    )
    fold.click()
    assert len(words_in(block)) > folded
    desk.page.load()
    assert "云浦农商行 河西支行" in words_in(block)


def test_block_by_block_confirmation_offers_one_tap_a_block(desk):
    desk.view.file._confirm.setChecked(True)
    taps = [
        button
        for block in desk.view.file.findChildren(BlockPanel)
        for button in block.findChildren(Button)
        if button.words() == "仍正确"
    ]
    assert len(taps) == 5
    taps[1].click()
    assert desk.fields()["block_b_confirmed_on"] == "2026-11-23"


def test_the_roles_of_a_contact_are_ticked_and_free_words_kept(desk):
    desk.page.contacts.edit(key(12))
    picker = desk.view._contact.fields.field("roles").editor
    picker.set_labels("owner\n会计")
    picker._boxes["payer"].setChecked(True)
    assert picker.labels() == "owner\npayer\n会计"


def test_the_contact_dialog_closes_when_saved_and_stays_when_refused(desk):
    desk.page.contacts.edit()
    dialog = desk.view._contact
    dialog.save_requested.emit()
    assert dialog.isVisible()
    assert dialog.fields.field("name").has_error()
    type_in(dialog.fields.field("name").editor, "周七")
    dialog.save_requested.emit()
    assert not dialog.isVisible()


def test_calling_puts_the_number_on_the_clipboard(desk):
    desk.view.people.call_requested.emit(key(13))
    assert QGuiApplication.clipboard().text() == "051267890123"


def test_older_entries_are_added_below(desk):
    shown = len(desk.view.timeline.findChildren(TimelineRow))
    page = desk.view.timeline
    page.add_events(page._events[:2], has_more=False)
    QApplication.processEvents()
    visible = [row for row in page.findChildren(TimelineRow) if not row.isHidden()]
    assert len(visible) == shown + 2


def test_a_superior_dealer_must_be_picked_from_the_list(desk):
    desk.edit("S")
    picker = desk.editor("parent_id")
    picker.setFocus()
    retype(picker, "恒达")
    assert desk.view.file.form.fields.values() is None
    picker.lookup_requested.emit("恒达")
    picker._popup.popup().hide()
    picker._pick(picker._names.index(0))
    desk.page.blocks.save()
    with desk.workspace.store.snapshot() as look:
        parent = look.records.read("account", desk.fields()["parent_id"])
    assert parent.fields["name"] == "恒达贸易商行"


def test_the_plan_dialog_refuses_a_past_day_beside_the_field(desk):
    desk.page.ask_plan()
    dialog = desk.view.plans._dialog
    dialog.day.set_day(dt.date(2026, 11, 1))
    dialog._tell()
    assert dialog.isVisible()
    assert dialog._day_field.has_error()
    dialog.day.set_day(dt.date(2026, 11, 25))
    dialog._tell()
    assert not dialog.isVisible()


def test_typing_a_known_name_lists_it_at_the_side(new_desk, qtbot):
    name = new_desk.view.fields.field("name").editor
    type_in(name, "百禾")
    qtbot.waitUntil(lambda: "百禾粮油商贸行" in words_in(new_desk.view))
    new_desk.window.go_back()
    question(new_desk.window).stay.click()
    assert name.text() == "百禾"


def test_a_new_account_is_saved_by_keyboard_alone(new_desk):
    name = new_desk.view.fields.field("name").editor
    assert name.hasFocus()
    type_in(name, "河东小店")
    QTest.keyClick(name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    went = [step[0] for step in new_desk.context.navigation.went]
    assert went == ["go_back", "open_account"]
    assert new_desk.view.leave_allowed()
