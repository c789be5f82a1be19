"""Asks how many copies of a paper are made, and why again."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.papers.rows import PrintQuestion
from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import column
from ui.widgets.panel import Panel
from ui.widgets.text import Text
from ui.widgets.value_editors import NumberEdit


class PaperPrintDialog(Dialog):
    """Copies, reason, and where to.

    Signals:
        print_requested: Copies and reason.
        file_requested: Copies and reason.
    """

    print_requested = Signal(int, str)
    file_requested = Signal(int, str)

    def __init__(self, parent: QWidget, question: PrintQuestion, printer: str = "") -> None:
        super().__init__(parent, question.title)
        self.copies = NumberEdit(Decimal(1))
        self.reason = LineEdit(placeholder=_("The first one was lost, the customer asked again …"))
        self._note = Text("", "dense", "bad", wrap=True)
        self.add_content(Field(_("Copies"), self.copies))
        if question.needs_reason:
            self.add_content(Field(_("Why again"), self.reason, required=True))
        if question.history:
            lines = [Text(line, "meta", "text2", elide=True) for line in question.history]
            head = Text(_("Printed before"), "meta-m", "text3")
            self.add_content(Panel(column(head, *lines, gap=2)))
        if printer:
            self.add_content(Text(printer, "dense", "text2", wrap=True))
        self.add_content(self._note)
        self._note.hide()
        self.add_button(_("Cancel"))
        self.file_button = self.add_button(_("Save as PDF…"), closes=False)
        self.print_button = self.add_button(_("Print…"), "primary", closes=False)
        self.file_button.clicked.connect(lambda: self.file_requested.emit(*self._order()))
        self.print_button.clicked.connect(lambda: self.print_requested.emit(*self._order()))

    def show_error(self, words: str) -> None:
        """Say why it did not work; empty takes it away."""
        self._note.setVisible(bool(words))
        self._note.set_words(words)
        self.adjustSize()

    def error_words(self) -> str:
        """Return the sentence at the foot."""
        return self._note.text()

    def _order(self) -> tuple[int, str]:
        self.copies.read()
        number = self.copies.number()
        return (1 if number is None else int(number)), self.reason.text().strip()
