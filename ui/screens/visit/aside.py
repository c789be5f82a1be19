"""The left edge of the form: whose shop this is, since when, what is written, what is owed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.field_texts import field_label
from ui.screens.visit.form_part import FaultLine
from ui.screens.visit.jump_button import JumpButton
from ui.screens.visit.progress import SECTIONS
from ui.screens.visit.sheet_words import SheetWords
from ui.texts import _, p_
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.editors import LineEdit
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import ClassMark, Icon
from ui.widgets.panel import Panel, hline
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_CLOCK_WIDTH = 70


class VisitAside(QWidget):
    """Account, times, table of contents, debts.

    Signals:
        time_edited: "started_at" or "ended_at" and what was typed.
        check_out_requested: The user leaves the shop.
        jump_requested: Name of a part of the form.
        account_requested: The user wants to look at the account.
    """

    time_edited = Signal(str, str)
    check_out_requested = Signal()
    jump_requested = Signal(str)
    account_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mark = ClassMark("", 24)
        self._name = Text("", "dense-m", wrap=True)
        self._place = Text("", "meta", "text3", wrap=True)
        self.started, self.ended = self._clock("started_at"), self._clock("ended_at")
        self._elapsed = Text("", "dense")
        self._leave = Button(_("Leave now"), "link")
        self._leave.clicked.connect(self.check_out_requested)
        self._fault = FaultLine()
        self._last = Text("", "dense")
        self._step = Text("", "meta", "text2", wrap=True)
        self._jumps = {name: JumpButton(words) for name, words in _section_words().items()}
        for name, jump in self._jumps.items():
            jump.clicked.connect(lambda _on=False, key=name: self.jump_requested.emit(key))
        self._frozen = _Note(
            "frost", "snowflake", _("Frozen"), _("No new credit; payments are welcome")
        )
        self._debt = _Note("bad", "clock-alert")
        self._lay_out()

    def show_sheet(self, words: SheetWords) -> None:
        """Show the account."""
        self._mark.show_letter(words.grade)
        self._mark.setVisible(bool(words.grade))
        self._name.set_words(words.name)
        self._place.set_words(words.place)
        self._last.set_words(words.last_visit)
        self._step.set_words(words.last_step)
        self._step.setVisible(bool(words.last_step))
        self._frozen.setVisible(words.frozen)
        self._debt.show_words(words.debt, words.debt_note)
        self._debt.setVisible(bool(words.debt))

    def show_times(self, started: str, ended: str, elapsed: str) -> None:
        """Show the times; a field that is being typed in or that is refused keeps its text."""
        for editor, words in ((self.started, started), (self.ended, ended)):
            if not editor.hasFocus() and editor.property("state") != "error":
                editor.setText(words)
        self._elapsed.set_words(elapsed)
        self._leave.setVisible(not ended)

    def show_progress(self, written: Mapping[str, bool]) -> None:
        """Show which parts are written down."""
        for name, jump in self._jumps.items():
            jump.show_state(written=written.get(name, False))

    def mark_current(self, name: str) -> None:
        """Show in which part the user is."""
        for key, jump in self._jumps.items():
            jump.mark_current(current=key == name)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Tell about impossible times."""
        for name, editor in (("started_at", self.started), ("ended_at", self.ended)):
            editor.set_state("error" if name in faults else "")
        self._fault.show_fault(faults.get("started_at", "") or faults.get("ended_at", ""))

    def _clock(self, name: str) -> LineEdit:
        editor = LineEdit(placeholder="—")
        editor.setFixedWidth(_CLOCK_WIDTH)
        editor.setAccessibleName(field_label("visit_log", name))
        editor.setMaxLength(8)
        editor.editingFinished.connect(lambda: self._tell_time(name, editor))
        return editor

    def _tell_time(self, name: str, editor: LineEdit) -> None:
        if editor.isModified():
            editor.setModified(False)
            self.time_edited.emit(name, editor.text())

    def _lay_out(self) -> None:
        opener = IconButton("external-link", _("Open the account's page"), size=24)
        opener.clicked.connect(self.account_requested)
        words = column(self._name, self._place, gap=0)
        head = row(column(4, self._mark, STRETCH, gap=0), (words, 1), gap=10)
        before = row(Text(_("Last visit"), "meta", "text3"), STRETCH, opener)
        arrived = Text(field_label("visit_log", "started_at"), "meta", "text3")
        left = Text(field_label("visit_log", "ended_at"), "meta", "text3")
        times = row(
            column(arrived, self.started, gap=2),
            column(left, self.ended, gap=2),
            STRETCH,
            gap=10,
        )
        lasts = row(self._elapsed, STRETCH, self._leave)
        jumps = column(*self._jumps.values(), gap=0)
        content = column(
            head, 12, hline(), 10, times, 5, lasts, self._fault, 10, hline(), 7,
            before, self._last, self._step, 10, hline(), 10,
            Text(_("This visit"), "meta", "text3"), 2, jumps, STRETCH,
            gap=0, margins=(24, 16, 16, 8),
        )  # fmt: skip
        foot = column(self._frozen, self._debt, gap=8, margins=(24, 0, 16, 14))
        self.setLayout(column((ScrollColumn(content), 1), foot, gap=0))


class _Note(Panel):
    """Two lines on the soft ground of a state."""

    def __init__(self, tone: Tone, icon: str, head: str = "", body: str = "") -> None:
        self._head = Text(head, "dense-m", tone, wrap=True)
        self._body = Text(body, "meta", "text2", wrap=True)
        sign = column(2, Icon(icon, tone), STRETCH, gap=0)
        words = column(self._head, self._body, gap=1)
        super().__init__(row(sign, (words, 1), gap=10, margins=(12, 8, 12, 8)), tone=tone)

    def show_words(self, head: str, body: str) -> None:
        """Say something else."""
        self._head.set_words(head)
        self._body.set_words(body)


def _section_words() -> dict[str, str]:
    words = (
        _("People met"),
        _("Purposes"),
        _("Stock count"),
        _("Money taken in"),
        _("Talk and result"),
        _("Market and needs"),
        _("Customer file"),
        _("Promises"),
        _("Photos"),
        p_("visit", "Next"),
    )
    return dict(zip(SECTIONS, words, strict=True))
