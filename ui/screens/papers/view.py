"""Draws the page of a paper: questions above, the pages below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.printing import Paper, PaperPrinter, choose_printer, printer_words
from ui.screens.context import Clock, Runner
from ui.screens.papers.print_dialog import PaperPrintDialog
from ui.screens.papers.rows import Option, PaperFile, PrintQuestion
from ui.screens.papers.setting import PaperRun
from ui.texts import _
from ui.widgets.blocks import Banner
from ui.widgets.buttons import Button
from ui.widgets.date_edit import DateEdit
from ui.widgets.editors import ComboBox
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.page_tools import PageTools
from ui.widgets.panel import Panel, hline
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.progress import Progress
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_LOOK_MS = 150
_WIDEST_PAGE = 940
_FILLS = 100  # takes what there is before the blanks beside it do
_BOX_WIDTH, _BAR_WIDTH = 150, 220

ChoosePrinter = Callable[[QWidget, str, str, int], QPrinter | None]
ChoosePath = Callable[[QWidget, str], Path | None]


def choose_pdf_path(parent: QWidget, name: str) -> Path | None:
    """Let the user name a PDF file; None when he thought better of it."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save as PDF"), name, "PDF (*.pdf)")
    return Path(chosen) if chosen else None


class PaperPageView(Screen):
    """A paper as it will be printed.

    Signals:
        option_chosen: Key and answer.
        print_requested: Ask how many copies.
        print_ordered: Copies and reason.
        file_ordered: Copies, reason and path.
        printed: Name of the printer that took everything.
        not_printed: Why not; empty when the user chose no printer.
        stop_requested: End the run.

    Attributes:
        choose_printer: Asks for a printer; tests put another question here.
        choose_path: Asks for a file.
        printer_words: Says which printer is proposed for a kind of paper.
    """

    option_chosen = Signal(str, str)
    print_requested = Signal()
    print_ordered = Signal(int, str)
    file_ordered = Signal(int, str, object)
    printed = Signal(str)
    not_printed = Signal(str)
    stop_requested = Signal()

    def __init__(self, clock: Clock, runner: Runner) -> None:
        super().__init__()
        self._today = clock.today()
        self.choose_printer: ChoosePrinter = choose_printer
        self.printer_words: Callable[[str], str] = printer_words
        self.choose_path: ChoosePath = choose_pdf_path
        self._kind = "paper"
        self.dialog: PaperPrintDialog | None = None
        self.boxes: dict[str, QWidget] = {}
        self.pages = PdfPages(runner.on_work, _("Print preview"))
        self._paper: PaperFile | None = None
        self._run: PaperRun | None = None
        self._printer = PaperPrinter(runner.on_work, self)
        self._printer_name = ""
        self._printer.finished.connect(lambda: self.printed.emit(self._printer_name))
        self._printer.failed.connect(self.not_printed)
        self._print = Button(_("Print…"), "primary", "printer")
        self._print.clicked.connect(self.print_requested)
        self._print.setEnabled(False)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print.click)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._show_progress)
        self._lay_out()

    def panes(self) -> Sequence[QWidget]:
        """Walk questions and pages."""
        return (self._head, self.pages)

    def show_options(self, title: str, meta: str, options: Sequence[Option]) -> None:
        """Show name and questions."""
        self.set_heading(title, meta)
        self.set_actions([self._print])
        clear_layout(self._questions)
        self.boxes = {option.key: self._box(option) for option in options}
        for option in options:
            self._questions.addWidget(Field(option.words, self.boxes[option.key]))

    def show_paper(self, paper: PaperFile) -> None:
        """Show the file."""
        self._paper = paper
        self._print.setEnabled(True)
        self.pages.show()
        self.pages.show_pdf(paper.pdf)

    def show_run(self, run: PaperRun | None) -> None:
        """Show how far a run is."""
        self._run = run
        self._print.setEnabled(run is None and self._paper is not None)
        if run is None:
            self._timer.stop()
            self._busy.hide()
        else:
            self._busy.setVisible(run.total > 1)
            self._show_progress()
            self._timer.start()

    def show_refusal(self, words: str) -> None:
        """Say why there is no paper."""
        self._refusal_row.setVisible(bool(words))
        self._refusal.show_words(words)
        if words:
            self._paper = None
            self._print.setEnabled(False)
            self.pages.hide()

    def refusal_words(self) -> str:
        """Return the sentence that is shown; empty when there is none."""
        return "" if self._refusal_row.isHidden() else self._refusal.words()

    def ask_print(self, question: PrintQuestion) -> None:
        """Ask for copies and reason."""
        self._kind = question.kind
        self.dialog = PaperPrintDialog(self, question, self.printer_words(question.kind))
        self.dialog.print_requested.connect(self.print_ordered)
        self.dialog.file_requested.connect(self._ask_path)
        self.dialog.open()

    def close_print(self) -> None:
        """Take the dialog away."""
        if self.dialog is not None:
            self.dialog.accept()
            self.dialog.deleteLater()
            self.dialog = None

    def show_print_error(self, words: str) -> None:
        """Say in the dialog why it did not work."""
        if self.dialog is not None:
            self.dialog.show_error(words)

    def send_to_printer(self, paper: PaperFile, copies: int) -> None:
        """Let the user choose a printer, then print."""
        parent = self.dialog or self
        printer = self.choose_printer(parent, self._kind, paper.name, paper.pages)
        if printer is None:
            self.not_printed.emit("")
            return
        self._printer_name = printer.printerName() or printer.outputFileName()
        self._printer.start(printer, [Paper(paper.pdf, paper.pages)] * copies)

    def _ask_path(self, copies: int, reason: str) -> None:
        if self.dialog is not None and self._paper is not None:
            path = self.choose_path(self.dialog, f"{self._paper.name}.pdf")
            if path is not None:
                self.file_ordered.emit(copies, reason, path)

    def _box(self, option: Option) -> QWidget:
        tell = partial(self.option_chosen.emit, option.key)
        if option.kind == "day":
            day = DateEdit(dt.date.fromisoformat(option.value), today=self._today)
            day.day_changed.connect(lambda chosen: chosen and tell(chosen.isoformat()))
            day.setFixedWidth(_BOX_WIDTH)
            return day
        box = ComboBox(option.choices)
        box.choose(option.value)
        box.chosen.connect(tell)
        box.setFixedWidth(_BOX_WIDTH)
        return box

    def _show_progress(self) -> None:
        run = self._run
        if run is not None and run.total:
            self._bar.show_share(run.done / run.total)
            words = _("{done} of {total}").format(done=run.done, total=run.total)
            self._count.set_words(words)

    def _lay_out(self) -> None:
        self._questions = row(gap=14)
        self._bar, self._count = Progress(), Text("", "dense", "text2")
        self._bar.setFixedWidth(_BAR_WIDTH)
        stop = Button(_("Stop here"), "ghost", "x")
        stop.clicked.connect(self.stop_requested)
        self._busy = Panel(row(self._bar, self._count, stop, gap=8))
        self._busy.hide()
        tools = column(18, PageTools(self.pages), gap=0)
        self._head = Panel(
            row(
                self._questions, self._busy, STRETCH, tools, gap=14, margins=(24, 10, 16, 12),
            ),
            "side",
        )  # fmt: skip
        self._refusal = Banner("warn", "circle-alert")
        self._refusal_row = Panel(row(self._refusal, margins=(24, 14, 24, 14)))
        self._refusal_row.hide()
        self.pages.setMaximumWidth(_WIDEST_PAGE)
        paper = row(STRETCH, (self.pages, _FILLS), STRETCH, gap=0)
        self.setLayout(column(self._head, hline(), self._refusal_row, (paper, 1), gap=0))
