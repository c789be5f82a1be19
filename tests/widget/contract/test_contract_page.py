"""The contract page at work: typed in, checked, shown on paper, printed."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from sqlalchemy import event

from app.commands.contracts.drafting import Printed, record_prints
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.wording.fingerprint import contract_fingerprint
from app.queries.contracts.page import read_contract
from tests.support.contract_desk import ACCOUNT, CONTRACT, SALE
from ui.screens.contract.build import build_new_contract
from ui.screens.contract.new_dialog import NewContractDialog
from ui.widgets.date_edit import DateEdit
from ui.widgets.text import Text
from ui.widgets.unsaved_question import UnsavedQuestion


def field(page, name):
    return page.view.form._groups[name].fields[name]


def table(page, name="goods"):
    return page.view.form._groups[name].tables[name]


def test_the_page_shows_form_checks_and_the_final_paper(page):
    assert field(page, "packing").editor.text() == "木托盘加护角，防潮"
    assert field(page, "pay_method").editor.key() == "staged"
    assert field(page, "late_rate").editor.text() == "0.05%"
    assert field(page, "earnest_amount").editor.minor() == 6_000_000
    assert table(page)._model.rowCount() == 5
    assert page.view.paper.pages.page_count() == 6
    assert page.view.paper._draft.isHidden()
    assert field(page, "arb_commission").isHidden()


def test_building_the_page_opens_no_other_window(page):
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert shown == [page.window]
    assert page.window.isActiveWindow()


def test_typing_is_checked_saved_and_set_by_itself(qtbot, page, desk):
    editor = field(page, "packing").editor
    editor.setFocus()
    editor.selectAll()
    with qtbot.waitSignal(page.view.paper.pages.shown, timeout=20_000):
        QTest.keyClicks(editor, "X")
    qtbot.waitUntil(lambda: read_contract(desk, CONTRACT).terms["packing"] == "X", timeout=10_000)
    qtbot.waitUntil(lambda: field(page, "packing").has_error(), timeout=10_000)
    assert not page.view.paper._draft.isHidden()
    words = [each.words() for each in page.view.checks.finding_rows()]
    assert any("包装" in each for each in words)


def test_half_typed_figures_are_kept_before_the_field_is_left(page):
    editor = field(page, "earnest_amount").editor
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "12k")
    assert page.presenter._opened.sheet.value("earnest_amount") == "12000.00"
    assert editor.text() == "12k"


def test_what_is_no_number_is_said_beside_the_field_and_the_old_one_stays(qtbot, page):
    days = field(page, "demand_days")
    days.editor.setFocus()
    days.editor.selectAll()
    QTest.keyClicks(days.editor, "xx")
    page.view.form.setFocus()
    page.window.setFocus()
    qtbot.waitUntil(days.has_error)
    assert page.presenter._opened.sheet.value("demand_days") == 10
    page.presenter.reviewing.run()
    qtbot.wait(50)
    assert days.has_error()


def test_a_choice_brings_the_fields_it_needs(page):
    assert not field(page, "arb_commission").isVisible()
    combo = field(page, "dispute").editor
    combo.setFocus()
    combo.choose("arbitration")
    combo.activated.emit(combo.currentIndex())
    assert not field(page, "arb_commission").isHidden()
    assert field(page, "court_place").isHidden()


def test_a_finding_leads_to_its_folded_field(qtbot, page):
    page.presenter.edit("party_b.uscc", "123")
    page.presenter.reviewing.run()
    qtbot.waitUntil(lambda: page.view.checks._review.errors == 1, timeout=10_000)
    assert field(page, "party_b.uscc").isHidden()
    page.view.checks.finding_rows()[0].click()
    assert not field(page, "party_b.uscc").isHidden()
    qtbot.waitUntil(field(page, "party_b.uscc").editor.hasFocus)
    assert field(page, "party_b.uscc").has_error()


def test_a_figure_typed_into_the_table_changes_the_totals(qtbot, page):
    goods = table(page)
    view, model = goods._table, goods._model
    index = model.index(0, 1)
    view.setFocus()
    view.setCurrentIndex(index)
    view.edit(index)
    (box,) = view.viewport().findChildren(QLineEdit)
    box.setText("37")
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.row_at(0).cells["qty"] == "37")
    labels = [each.text() for each in goods.findChildren(Text)]
    assert "¥413,600.00" in labels
    assert "人民币肆拾壹万叁仟陆佰元整" in labels


def test_products_are_taken_from_the_price_list(qtbot, page):
    table(page)._add.click()
    dialog = page.view.dialogs.products
    dialog.search.setText("现调")
    assert dialog.model.rowCount() == 1
    dialog.table.selectRow(0)
    dialog.take.click()
    qtbot.waitUntil(lambda: table(page)._model.rowCount() == 6)
    assert table(page)._model.row_at(5).cells["price"] == "15,800.00"


def test_a_row_is_removed_by_key(page):
    view = table(page)._table
    view.setFocus()
    view.select_row(0)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert table(page)._model.rowCount() == 4


def test_leaving_the_page_loses_no_keystroke(qtbot, page, desk):
    editor = field(page, "packing").editor
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "Pallet")
    page.window.go_back()
    qtbot.waitUntil(
        lambda: read_contract(desk, CONTRACT).terms["packing"] == "Pallet", timeout=10_000
    )


def test_a_missing_character_is_said_above_the_old_paper_with_a_way_to_it(qtbot, page):
    field(page, "consignee").editor.setText("谢璟☑")
    field(page, "consignee").editor.textEdited.emit("谢璟☑")
    qtbot.waitUntil(lambda: page.view.paper.refusal_words() != "", timeout=10_000)
    assert "收货人及电话" in page.view.paper.refusal_words()
    assert page.view.paper.pages.page_count() == 6
    page.view.paper._mend.click()
    qtbot.waitUntil(field(page, "consignee").editor.hasFocus)


def pdf_printer(path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def test_copies_go_to_the_printer_and_the_contract_is_closed(
    qtbot, page, desk, tmp_path, sheets_of
):
    target = tmp_path / "printed.pdf"
    page.view.dialogs.choose_printer = lambda *_asked: pdf_printer(target)
    page.view.print_requested.emit()
    dialog = page.view.dialogs.print
    dialog.copies.setText("2")
    dialog.print_button.click()
    qtbot.waitUntil(
        lambda: [each.copy_number for each in read_contract(desk, CONTRACT).prints] == [1, 2],
        timeout=30_000,
    )
    sheet = read_contract(desk, CONTRACT)
    assert (sheet.state, sheet.prints[0].printer) == ("printed", str(target))
    qtbot.waitUntil(lambda: isinstance(field(page, "packing").editor, QLabel), timeout=10_000)
    assert page.view.dialogs.print is None
    sheets = sheets_of(target)
    assert len(sheets) == 12
    assert all(min(grey) < 100 for grey in sheets)  # there is ink on every sheet
    assert sheets[0] != sheets[6]  # the second copy has a number of its own


def test_only_the_pages_that_were_chosen_are_printed(qtbot, page, tmp_path, sheets_of):
    target = tmp_path / "printed.pdf"

    def choose(*_asked):
        printer = pdf_printer(target)
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)
        return printer

    page.view.dialogs.choose_printer = choose
    page.view.print_requested.emit()
    page.view.dialogs.print.copies.setText("1")
    with qtbot.waitSignal(page.view.dialogs.printed, timeout=30_000):
        page.view.dialogs.print.print_button.click()
    assert len(sheets_of(target)) == 2


def test_a_printer_that_prints_nothing_is_said_and_nothing_recorded(qtbot, page, desk, tmp_path):
    def choose(*_asked):
        printer = pdf_printer(tmp_path / "printed.pdf")
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(9, 9)
        return printer

    page.view.dialogs.choose_printer = choose
    page.view.print_requested.emit()
    dialog = page.view.dialogs.print
    with qtbot.waitSignal(page.view.dialogs.not_printed, timeout=30_000):
        dialog.print_button.click()
    assert dialog.error_words()
    assert dialog.print_button.isEnabled()
    assert read_contract(desk, CONTRACT).prints == ()


def test_thinking_better_of_it_leaves_the_dialog_as_it_was(qtbot, page, desk):
    page.view.dialogs.choose_printer = lambda *_asked: None
    page.view.print_requested.emit()
    dialog = page.view.dialogs.print
    with qtbot.waitSignal(page.view.dialogs.not_printed, timeout=30_000):
        dialog.print_button.click()
    assert dialog.isVisible()
    assert dialog.print_button.isEnabled()
    assert read_contract(desk, CONTRACT).prints == ()


def test_the_pdf_file_is_written_where_it_was_wanted(qtbot, page, desk, tmp_path):
    page.view.dialogs.choose_path = lambda _parent, name: tmp_path / name
    page.view.print_requested.emit()
    page.view.dialogs.print.copies.setText("1")
    page.view.dialogs.print.file_button.click()
    qtbot.waitUntil(lambda: read_contract(desk, CONTRACT).prints != (), timeout=30_000)
    (made,) = tmp_path.glob("*.pdf")
    assert made.read_bytes().startswith(b"%PDF")
    assert made.name.startswith("购销合同")


def test_a_draft_says_plainly_that_it_may_not_be_signed(page):
    page.presenter.edit("packing", "")
    page.view.print_requested.emit()
    words = [each.text() for each in page.view.dialogs.print.findChildren(Text)]
    assert "草稿，不得签署" in words
    assert any("必须改" in each for each in words)


def test_voiding_asks_for_the_reason(qtbot, page, desk):
    page.view.steps.in_menu["void"].trigger()
    dialog = page.view.dialogs.step
    dialog.act_button.click()
    assert dialog.fields["note"].has_error()
    dialog.fields["note"].editor.setText("客户改主意")
    dialog.act_button.click()
    qtbot.waitUntil(lambda: read_contract(desk, CONTRACT).state == "void", timeout=10_000)
    qtbot.waitUntil(lambda: page.view.dialogs.step is None, timeout=10_000)


def test_a_new_contract_is_begun_from_account_and_text(qtbot, window, context, desk):
    with desk.store.unit_of_work() as work:
        work.cards.mark([ACCOUNT], words=True)
        work.cards.refresh(desk.today(), 10)
        work.commit()
    build_new_contract(context.screen, window)
    (dialog,) = window.findChildren(NewContractDialog)
    qtbot.waitUntil(lambda: len(dialog.cards) == 2, timeout=10_000)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1, timeout=10_000)
    dialog.begin_button.click()
    assert dialog.error_words()
    dialog.table.select_row(0)
    dialog.cards[SALE].setChecked(True)
    dialog.begin_button.click()
    went = context.screen.navigation.went
    qtbot.waitUntil(lambda: bool(went) and went[-1][0] == "open_contract", timeout=10_000)
    assert read_contract(desk, went[-1][1]).template_id == SALE


def test_a_day_that_does_not_exist_is_asked_about_before_the_page_goes(page):
    days = (each for each in page.view.findChildren(DateEdit) if each.isVisible())
    editor = next(days)
    editor.setText("2027-02-30")
    page.window.go_back()
    assert page.window.current_screen() is page.view
    asked = next(each for each in page.window.findChildren(UnsavedQuestion) if each.isVisible())
    asked.stay.click()
    assert editor.text() == "2027-02-30"


@pytest.fixture
def disk(desk):
    """Refuses to be written to, whichever connection asks, while `refuses` is set."""
    state = SimpleNamespace(refuses=False)

    def check_out(connection, _record, _proxy):
        connection.execute(f"PRAGMA query_only = {'ON' if state.refuses else 'OFF'}")

    with desk.store.snapshot() as look:
        event.listen(look.connection.engine, "checkout", check_out)
    return state


def test_a_draft_that_the_disk_refuses_keeps_the_page(qtbot, page, desk, disk):
    editor = field(page, "packing").editor
    editor.setFocus()
    editor.selectAll()
    disk.refuses = True
    QTest.keyClicks(editor, "Pallet")
    page.window.go_back()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in questions(page)), timeout=10_000)
    assert page.window.current_screen() is page.view
    disk.refuses = False

    def has_left():
        # A save at a pause may have met the full disk just before: then it is asked once more.
        for each in questions(page):
            if each.isVisible():
                each.save.click()
        return page.window.current_screen() is not page.view

    qtbot.waitUntil(has_left, timeout=10_000)
    assert read_contract(desk, CONTRACT).terms["packing"] == "Pallet"


def questions(page):
    return page.window.findChildren(UnsavedQuestion)


def test_nothing_is_printed_without_what_could_not_be_read(qtbot, page):
    editor = next(each for each in page.view.findChildren(DateEdit) if each.isVisible())
    editor.setText("2027-02-30")
    with qtbot.assertNotEmitted(page.view.print_requested):
        QTest.keyClick(page.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert editor.is_misread()


def test_the_steps_ahead_are_buttons_and_say_why_one_is_not_possible(qtbot, page):
    buttons = page.view.steps.by_name
    assert {name for name, button in buttons.items() if button.isVisible()} == {"submit"}
    assert buttons["submit"].isEnabled()
    page.presenter.edit("packing", "")
    page.presenter.reviewing.run()
    qtbot.waitUntil(lambda: not buttons["submit"].isEnabled(), timeout=10_000)
    assert "必须改" in page.view.steps.why()
    assert page.view.steps.reasons.isVisible()


def test_a_contract_is_submitted_with_one_press(qtbot, page, desk):
    page.view.steps.by_name["submit"].click()
    qtbot.waitUntil(lambda: read_contract(desk, CONTRACT).state == "in_review", timeout=10_000)
    qtbot.waitUntil(lambda: not page.view.steps.by_name["submit"].isVisible(), timeout=10_000)


def test_a_signature_is_asked_for_with_name_place_and_day(qtbot, page, desk):
    copy = Printed(1, 4, 6, stored_fingerprint(desk), "a" * 64, "office", is_draft=False)
    page.presenter.on_changed(record_prints(desk, CONTRACT, [copy]))
    sign = page.view.steps.by_name["sign"]
    qtbot.waitUntil(sign.isVisible, timeout=10_000)
    sign.click()
    dialog = page.view.dialogs.step
    assert list(dialog.fields) == ["signatory", "signed_place", "signed_on"]
    dialog.fields["signatory"].editor.setText("")
    dialog.act_button.click()
    qtbot.waitUntil(dialog.fields["signatory"].has_error, timeout=10_000)
    dialog.fields["signatory"].editor.setText("谢璟")
    dialog.act_button.click()
    qtbot.waitUntil(lambda: read_contract(desk, CONTRACT).state == "signed", timeout=10_000)


def stored_fingerprint(desk):
    sheet = read_contract(desk, CONTRACT)
    return contract_fingerprint(
        parse_template(sheet.template_text, sheet.library_text), sheet.values()
    )
