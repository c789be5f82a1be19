"""Draws a list in parts, with a line of facts above it and what can be done about a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.delegates.row_table import RowTable
from ui.models.columns import Column, Row
from ui.models.row_table_model import RowTableModel
from ui.texts import _
from ui.widgets.blocks import EmptyState
from ui.widgets.buttons import Button
from ui.widgets.choice_row import Tabs
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import Panel, hline
from ui.widgets.screen import Screen
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list says of itself.

    Attributes:
        heading: Of the screen.
        rows: What its rows are, for those who cannot see it.
        empty: When a part has no rows: what that is, and what it means.
        choose: Asks for a row, on the buttons that need one.
    """

    heading: str
    rows: str
    empty: tuple[str, str]
    choose: str


class RowActionsView(Screen, Generic[Row]):
    """Parts of a list with their counts, the rows of one, and what can be done about a row.

    Signals:
        view_chosen: Key of a part of the list.
        line_opened: A row.
        action_requested: Key of an action, and the row it is about.
        row_chosen: Another row is chosen, or none.

    Args:
        words: What the list says of itself.
        parts: Key and name of each part.
        columns: What is shown of a row.
        actions: What can be done about a row, by key.
    """

    view_chosen = Signal(str)
    line_opened = Signal(object)
    action_requested = Signal(str, object)
    row_chosen = Signal()

    def __init__(
        self,
        words: ListWords,
        parts: Sequence[tuple[str, str]],
        columns: Sequence[Column[Row]],
        actions: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._choose = words.choose
        self.tabs = Tabs([(key, name, None) for key, name in parts])
        self.model: RowTableModel[Row] = RowTableModel(columns, self)
        self.table = RowTable(self.model, two_lines=True, name=words.rows)
        self.deeds = {key: Button(name) for key, name in actions.items()}
        self._allowed: frozenset[str] = frozenset()
        self.facts = Text("", "meta", "text2", elide=True)
        self._empty = EmptyState("badge-check", *words.empty)
        self.set_heading(words.heading)
        self.set_actions(list(self.deeds.values()))
        self._build()
        self._connect()
        self._arrange()

    def panes(self) -> Sequence[QWidget]:
        """Walk tabs and list."""
        return (self.tabs, self.table)

    def show_lines(self, lines: Sequence[Row], allowed: frozenset[str]) -> None:
        """Show rows, and keep to the actions that the user may take."""
        self._allowed = allowed
        self.model.refresh_rows(lines)
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._arrange()

    def current(self) -> Row | None:
        """Return the row that is chosen."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def _arrange(self) -> None:
        why = "" if self.current() is not None else self._choose
        for key, button in self.deeds.items():
            refusal = why or ("" if key in self._allowed else _("Your post does not write this"))
            button.setEnabled(not refusal)
            button.setToolTip(refusal)
        self.row_chosen.emit()

    def _build(self) -> None:
        parts = row(self.tabs, STRETCH, gap=8, margins=(24, 6, 20, 0))
        facts = row((self.facts, 1), margins=(24, 10, 20, 6))
        lists = column((self.table, 1), (self._empty, 1), gap=0, margins=(12, 0, 8, 8))
        self._list = Panel(column(parts, hline(), facts, (lists, 1), gap=0))
        self._page = column((self._list, 1), gap=0)
        self.setLayout(self._page)
        self._empty.hide()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.view_chosen)
        self.table.row_opened.connect(self.line_opened)
        self.table.selectionModel().currentChanged.connect(lambda *_rows: self._arrange())
        for key, button in self.deeds.items():
            button.clicked.connect(partial(self._act, key))

    def _act(self, key: str) -> None:
        line = self.current()
        if line is not None:
            self.action_requested.emit(key, line)
