"""The whole form of a contract: a panel for each group, and the way to any field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.screens.contract.form.field_editors import ORIGIN_KEYS
from ui.screens.contract.form.group_panel import GroupPanel
from ui.screens.contract.opened.plan import FormGroup
from ui.screens.contract.rows import ColumnView, FieldNote, OriginView, TableView
from ui.widgets.layout import clear_layout
from ui.widgets.panel import hline

_MOST_WIDTH = 920


class FormPanel(QWidget):
    """Fields generated from the template.

    Signals:
        edited: Name and value.
        left: Name of the field that was left.
        cell_typed: Table, row, column, text.
        products_requested: Table.
        line_requested: Table and row.
        row_removed: Table and row.
        row_moved: Table, row, and -1 or 1.
        newer_requested: Table whose newer list prices are wanted.
    """

    edited = Signal(str, object)
    left = Signal(str)
    cell_typed = Signal(str, str, str, str)
    products_requested = Signal(str)
    line_requested = Signal(str, str)
    row_removed = Signal(str, str)
    row_moved = Signal(str, str, int)
    newer_requested = Signal(str)

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self._today = today
        self._groups: dict[str, GroupPanel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 16, 20, 20)
        self._column.setSpacing(16)
        self.setMaximumWidth(_MOST_WIDTH)
        keys = QShortcut(QKeySequence(ORIGIN_KEYS), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.tell_origin)

    def build(self, groups: Sequence[FormGroup], *, is_locked: bool = False) -> None:
        """Make the fields anew, to be typed in or only to be read."""
        clear_layout(self._column)
        self._groups = {}
        for number, group in enumerate(groups):
            panel = GroupPanel(group, self._today, is_locked=is_locked)
            self._connect(panel)
            self._groups |= dict.fromkeys((*panel.fields, *panel.tables), panel)
            if number:
                self._column.addWidget(hline())
            self._column.addWidget(panel)
        self._column.addStretch(1)

    def show_values(self, values: Mapping[str, object]) -> None:
        """Fill every field without telling."""
        for panel in self._panels():
            panel.show_values(values)

    def show_relevant(self, names: frozenset[str]) -> None:
        """Show only the fields that matter now."""
        for panel in self._panels():
            panel.show_relevant(names)

    def show_notes(self, notes: Mapping[str, FieldNote]) -> None:
        """Show what the checks say beside each field."""
        for panel in self._panels():
            for name, field in panel.fields.items():
                field.show_note(notes.get(name))
            for name, table in panel.tables.items():
                table.show_finding(notes.get(name))

    def show_origins(self, origins: Mapping[str, OriginView]) -> None:
        """Show beside each label where the value came from."""
        for panel in self._panels():
            for name, field in panel.fields.items():
                field.show_origin(origins.get(name))

    def tell_origin(self) -> None:
        """Say in full where the value of the field with the keyboard came from."""
        for panel in self._panels():
            for field in panel.fields.values():
                if field.isAncestorOf(QApplication.focusWidget() or self):
                    field.tell_origin()

    def show_table(self, columns: Sequence[ColumnView], table: TableView) -> None:
        """Show the rows of a table."""
        self._groups[table.name].tables[table.name].show_table(columns, table)

    def show_table_note(self, table: str, words: str) -> None:
        """Say why what was typed into a table is refused."""
        self._groups[table].tables[table].show_note(words)

    def choose_line(self, table: str, place: int) -> None:
        """Make a row of a table the current one."""
        self._groups[table].tables[table].choose(place)

    def enter(self, name: str) -> QWidget | None:
        """Unfold and focus a field; return it, or None if the form has none of this name."""
        panel = self._groups.get(name)
        if panel is None:
            return None
        place = panel.reveal(name)
        if name in panel.tables:
            panel.tables[name].enter()
        else:
            panel.fields[name].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return place

    def _connect(self, panel: GroupPanel) -> None:
        for field in panel.fields.values():
            field.edited.connect(self.edited)
            field.left_with.connect(self.left)
        for name, table in panel.tables.items():
            table.cell_typed.connect(partial(self.cell_typed.emit, name))
            table.products_requested.connect(partial(self.products_requested.emit, name))
            table.line_requested.connect(partial(self.line_requested.emit, name))
            table.removed.connect(partial(self.row_removed.emit, name))
            table.newer_requested.connect(partial(self.newer_requested.emit, name))
            table.moved.connect(partial(self.row_moved.emit, name))

    def _panels(self) -> list[GroupPanel]:
        return list(dict.fromkeys(self._groups.values()))
