"""The last step: what came in, what waits, and the ways back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.importing.count_strip import CountStrip
from ui.screens.importing.rows import ResultWords
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.notice import Notice

_WIDEST = 760


class ResultStep(QWidget):
    """Says how it ended and offers what can be done about it."""

    save_requested = Signal()
    continue_requested = Signal()
    revert_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()
        self.strip = CountStrip()
        self.save = Button(_("Save rejected rows…"), icon="download", big=True)
        self.go_on = Button(_("Go on with this import"), icon="arrow-right", big=True)
        self.revert = Button(_("Take this import back…"), "danger", "undo-2", big=True)
        self.save.clicked.connect(self.save_requested)
        self.go_on.clicked.connect(self.continue_requested)
        self.revert.clicked.connect(self.revert_requested)
        body = QWidget()
        body.setMaximumWidth(_WIDEST)
        buttons = row(self.save, self.go_on, self.revert, STRETCH, gap=10)
        body.setLayout(column(self.notice, 18, self.strip, 22, buttons, STRETCH, gap=0))
        self.setLayout(row((body, 100), STRETCH, margins=(24, 20, 20, 20)))

    def show_result(self, words: ResultWords) -> None:
        """Show how it ended."""
        self.notice.show_words(words.words, tone=words.tone)
        self.strip.show_counts(words.counts)
        self.save.setVisible(words.can_save)
        self.go_on.setVisible(words.can_continue)
        self.revert.setVisible(words.can_revert)
