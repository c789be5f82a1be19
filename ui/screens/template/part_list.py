"""The parts of a text in one list, indented; one of them is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.screens.template.rows import TreeRow, key_of
from ui.texts import _
from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.painting import inset, paint_words

_ROW, _HEADING = 30, 34
_PAD, _INDENT, _ICON, _GAP = 10, 12, 14, 4
_NUMBER_WIDTH = 34
_LEVELS = {"error": ("circle-x", "bad"), "warning": ("triangle-alert", "warn")}
_ROW_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class PartModel(QAbstractListModel):
    """Rows of the tree, all in memory."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TreeRow, ...] = ()

    def show_rows(self, rows: Sequence[TreeRow]) -> None:
        """Show rows; those that stay keep their place."""
        wanted = tuple(rows)
        if [each.part for each in wanted] == [each.part for each in self._rows] and wanted:
            self._rows = wanted
            self.dataChanged.emit(self.index(0), self.index(len(wanted) - 1))
            return
        self.beginResetModel()
        self._rows = wanted
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return the row of a part; -1 without one."""
        return next((at for at, each in enumerate(self._rows) if key_of(each.part) == key), -1)

    def row_at(self, at: int) -> TreeRow | None:
        """Return a row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        row = self.row_at(index.row())
        enabled = Qt.ItemFlag.ItemIsEnabled
        if row is None or row.part is None:
            return Qt.ItemFlag.NoItemFlags
        return enabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words, what a screen reader says, the tool tip, or the row itself."""
        row = self.row_at(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{row.number} {row.words}".strip()
            case Qt.ItemDataRole.AccessibleTextRole:
                marks = [words for _icon, words in row.marks]
                faults = [_("something is wrong")] if row.level == "error" else []
                return ", ".join([f"{row.number} {row.words}".strip(), *faults, *marks])
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join([row.words, *(words for _icon, words in row.marks)])
        return row if role == _ROW_ROLE else None


class PartDelegate(QStyledItemDelegate):
    """Paints one row: number, words, and signs at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Headings are a little higher."""
        del option
        row: TreeRow = index.data(_ROW_ROLE)
        return QSize(80, current_theme().px(_HEADING if row.part is None else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint ground, signs and words."""
        row, theme = index.data(_ROW_ROLE), current_theme()
        box = QRectF(option.rect)
        state = option.state
        is_on = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_on or (state & QStyle.StateFlag.State_MouseOver and row.part is not None):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if is_on else "hover"))
            painter.drawRoundedRect(inset(box), RADIUS_CONTROL, RADIUS_CONTROL)
        _paint_row(painter, theme, box, row, is_on=is_on)
        painter.restore()


class PartList(QListView):
    """Walked with the arrow keys; the current row is the open part.

    Signals:
        chosen: Key of a part.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = PartModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(PartDelegate(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._tell)
        self._is_quiet = False

    def show_rows(self, rows: Sequence[TreeRow], chosen: str) -> None:
        """Show rows with one of them open; nothing is told."""
        self._is_quiet = True
        self.rows.show_rows(rows)
        at = self.rows.row_of(chosen)
        index = self.rows.index(at) if at >= 0 else QModelIndex()
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        if at >= 0:
            self.scrollTo(index)
        self._is_quiet = False

    def _tell(self, current: QModelIndex) -> None:
        row = self.rows.row_at(current.row())
        if not self._is_quiet and row is not None and row.part is not None:
            self.chosen.emit(key_of(row.part))


def _paint_row(painter: QPainter, theme: Theme, box: QRectF, row: TreeRow, *, is_on: bool) -> None:
    if row.part is None:
        words = box.adjusted(_PAD, 8, -_PAD, 0)
        paint_words(painter, theme, words, row.words, style="meta", role="text3")
        return
    right = box.right() - _PAD
    signs = [(_LEVELS[row.level])] if row.level else []
    signs += [(icon, "text3") for icon, _words in row.marks]
    for icon, role in signs:
        right -= _ICON
        at = QPointF(right, box.center().y() - _ICON / 2)
        painter.drawPixmap(at, theme.pixmap(icon, role, _ICON))
        right -= _GAP
    left = box.left() + _PAD + row.depth * _INDENT
    style = "dense-m" if is_on or not row.depth else "dense"
    if row.number:
        width = max(theme.width_of(row.number, style) + 6, _NUMBER_WIDTH if row.depth else 0)
        number = QRectF(left, box.top(), width, box.height())
        paint_words(painter, theme, number, row.number, style=style, role="text3")
        left += width
    words = QRectF(left, box.top(), right - left, box.height())
    role = "text" if is_on or not row.depth else "text2"
    paint_words(painter, theme, words, row.words, style=style, role=role)
