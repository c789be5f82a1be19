"""Paints a whole row itself: ground, bar of the chosen row, hairline, focus ring, cell."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.delegates.cell_painting import CellCanvas, paint_cell
from ui.models.cells import Blank, Edit
from ui.models.columns import CELL_ROLE, COLUMN_ROLE, Column
from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.widgets.editors import LineEdit
from ui.widgets.painting import LEFT, RIGHT

Index = QModelIndex | QPersistentModelIndex

PADDING = 12
_BAR = 3
_RING = 2
_ENTRY_EDGE = 2


class RowDelegate(QStyledItemDelegate):
    """Never asks the style for an item, so a style sheet cannot make rows overlap.

    Args:
        parent: The table.
        two_lines: Rows have a quiet second line.
        flush: First and last column start at the table's own edges.
    """

    def __init__(self, parent: QWidget, *, two_lines: bool, flush: bool) -> None:
        super().__init__(parent)
        self._two_lines, self._flush = two_lines, flush
        self.hovered_row = -1
        self.first_column = 0
        self.last_column = 0
        self.has_focus_ring = False

    def row_height(self) -> int:
        """Return the height of every row, from density and text size."""
        theme = current_theme()
        density = theme.density
        return theme.px(density.row_of_two if self._two_lines else density.row)

    def padded(self, box: QRectF, column: int) -> QRectF:
        """Return a cell without its padding; headings stand on the same edges."""
        left = 0 if self._flush and column == self.first_column else PADDING
        right = 0 if self._flush and column == self.last_column else PADDING
        return box.adjusted(left, 0, -right, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the row's height; the column gives the width."""
        del option, index
        return QSize(PADDING * 2, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell with its part of the row."""
        theme = current_theme()
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, theme, box, index, selected=selected)
        align = RIGHT if self._column(index).align == "right" else LEFT
        inner = self.padded(box, index.column())
        cell = index.data(CELL_ROLE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = CellCanvas(painter, theme, inner, align, selected)
        paint_cell(canvas, Blank() if cell is None else cell)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a real entry box over the painted one."""
        del option
        editor = LineEdit(parent=parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(self._column(index).title)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the figure into the box, chosen, so that typing replaces it."""
        cell = index.data(CELL_ROLE)
        if isinstance(editor, LineEdit) and isinstance(cell, Edit):
            editor.setText(cell.text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed if it is something else."""
        cell = index.data(CELL_ROLE)
        if not isinstance(editor, LineEdit) or not isinstance(cell, Edit):
            return
        if editor.text() != cell.text:
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the box exactly over the painted one."""
        inner = self.padded(QRectF(option.rect), index.column()).toRect()
        height = min(editor.sizeHint().height(), option.rect.height() - _ENTRY_EDGE)
        inner.setTop(inner.center().y() - height // 2)
        inner.setHeight(height)
        editor.setGeometry(inner)

    def _column(self, index: Index) -> Column[object]:
        column = index.model().headerData(index.column(), Qt.Orientation.Horizontal, COLUMN_ROLE)
        return column if isinstance(column, Column) else Column("", "", str)

    def _paint_ground(
        self, painter: QPainter, theme: Theme, box: QRectF, index: Index, *, selected: bool
    ) -> None:
        first = index.column() == self.first_column
        if selected:
            painter.fillRect(box, theme.colour("selected"))
            if first and not self._flush:
                bar = QRectF(box.left(), box.top(), _BAR, box.height())
                painter.fillRect(bar, theme.colour("accent"))
        elif index.row() == self.hovered_row:
            painter.fillRect(box, theme.colour("hover"))
        if not selected:
            line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
            painter.fillRect(line, theme.colour("line"))
        if self.has_focus_ring and index.row() == self._current_row():
            self._paint_ring(painter, theme, box, index.column())

    def _paint_ring(self, painter: QPainter, theme: Theme, box: QRectF, column: int) -> None:
        """The ring goes around the row, so each cell paints only its part of it."""
        ink = theme.colour("focus")
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), _RING), ink)
        painter.fillRect(QRectF(box.left(), box.bottom() - _RING, box.width(), _RING), ink)
        if column == self.first_column:
            painter.fillRect(QRectF(box.left(), box.top(), _RING, box.height()), ink)
        if column == self.last_column:
            painter.fillRect(QRectF(box.right() - _RING, box.top(), _RING, box.height()), ink)

    def _current_row(self) -> int:
        view = self.parent()
        return view.currentIndex().row() if isinstance(view, QAbstractItemView) else -1
