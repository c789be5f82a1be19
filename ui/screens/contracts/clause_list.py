"""The clauses in which words were found, above the list of contracts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.screens.contracts.text_look import ClauseView
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.layout import clear_layout, column, row
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_SHOWN = 4


class ClauseList(Panel):
    """A line for each clause, with the way to the contracts that hold it.

    Signals:
        chosen: Id of the text whose contracts are wanted; empty for all that were found.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        super().__init__(column(self._lines, margins=(24, 4, 20, 8)))
        self.hide()

    def show_clauses(self, clauses: Sequence[ClauseView], *, chosen: str) -> None:
        """Show the first clauses; how many there are beyond is said."""
        clear_layout(self._lines)
        self.setVisible(bool(clauses))
        for clause in clauses[:_SHOWN]:
            self._add(clause, is_chosen=clause.template_id == chosen)
        rest = len(clauses) - _SHOWN
        if rest > 0:
            words = _("{count} more clauses hold it").format(count=rest)
            self._lines.addWidget(Text(words, "meta", "text3"))

    def _add(self, clause: ClauseView, *, is_chosen: bool) -> None:
        words = _("Show all that was found") if is_chosen else clause.used
        link = Button(words, "link")
        link.clicked.connect(partial(self.chosen.emit, "" if is_chosen else clause.template_id))
        head = Text(clause.head, "dense-m")
        snippet = Text(clause.snippet, "dense", "text2", elide=True)
        self._lines.addLayout(row(head, (snippet, 1), link, gap=12))
