"""How a table of whole rows behaves under mouse and keyboard, whatever it shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
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
from ui.models.columns import CELL_ROLE

_NO_ROW = -1
_Flag = QItemSelectionModel.SelectionFlag
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class RowView(QTableView):
    """Hover, ring, tick by click, entry boxes and density of the product's tables.

    Args:
        two_lines: Rows have a quiet second line.
        flush: Starts and ends on the page's own edges.
    """

    def __init__(self, *, two_lines: bool, flush: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowDelegate(self, two_lines=two_lines, flush=flush)
        self.head = RowHeader(self.rows, self)
        self.setItemDelegate(self.rows)
        self.setHorizontalHeader(self.head)
        self._set_behaviour()
        self._follow_density()

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
        """Reached by keyboard the current row wears the ring; the first becomes it if none is."""
        super().focusInEvent(event)
        by_keyboard = event.reason() in _KEYBOARD
        self.rows.has_focus_ring = by_keyboard
        if by_keyboard and not self.currentIndex().isValid() and self.model().rowCount():
            first = self.model().index(0, self.rows.first_column)
            self.selectionModel().setCurrentIndex(first, _Flag.NoUpdate)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.rows.has_focus_ring = False
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow density and text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
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
        numbers = self.verticalHeader()
        numbers.hide()
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _follow_density(self) -> None:
        numbers = self.verticalHeader()
        numbers.setMinimumSectionSize(1)
        numbers.setDefaultSectionSize(self.rows.row_height())
        self.head.setFixedHeight(self.head.sizeHint().height())
        self.updateGeometry()

    def _hover(self, row: int) -> None:
        before, self.rows.hovered_row = self.rows.hovered_row, row
        if before == row:
            return
        for changed in {before, row} - {_NO_ROW}:
            top = self.rowViewportPosition(changed)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(changed))
