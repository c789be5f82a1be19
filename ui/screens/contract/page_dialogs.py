"""The dialogs above the contract page: one at a time, each forgotten when it closes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.printing import Paper, PaperPrinter, RunTask, choose_printer, printer_words
from ui.screens.contract.form.row_dialogs import LineDialog, ProductDialog
from ui.screens.contract.paper.print_dialog import PrintDialog
from ui.screens.contract.paper.setting import Sheets
from ui.screens.contract.rows import LineForm, PrintPlan, ProductView, StepForm
from ui.screens.contract.steps.dialog import StepDialog
from ui.texts import _

PAPER_KIND = "contract"

ChoosePrinter = Callable[[QWidget, str, str, int], QPrinter | None]
ChoosePath = Callable[[QWidget, str], Path | None]


def choose_pdf_path(parent: QWidget, name: str) -> Path | None:
    """Let the user name a PDF file; None when he thought better of it."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save as PDF"), name, "PDF (*.pdf)")
    return Path(chosen) if chosen else None


def choose_word_path(parent: QWidget, name: str) -> Path | None:
    """Let the user name a Word file; None when he thought better of it."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save as Word"), name, "Word (*.docx)")
    return Path(chosen) if chosen else None


class PageDialogs(QObject):
    """Opens dialogs and tells what was answered.

    Args:
        page: The page they belong to.
        run: The work lane, where pages for the printer are drawn.
        today: The user's day.

    Attributes:
        choose_printer: Asks for a printer; tests put another question here.
        printer_words: Says which printer is proposed for a kind of paper.
        choose_path: Asks for a file.
        choose_word_path: Asks for a Word file.

    Signals:
        products_taken: Table and ids of products.
        line_saved: Table, row and text by column.
        print_ordered: Copies, reason and number of the first copy.
        file_ordered: Copies, reason, number of the first copy and path.
        printed: Name of the printer that took everything.
        not_printed: Why not; empty when the user chose no printer.
        step_taken: Name of the step and answers by key.
        word_ordered: Path of the Word file.
    """

    products_taken = Signal(str, list)
    line_saved = Signal(str, str, dict)
    print_ordered = Signal(int, str, int)
    file_ordered = Signal(int, str, int, object)
    printed = Signal(str)
    not_printed = Signal(str)
    step_taken = Signal(str, dict)
    word_ordered = Signal(object)

    def __init__(self, page: QWidget, run: RunTask, today: dt.date) -> None:
        super().__init__(page)
        self._page, self._today = page, today
        self.choose_printer: ChoosePrinter = choose_printer
        self.printer_words: Callable[[str], str] = printer_words
        self.choose_path: ChoosePath = choose_pdf_path
        self.choose_word_path: ChoosePath = choose_word_path
        self.print: PrintDialog | None = None
        self.line: LineDialog | None = None
        self.products: ProductDialog | None = None
        self.step: StepDialog | None = None
        self._printer = PaperPrinter(run, self)
        self._printer_name = ""
        self._printer.went_on.connect(self._show_progress)
        self._printer.finished.connect(lambda: self.printed.emit(self._printer_name))
        self._printer.failed.connect(self.not_printed)

    def open_products(self, table: str, products: Sequence[ProductView]) -> None:
        """Offer products."""
        self.products = ProductDialog(self._page, products)
        self.products.taken.connect(lambda ids: self.products_taken.emit(table, ids))
        self.products.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.products.open()

    def open_line(self, form: LineForm) -> None:
        """Open one row."""
        self.line = LineDialog(self._page, form)
        self.line.saved.connect(lambda texts: self.line_saved.emit(form.table, form.key, texts))
        self.line.open()

    def close_line(self) -> None:
        """Close it."""
        if self.line is not None:
            self.line.accept()
            self.line.deleteLater()
            self.line = None

    def show_line_error(self, column: str, words: str) -> None:
        """Say beside a box of the row why it is refused."""
        if self.line is not None:
            self.line.show_error(column, words)

    def open_print(self, plan: PrintPlan) -> None:
        """Ask how many copies."""
        self.print = PrintDialog(self._page, plan, self.printer_words(PAPER_KIND))
        self.print.print_requested.connect(self.print_ordered)
        self.print.file_requested.connect(self._ask_path)
        self.print.open()

    def close_print(self) -> None:
        """Take the dialog away."""
        if self.print is not None:
            self.print.accept()
            self.print.deleteLater()
            self.print = None

    def show_print_busy(self, words: str) -> None:
        """Say in the dialog what is being done."""
        if self.print is not None:
            self.print.show_busy(words)

    def show_print_error(self, words: str) -> None:
        """Say in the dialog why it did not work."""
        if self.print is not None:
            self.print.show_error(words)

    def send_to_printer(self, papers: Sequence[Sheets], title: str) -> None:
        """Let the user choose a printer, then print."""
        parent = self.print or self._page
        printer = self.choose_printer(parent, PAPER_KIND, title, papers[0].pages)
        if printer is None:
            self.not_printed.emit("")
            return
        self._printer_name = printer.printerName() or printer.outputFileName()
        self._printer.start(printer, [Paper(paper.pdf, paper.pages) for paper in papers])

    def open_step(self, form: StepForm) -> None:
        """Ask what a step needs."""
        self.step = StepDialog(self._page, form, self._today)
        self.step.taken.connect(lambda answers: self.step_taken.emit(form.name, answers))
        self.step.open()

    def close_step(self) -> None:
        """Close it."""
        if self.step is not None:
            self.step.accept()
            self.step.deleteLater()
            self.step = None

    def show_step_error(self, key: str, words: str) -> None:
        """Say beside a line why the step is not taken."""
        if self.step is not None:
            self.step.show_error(key, words)

    def ask_word_path(self, name: str) -> None:
        """Ask where the Word file goes."""
        path = self.choose_word_path(self._page, name)
        if path is not None:
            self.word_ordered.emit(path)

    def _ask_path(self, copies: int, reason: str, first: int) -> None:
        if self.print is not None:
            path = self.choose_path(self.print, self.print.plan.file_name)
            if path is not None:
                self.file_ordered.emit(copies, reason, first, path)

    def _show_progress(self, sent: int, total: int) -> None:
        words = _("Page {sent} of {total} sent to the printer").format(sent=sent, total=total)
        self.show_print_busy(words)
