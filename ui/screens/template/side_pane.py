"""The right side of the page: the paper, the differences, the history."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.screens.context import Runner
from ui.screens.contract.paper.preview_pane import PreviewPane
from ui.screens.template.difference_pane import DifferencePane
from ui.screens.template.history_pane import HistoryPane
from ui.texts import _, p_
from ui.widgets.choice_row import Segment
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import Panel

PAPER, DIFFERENCES, HISTORY = "paper", "differences", "history"
_LEAST_WIDTH = 380


class TextSide(Panel):
    """One of three panes below a choice.

    Signals:
        language_chosen: "zh", or "both" for two columns on the paper.
    """

    language_chosen = Signal(str)

    def __init__(self, runner: Runner) -> None:
        self.choice = Segment(
            [
                (PAPER, _("Paper")),
                (DIFFERENCES, _("Differences")),
                (HISTORY, p_("contract text", "History")),
            ]
        )
        self.languages = Segment([("zh", _("Chinese")), ("both", _("Both"))])
        self.paper = PreviewPane(runner.on_work)
        self.differences = DifferencePane()
        self.history = HistoryPane()
        self._stack = QStackedWidget()
        for pane in (self.paper, self.differences, self.history):
            self._stack.addWidget(pane)
        head = row(self.choice, STRETCH, self.languages, margins=(16, 10, 12, 6))
        super().__init__(column(head, (self._stack, 1), gap=0), "side")
        self.setMinimumWidth(_LEAST_WIDTH)
        self.choice.chosen.connect(self.show_pane)
        self.languages.chosen.connect(self.language_chosen)

    def show_pane(self, key: str) -> None:
        """Show one of the panes."""
        self.choice.choose(key)
        self._stack.setCurrentIndex((PAPER, DIFFERENCES, HISTORY).index(key))
        self.languages.setVisible(key == PAPER)

    def leave_out_paper(self, *, is_block: bool) -> None:
        """Take the paper away from a library block, which is no paper by itself."""
        self.choice.part(PAPER).setVisible(not is_block)
        if is_block and self.choice.current() == PAPER:
            self.show_pane(HISTORY)
