"""Printing from the contract page: copies, numbers, reasons, the same bytes again."""

import hashlib

import pytest

from app.commands.contracts.drafting import create_contract
from app.queries.contracts.page import read_contract
from tests.support.contract_desk import (
    ACCOUNT,
    CONTRACT,
    DISTRIBUTION,
)
from ui.screens.contract.paper.printing import Order

APPROVAL = 2


def stored(desk):
    return read_contract(desk, CONTRACT)


def test_copies_are_numbered_recorded_and_close_the_contract(page, desk):
    page.presenter.ask_print()
    assert (page.view.plan.is_draft, page.view.plan.first, page.view.plan.copies) == (False, 1, 4)
    page.presenter.printing.print_copies(Order(4, "", 1))
    papers, _title = page.view.dialogs.last["send_to_printer"]
    assert [(paper.number, paper.total) for paper in papers] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert len({paper.sha256 for paper in papers}) == 4
    assert stored(desk).prints == ()
    page.presenter.printing.printed("办公室")
    sheet = stored(desk)
    assert [each.copy_number for each in sheet.prints] == [1, 2, 3, 4]
    assert sheet.state == "printed"
    assert page.view.last["show_form"][2] is True
    head = page.view.last["show_head"][0]
    assert head.locked
    assert not head.is_checked
    assert page.view.review.findings == ()


def test_a_reprint_asks_for_a_reason_and_goes_on_counting(page, desk):
    page.presenter.printing.print_copies(Order(2, "", 1))
    page.presenter.printing.printed("办公室")
    page.presenter.ask_print()
    assert page.view.plan.needs_reason
    assert (page.view.plan.is_draft, page.view.plan.first) == (False, 3)
    page.presenter.printing.print_copies(Order(1, " ", 3))
    assert page.view.dialogs.calls[-1] == "show_print_error"
    page.presenter.printing.print_copies(Order(3, "一份打印不清", 3))
    page.presenter.printing.printed("办公室")
    last = stored(desk).prints[-1]
    assert (last.copy_number, last.copies_total, last.reason) == (5, 5, "一份打印不清")


def test_a_copy_that_is_printed_again_has_the_same_bytes_and_number(page, desk):
    page.presenter.printing.print_copies(Order(4, "", 1))
    page.presenter.printing.printed("办公室")
    page.presenter.ask_print()
    assert (page.view.plan.first, page.view.plan.copies, page.view.plan.made) == (1, 1, 4)
    page.presenter.printing.print_copies(Order(1, "纸卡住了", 2))
    page.presenter.printing.printed("办公室")
    *before, again = stored(desk).prints
    second = before[1]
    assert (again.copy_number, again.copies_total) == (second.copy_number, second.copies_total)
    assert again.pdf_sha256 == second.pdf_sha256


def test_a_newer_program_that_sets_another_page_says_so(page, desk):
    page.presenter.printing.print_copies(Order(1, "", 1))
    page.presenter.printing.printed("办公室")
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql("UPDATE print_record SET pdf_sha256 = 'older'")
        work.commit()
    page.presenter.load()
    page.presenter.printing.print_copies(Order(1, "丢了", 1))
    page.presenter.printing.printed("办公室")
    assert "newer program" in page.navigation.last["show_toast"][0]


@pytest.mark.parametrize("first", [0, 6])
def test_copies_begin_with_one_that_was_made_or_the_next(page, first):
    page.presenter.printing.print_copies(Order(4, "", 1))
    page.presenter.printing.printed("办公室")
    page.presenter.printing.print_copies(Order(1, "再来", first))
    assert page.view.dialogs.calls[-1] == "show_print_error"


def test_a_draft_says_why_and_takes_no_number_of_the_originals(page, desk):
    page.presenter.edit("packing", "")
    page.presenter.ask_print()
    assert page.view.plan.is_draft
    assert page.view.plan.reasons
    page.presenter.printing.print_copies(Order(1, "", 1))
    page.presenter.printing.printed("办公室")
    assert stored(desk).is_editable
    page.presenter.edit("packing", "木箱")
    page.presenter.ask_print()
    assert (page.view.plan.is_draft, page.view.plan.first) == (False, 1)


def test_a_provisional_number_and_a_text_that_needs_approval_are_given_as_reasons(open_page, desk):
    contract_id, _ = create_contract(desk, ACCOUNT, DISTRIBUTION)
    page = open_page(contract_id)
    page.presenter.ask_print()
    assert len(page.view.plan.reasons) == 3


def test_a_contract_with_a_missing_picture_prints_nothing_and_records_nothing(page, desk):
    page.presenter.edit("consignee", "谢璟☑")
    page.presenter.printing.print_copies(Order(1, "", 1))
    assert "send_to_printer" not in page.view.dialogs.calls
    assert page.view.dialogs.calls[-1] == "show_print_error"
    assert stored(desk).prints == ()
    assert stored(desk).is_editable


def test_a_printer_that_refuses_leaves_no_record(page, desk):
    page.presenter.printing.print_copies(Order(1, "", 1))
    page.presenter.printing.not_printed("没有纸")
    page.presenter.printing.printed("办公室")
    assert stored(desk).prints == ()


def test_each_copy_becomes_a_file_of_its_own(page, desk, tmp_path):
    page.presenter.printing.save_pdf(Order(2, "", 1), tmp_path / "合同.pdf")
    files = sorted(path.name for path in tmp_path.glob("合同*.pdf"))
    assert files == ["合同-1.pdf", "合同-2.pdf"]
    with desk.store.snapshot() as look:
        sums = look.connection.exec_driver_sql(
            "SELECT pdf_sha256 FROM print_record ORDER BY copy_number"
        ).scalars()
        kept = list(sums)
    assert kept == [hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in files]
    assert {each.printer for each in stored(desk).prints} == {"PDF"}


def test_a_folder_that_takes_no_file_is_said_and_nothing_recorded(page, desk, tmp_path):
    page.presenter.printing.save_pdf(Order(1, "", 1), tmp_path / "nowhere" / "合同.pdf")
    assert page.view.dialogs.calls[-1] == "show_print_error"
    assert stored(desk).prints == ()


@pytest.mark.parametrize("copies", [0, 13])
def test_nobody_prints_no_copies_or_a_pile(page, copies):
    page.presenter.printing.print_copies(Order(copies, "", 1))
    assert page.view.dialogs.calls[-1] == "show_print_error"


def test_a_contract_is_voided_only_with_a_reason(page, desk):
    page.presenter.ask_step("void")
    page.presenter.stepping.take("void", {"note": " "})
    assert stored(desk).state == "draft"
    page.presenter.stepping.take("void", {"note": "客户改主意"})
    assert stored(desk).state == "void"
    assert page.view.last["show_head"][0].locked


def test_a_contract_that_is_not_here_says_so(open_page):
    page = open_page("f" * 32)
    assert "show_gone" in page.view.calls
