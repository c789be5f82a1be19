"""The table of the product: rows painted by one delegate, fast at 500,000 rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelection, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.delegates.row_view import RowView
from ui.models.columns import ROW_ROLE, Column
from ui.models.paged_table_model import PagedTableModel
from ui.models.row_table_model import RowTableModel

_MIN_COLUMN = 24
_MIN_WIDTH = 160


class RowTable(RowView):
    """Whole rows; the current row drives the detail pane, ticked rows the selection bar.

    Args:
        model: Rows in memory or paged.
        two_lines: Rows have a quiet second line.
        flush: Inside a page: starts and ends on the page's own edges.
        head: Shows headings.
        fit: As high as its rows, inside a page that scrolls by itself.
        name: What the list holds, for screen readers.
    """

    current_changed = Signal(object)
    row_opened = Signal(object)
    selection_changed = Signal(list)
    sort_requested = Signal(str, bool)

    def __init__(
        self,
        model: RowTableModel[Any] | PagedTableModel[Any],
        *,
        two_lines: bool = False,
        flush: bool = False,
        head: bool = True,
        fit: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(two_lines=two_lines, flush=flush, parent=parent)
        self._model, self._fit = model, fit
        self._awaits_row = False
        self.setModel(model)
        self.setAccessibleName(name)
        self.head.setVisible(head)
        if fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._size_columns()
        self._connect()

    def columns(self) -> tuple[Column[Any], ...]:
        """Return the columns in order, those that find no room among them."""
        return self._model.columns()

    def select_row(self, number: int) -> None:
        """Make a row the current and only selected one."""
        self.selectRow(number)

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Show by which column the rows are ordered."""
        self.head.show_sort(key, descending=descending)

    def selected_rows(self) -> list[Any]:
        """Return the selected rows that have arrived, in order."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = (self._model.row_at(number) for number in numbers)
        return [row for row in rows if row is not None]

    def sizeHint(self) -> QSize:
        """As high as its rows if it fits a page."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._fitting_height()) if self._fit else hint

    def minimumSizeHint(self) -> QSize:
        """A fitting table is never cut."""
        hint = super().minimumSizeHint()
        return QSize(_MIN_WIDTH, self._fitting_height() if self._fit else hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, or the entry box in it."""
        index = self.currentIndex()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not is_enter or not index.isValid() or self.state() == self.State.EditingState:
            super().keyPressEvent(event)
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self._open(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop the columns that find no room."""
        self._drop_columns()
        super().resizeEvent(event)

    def _size_columns(self) -> None:
        self.head.setMinimumSectionSize(_MIN_COLUMN)
        modes = QHeaderView.ResizeMode
        for number, column in enumerate(self._model.columns()):
            self.head.setSectionResizeMode(number, modes.Fixed if column.width else modes.Stretch)
            if column.width:
                self.head.resizeSection(number, column.width)
        self._drop_columns()

    def _drop_columns(self) -> None:
        for number, column in enumerate(self._model.columns()):
            too_narrow = self.width() < column.drop_below
            if self.isColumnHidden(number) != too_narrow:
                self.setColumnHidden(number, too_narrow)
        shown = [n for n in range(self._model.columnCount()) if not self.isColumnHidden(n)]
        if shown:
            self.rows.first_column, self.rows.last_column = shown[0], shown[-1]

    def _fitting_height(self) -> int:
        head = 0 if self.head.isHidden() else self.head.sizeHint().height()
        return head + self._model.rowCount() * self.rows.row_height()

    def _connect(self) -> None:
        self.head.sectionClicked.connect(self._ask_sort)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self._model.modelReset.connect(self.updateGeometry)
        self._model.dataChanged.connect(lambda *_range: self._tell_arrival())

    def _ask_sort(self, section: int) -> None:
        order = self.head.sort_after_click(section)
        if order is not None:
            self.sort_requested.emit(*order)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.row_opened.emit(row)

    def _tell_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = current.data(ROW_ROLE) if current.isValid() else None
        self._awaits_row = current.isValid() and row is None
        self.current_changed.emit(row)

    def _tell_arrival(self) -> None:
        """Tell the current row when its page arrives after it was chosen."""
        row = self.currentIndex().data(ROW_ROLE) if self._awaits_row else None
        if row is not None:
            self._awaits_row = False
            self.current_changed.emit(row)
            self.selection_changed.emit(self.selected_rows())

    def _tell_selection(self, _chosen: QItemSelection, _dropped: QItemSelection) -> None:
        self.selection_changed.emit(self.selected_rows())
