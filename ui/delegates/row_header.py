"""Headings that stand exactly above the words of their cells."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.delegates.row_delegate import RowDelegate
from ui.models.columns import COLUMN_ROLE, Column
from ui.theme.apply import current_theme
from ui.widgets.painting import RIGHT, paint_words

_HEIGHT = 32
_ARROW = 14
_ARROW_SPACE = 16


class RowHeader(QHeaderView):
    """Paints its sections with the padding of the rows.

    Args:
        delegate: Gives the padding.
    """

    def __init__(self, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._delegate = delegate
        self._sorted_key, self._descending = "", False
        self.setHighlightSections(False)
        self.setSectionsClickable(True)

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Show by which column the rows are ordered."""
        self._sorted_key, self._descending = key, descending
        self.viewport().update()

    def sort_after_click(self, section: int) -> tuple[str, bool] | None:
        """Return the order a click asks for, None if the column cannot be sorted."""
        column = self._column(section)
        if column is None or not column.sortable:
            return None
        again = column.key == self._sorted_key
        return column.key, not self._descending if again else column.align == "right"

    def sizeHint(self) -> QSize:
        """Return 32 px, grown with the text size."""
        return QSize(super().sizeHint().width(), current_theme().px(_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Paint one heading, its arrow and the hairline below."""
        theme = current_theme()
        column = self._column(logicalIndex)
        box = QRectF(rect)
        painter.save()
        line = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
        painter.fillRect(line, theme.colour("line"))
        if column is not None:
            inner = self._delegate.padded(box, logicalIndex)
            sorted_here = bool(column.key) and column.key == self._sorted_key
            if sorted_here:
                inner = self._paint_arrow(painter, inner, column)
            align = RIGHT if column.align == "right" else Qt.AlignmentFlag.AlignLeft
            role = "text" if sorted_here else "text3"
            paint_words(painter, theme, inner, column.title, style="meta-m", role=role, align=align)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, box: QRectF, column: Column[object]) -> QRectF:
        """Paint the arrow beside the words and return the room left for them."""
        theme = current_theme()
        name = "arrow-down" if self._descending else "arrow-up"
        picture = theme.pixmap(name, "text", _ARROW, 2)
        top = box.center().y() - _ARROW / 2
        if column.align == "right":
            painter.drawPixmap(QPointF(box.right() - _ARROW, top), picture)
            return box.adjusted(0, 0, -_ARROW_SPACE, 0)
        width = min(theme.width_of(column.title, "meta-m"), box.width() - _ARROW_SPACE)
        painter.drawPixmap(QPointF(box.left() + width + 2, top), picture)
        return box

    def _column(self, section: int) -> Column[object] | None:
        column = self.model().headerData(section, Qt.Orientation.Horizontal, COLUMN_ROLE)
        return column if isinstance(column, Column) else None
