"""The table of the product: rows painted by one delegate, fast at 500,000 rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from ui.delegates.row_delegate import RowDelegate
from ui.delegates.row_header import RowHeader
from ui.models.cells import Tick
from ui.models.columns import CELL_ROLE, ROW_ROLE
from ui.models.paged_table_model import PagedTableModel
from ui.models.row_table_model import RowTableModel

_NO_ROW = -1
_Flag = QItemSelectionModel.SelectionFlag


class RowTable(QTableView):
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
        super().__init__(parent)
        self._rows, self._fit = model, fit
        self._delegate = RowDelegate(self, two_lines=two_lines, flush=flush)
        self._head = RowHeader(self._delegate, self)
        self.setHorizontalHeader(self._head)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._head.setVisible(head)
        self._set_behaviour()
        self._size_columns()
        self._follow_density()
        self._connect()

    def select_row(self, number: int) -> None:
        """Make a row the current and only selected one."""
        self.selectRow(number)

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Show by which column the rows are ordered."""
        self._head.show_sort(key, descending=descending)

    def selected_rows(self) -> list[Any]:
        """Return the selected rows that have arrived, in order."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = (self._rows.row_at(number) for number in numbers)
        return [row for row in rows if row is not None]

    def sizeHint(self) -> QSize:
        """As high as its rows if it fits a page."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._fitting_height()) if self._fit else hint

    def minimumSizeHint(self) -> QSize:
        """A fitting table is never cut."""
        hint = super().minimumSizeHint()
        return QSize(160, self._fitting_height() if self._fit else hint.height())

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

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in an entry box goes on with the box below."""
        index = self.currentIndex()
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            below = index.siblingAtRow(index.row() + 1)
            if below.isValid() and below.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(below)
                self.edit(below)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A click on the check box adds or takes away its row."""
        if isinstance(event, QMouseEvent) and isinstance(index.data(CELL_ROLE), Tick):
            pressed = event.type() == QEvent.Type.MouseButtonPress
            return _Flag.Toggle | _Flag.Rows if pressed else _Flag.NoUpdate
        return super().selectionCommand(index, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember the hovered row."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered any more."""
        super().leaveEvent(event)
        self._hover(_NO_ROW)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by keyboard, the current row wears the ring; without one the first becomes it."""
        super().focusInEvent(event)
        by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self._delegate.has_focus_ring = by_keyboard
        if by_keyboard and not self.currentIndex().isValid() and self._rows.rowCount():
            first = self._rows.index(0, self._delegate.first_column)
            self.selectionModel().setCurrentIndex(first, _Flag.NoUpdate)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._delegate.has_focus_ring = False
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop the columns that find no room."""
        self._drop_columns()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow density and text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_delegate"):
            self._follow_density()

    def _set_behaviour(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        if self._fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _size_columns(self) -> None:
        numbers = self.verticalHeader()
        numbers.hide()
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._head.setMinimumSectionSize(24)
        for number, column in enumerate(self._rows.columns()):
            fixed = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            self._head.setSectionResizeMode(number, fixed)
            if column.width:
                self._head.resizeSection(number, column.width)
        self._drop_columns()

    def _drop_columns(self) -> None:
        for number, column in enumerate(self._rows.columns()):
            too_narrow = self.width() < column.drop_below
            if self.isColumnHidden(number) != too_narrow:
                self.setColumnHidden(number, too_narrow)
        shown = [n for n in range(self._rows.columnCount()) if not self.isColumnHidden(n)]
        if shown:
            self._delegate.first_column, self._delegate.last_column = shown[0], shown[-1]

    def _follow_density(self) -> None:
        numbers = self.verticalHeader()
        numbers.setMinimumSectionSize(1)
        numbers.setDefaultSectionSize(self._delegate.row_height())
        self._head.setFixedHeight(self._head.sizeHint().height())
        self.updateGeometry()

    def _fitting_height(self) -> int:
        head = 0 if self._head.isHidden() else self._head.sizeHint().height()
        return head + self._rows.rowCount() * self._delegate.row_height()

    def _connect(self) -> None:
        self._head.sectionClicked.connect(self._ask_sort)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        if self._fit:
            self._rows.modelReset.connect(self.updateGeometry)

    def _ask_sort(self, section: int) -> None:
        order = self._head.sort_after_click(section)
        if order is not None:
            self.sort_requested.emit(*order)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.row_opened.emit(row)

    def _tell_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(current.data(ROW_ROLE) if current.isValid() else None)

    def _tell_selection(self, _chosen: QItemSelection, _dropped: QItemSelection) -> None:
        self.selection_changed.emit(self.selected_rows())

    def _hover(self, row: int) -> None:
        before, self._delegate.hovered_row = self._delegate.hovered_row, row
        for changed in {before, row} - {_NO_ROW}:
            if before != row:
                self._update_row(changed)

    def _update_row(self, row: int) -> None:
        top = self.rowViewportPosition(row)
        self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))
