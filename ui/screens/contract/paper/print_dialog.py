"""Asks how many copies of a contract are made, and says plainly when they are drafts."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from ui.screens.contract.rows import PrintPlan
from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.text import Text
from ui.widgets.value_editors import NumberEdit

_HISTORY = 4


class PrintDialog(Dialog):
    """Copies, reason, and where to.

    Args:
        parent: The page.
        plan: What it says and asks.
        printer: Which printer is proposed, or that there is none.

    Signals:
        print_requested: Copies, reason and number of the first copy.
        file_requested: Copies, reason and number of the first copy.
    """

    print_requested = Signal(int, str, int)
    file_requested = Signal(int, str, int)

    def __init__(self, parent: QWidget, plan: PrintPlan, printer: str = "") -> None:
        super().__init__(parent, plan.title)
        self.plan = plan
        self.copies = NumberEdit(Decimal(plan.copies))
        self.first = NumberEdit(Decimal(plan.first))
        self.reason = LineEdit(placeholder=_("The first set was lost, a copy was misprinted …"))
        self._reason_field = Field(_("Why again"), self.reason, required=True)
        self._copies_field = Field(_("Copies"), self.copies)
        self._numbers = Text("", "dense", "text2")
        self._busy = Text("", "dense", "text2")
        if plan.is_draft:
            self.add_content(_draft_box(plan))
        numbers = column(24, self._numbers)
        self._first_field = Field(_("From copy"), self.first)
        self._first_field.setVisible(plan.made > 0)
        fields = row((self._copies_field, 1), (self._first_field, 1), (numbers, 2), gap=16)
        self.add_content(_held(fields))
        if plan.numbering:
            self.add_content(Text(plan.numbering, "dense", "text2", wrap=True))
        if plan.needs_reason:
            self.add_content(self._reason_field)
        if plan.history:
            self.add_content(_history(plan))
        self.printer = Text(printer, "dense", "text2", wrap=True)
        if printer:
            self.add_content(_held(row(Icon("printer", "text3"), (self.printer, 1), gap=8)))
        self.add_content(self._busy)
        self._busy.hide()
        self._make_buttons()
        for edit in (self.copies, self.first):
            edit.number_changed.connect(self._show_numbers)
            edit.textEdited.connect(lambda _text: self._show_numbers())
        self._show_numbers()

    def show_busy(self, words: str) -> None:
        """Say what is being done; empty when the dialog waits again."""
        self._busy.setVisible(bool(words))
        self._busy.set_words(words)
        self._busy.set_role("text2")
        for button in (self.print_button, self.file_button):
            button.setEnabled(not words)
        self.adjustSize()

    def show_error(self, words: str) -> None:
        """Say why it did not work."""
        self.show_busy("")
        self._busy.show()
        self._busy.set_words(words)
        self._busy.set_role("bad")
        self.adjustSize()

    def error_words(self) -> str:
        """Return the sentence at the foot."""
        return self._busy.text()

    def _make_buttons(self) -> None:
        self.add_button(_("Cancel"))
        self.file_button = self.add_button(_("Save as PDF…"), closes=False)
        self.print_button = self.add_button(_("Print…"), "primary", closes=False)
        self.file_button.clicked.connect(lambda: self.file_requested.emit(*self._order()))
        self.print_button.clicked.connect(lambda: self.print_requested.emit(*self._order()))

    def _order(self) -> tuple[int, str, int]:
        self.copies.read()
        self.first.read()
        copies, first = self.copies.number(), self.first.number()
        return int(copies or 0), self.reason.text().strip(), int(first or 0)

    def _show_numbers(self) -> None:
        count, first = _whole(self.copies), _whole(self.first)
        last = first + count - 1
        words = self._pattern(count)
        total = max(self.plan.total, last)
        is_known = count > 0 and first > 0
        self._numbers.set_words(
            words.format(first=first, last=last, total=total) if is_known else ""
        )

    def _pattern(self, count: int) -> str:
        if self.plan.is_draft:
            one, several = _("Draft {first} of {total}"), _("Drafts {first} to {last} of {total}")
        else:
            one, several = _("Copy {first} of {total}"), _("Copies {first} to {last} of {total}")
        return one if count == 1 else several


def _whole(edit: NumberEdit) -> int:
    """Return the whole number that is being typed; 0 for anything else."""
    typed = edit.text().strip()
    return int(typed) if typed.isascii() and typed.isdigit() else 0


def _draft_box(plan: PrintPlan) -> QWidget:
    lines = [Text(f"· {reason}", "dense", "warn", wrap=True) for reason in plan.reasons]
    head = row(
        Icon("triangle-alert", "warn"),
        (Text(_("Draft, not for signing"), "body-m", "warn"), 1),
        gap=8,
    )
    return Panel(column(head, *lines, gap=3, margins=(12, 10, 12, 10)), tone="warn")


def _history(plan: PrintPlan) -> QWidget:
    lines = [Text(line, "meta", "text2", elide=True) for line in plan.history[:_HISTORY]]
    head = Text(_("Made before"), "meta-m", "text3")
    return _held(column(head, *lines, gap=2))


def _held(layout: QLayout) -> QWidget:
    return Panel(layout)
