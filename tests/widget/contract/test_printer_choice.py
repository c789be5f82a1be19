"""Printer, sides and tray are remembered for each kind of paper, and the dialog says so."""

from PySide6.QtPrintSupport import QPrinter

from ui.printing import PrinterChoice, recall_choice, remember_choice
from ui.screens.contract.page_dialogs import PAPER_KIND


def test_a_printer_is_remembered_for_its_kind_of_paper():
    choice = PrinterChoice(
        "办公/一", QPrinter.DuplexMode.DuplexLongSide, QPrinter.PaperSource.Lower
    )
    remember_choice(PAPER_KIND, choice)
    assert recall_choice(PAPER_KIND) == choice
    assert recall_choice("statement") == PrinterChoice()
    other = PrinterChoice("家里", QPrinter.DuplexMode.DuplexNone, QPrinter.PaperSource.Manual)
    remember_choice(PAPER_KIND, other)
    assert recall_choice(PAPER_KIND) == other
    assert recall_choice(PAPER_KIND, "办公/一") == choice


def test_the_dialog_says_that_no_printer_is_there_or_which_one_is_proposed(page, monkeypatch):
    page.view.print_requested.emit()
    assert "没有安装打印机" in page.view.dialogs.print.printer.text()
    page.view.dialogs.close_print()
    names = staticmethod(lambda: ["办公室"])
    monkeypatch.setattr("ui.printing.QPrinterInfo.availablePrinterNames", names)
    choice = PrinterChoice("办公室", QPrinter.DuplexMode.DuplexLongSide, QPrinter.PaperSource.Lower)
    remember_choice(PAPER_KIND, choice)
    page.view.print_requested.emit()
    words = page.view.dialogs.print.printer.text()
    assert all(part in words for part in ("办公室", "双面", "下纸盒"))
    page.view.dialogs.close_print()
    remember_choice(PAPER_KIND, PrinterChoice("旧机"))
    page.view.print_requested.emit()
    assert "旧机" in page.view.dialogs.print.printer.text()
    assert "没有连接" in page.view.dialogs.print.printer.text()
