"""Draws the way of a table into the book, step by step, and reports what the user did."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from ui.screens.importing.check_step import CheckStep
from ui.screens.importing.column_step import ColumnStep
from ui.screens.importing.earlier_pane import EarlierPane
from ui.screens.importing.file_step import FileStep
from ui.screens.importing.questions import (
    ask_forget,
    ask_revert,
    ask_same_cells,
    ask_same_file,
    ask_stop,
)
from ui.screens.importing.result_step import ResultStep
from ui.screens.importing.rows import (
    CheckLine,
    CheckWords,
    Choices,
    ExchangeLine,
    FileWords,
    PlanWords,
    ProgressWords,
    ResultWords,
    WordsWords,
)
from ui.screens.importing.word_step import WordStep
from ui.texts import _, p_
from ui.widgets.blocks import Banner
from ui.widgets.buttons import Button
from ui.widgets.layout import column, row
from ui.widgets.panel import hline
from ui.widgets.progress import Progress, Stepper
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_TICK_MS = 150
_STEPPER_WIDTH = 700
_FILE, _COLUMNS, _WORDS, _CHECK, _RESULT = range(5)


class ImportView(Screen):
    """Five steps under one line; the buttons of a step stand in the command bar."""

    next_requested = Signal()
    back_requested = Signal()
    stop_requested = Signal()
    ticked = Signal()
    rejected_wanted = Signal()
    rejected_placed = Signal(object)
    continue_chosen = Signal(object)
    go_on_requested = Signal()
    pasted_again = Signal(str)
    revert_confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.files, self.columns, self.check = FileStep(), ColumnStep(), CheckStep()
        self.result, self.earlier, self.words = ResultStep(), EarlierPane(), WordStep()
        first = [p_("import", "File"), _("Columns"), p_("import", "Words")]
        self.stepper = Stepper([*first, p_("import", "Check"), p_("import", "Result")])
        self.next, self.back = Button(_("Next"), "primary"), Button(_("Back"))
        self.stop = Button(p_("import", "Stop"))
        self._progress, self._how_far = Progress(), Text("", "meta", "text2")
        self._trouble = Banner("bad", "circle-alert")
        self._steps = QStackedWidget()
        self._step, self._has_file, self._act = _FILE, False, ""
        self._has_mends = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._build()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk the step, and what stands beside it."""
        return (
            (self.files, self.earlier),
            (self.columns, self.columns.pane),
            (self.words.table, self.words.pane),
            (self.check.table, self.check.pane),
            (self.result,),
        )[self._step]

    def show_step(self, step: int) -> None:
        """Show one of the five steps."""
        self._step = step
        self.stepper.show_step(step)
        self._steps.setCurrentIndex(step)
        self.back.setVisible(step in {_COLUMNS, _WORDS, _CHECK})
        self._name_next()
        self._allow()
        if step == _WORDS:
            self.words.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif step == _CHECK:
            self.check.table.setFocus(Qt.FocusReason.TabFocusReason)

    def show_file(self, words: FileWords, entities: Choices, entity: str) -> None:
        """Show the file and what it may hold."""
        self._has_file, self._has_mends = bool(words.name), False
        self.columns.forget()
        self.files.show_file(words, entities, entity)
        self._allow()

    def show_plan(self, words: PlanWords) -> None:
        """Show how the columns are understood."""
        self.columns.show_plan(words)

    def show_words(self, words: WordsWords) -> None:
        """Show what the words of the file mean."""
        self.words.show_words(words)

    def show_mended(self, words: CheckWords, line: CheckLine) -> None:
        """Show a row that was judged again."""
        self._act, self._has_mends = words.act, True
        self.check.show_line(words, line)
        self._name_next()
        self._allow()

    def show_check(self, words: CheckWords) -> None:
        """Show what would be done."""
        self._act = words.act
        self.check.show_check(words)

    def show_progress(self, words: ProgressWords | None) -> None:
        """Show how far it is; None when nothing runs."""
        is_running = words is not None
        self._running.setVisible(is_running)
        if words is not None:
            self._how_far.set_words(words.words)
            self._progress.show_share(words.share)
        if is_running != self._timer.isActive():
            (self._timer.start if is_running else self._timer.stop)()
            self._steps.setEnabled(not is_running)
            self.earlier.setEnabled(not is_running)
            self._allow()

    def show_result(self, words: ResultWords) -> None:
        """Show how it ended."""
        self._has_mends = False
        self.result.show_result(words)

    def show_earlier(self, lines: Sequence[ExchangeLine]) -> None:
        """Show earlier imports and exports."""
        self.earlier.show_lines(lines)

    def show_trouble(self, words: str) -> None:
        """Say why something was not done; no words clear it."""
        self._trouble_row.setVisible(bool(words))
        if words:
            self._trouble.show_words(words)

    def ask_rejected_place(self, name: str) -> None:
        """Ask where the rejected rows go."""
        kinds = "Excel (*.xlsx);;CSV (*.csv)"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save rejected rows"), name, kinds)
        if chosen:
            self.rejected_placed.emit(Path(chosen))

    def leave_allowed(self) -> bool:
        """Ask before what runs is stopped, and before mended cells are forgotten."""
        if self._timer.isActive():
            ask_stop(self, self._stop_and_leave)
            return False
        if self._has_mends:
            ask_forget(self, self._stop_and_leave)
            return False
        return True

    def keep_typed(self) -> None:
        """The window goes away: end before the next batch, so that it can go on later."""
        self.stop_requested.emit()

    def _stop_and_leave(self) -> None:
        self.stop_requested.emit()
        self._has_mends = False
        self._timer.stop()
        self.leave_requested.emit()

    def _build(self) -> None:
        self.set_heading(_("Import"))
        self.set_actions([self.back, self.next])
        self.stepper.setMaximumWidth(_STEPPER_WIDTH)
        first = QWidget()
        first.setLayout(row((self.files, 1), self.earlier, gap=0))
        for step in (first, self.columns, self.words, self.check, self.result):
            self._steps.addWidget(step)
        self._running = QWidget()
        line = row(self._how_far, (self._progress, 1), self.stop, gap=14, margins=(24, 8, 20, 8))
        self._running.setLayout(column(hline(), line, gap=0))
        self._running.hide()
        self._trouble_row = QWidget()
        self._trouble_row.setLayout(column(self._trouble, margins=(24, 12, 20, 0)))
        self._trouble_row.hide()
        head = row((self.stepper, 1), gap=0, margins=(24, 12, 20, 12))
        head.addStretch(0)
        self.setLayout(
            column(head, hline(), self._trouble_row, (self._steps, 1), self._running, gap=0)
        )

    def _connect(self) -> None:
        self.next.clicked.connect(self.next_requested)
        self.back.clicked.connect(self.back_requested)
        self.stop.clicked.connect(self.stop_requested)
        self._timer.timeout.connect(self.ticked)
        for part in (self.result, self.earlier):
            part.save_requested.connect(self.rejected_wanted)
            part.revert_requested.connect(partial(ask_revert, self, self.revert_confirmed.emit))
        self.result.continue_requested.connect(self.go_on_requested)
        earlier = self.earlier
        earlier.file_wanted.connect(partial(ask_same_file, self, self.continue_chosen.emit))
        earlier.cells_wanted.connect(partial(ask_same_cells, self, self.pasted_again.emit))

    def _allow(self) -> None:
        can = (self._has_file, True, True, bool(self._act), True)[self._step]
        self.next.setEnabled(can and not self._timer.isActive())
        self.back.setEnabled(not self._timer.isActive())

    def _name_next(self) -> None:
        check = _("Check the rows")
        words = (_("Next"), _("Next"), check, self._act, p_("import", "Done"))[self._step]
        self.next.set_words(words or _("Nothing to take in"))
