"""The list of the palette: the box keeps the keyboard, the list shows where it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from ui.screens.palette.hit_model import HitModel
from ui.screens.palette.hit_painting import HitDelegate
from ui.screens.palette.rows import Group, Hit
from ui.texts import _
from ui.theme.apply import current_theme

_NO_ROW = -1
_FOOT = 8


class HitList(QListView):
    """Shows groups of hits; one hit is the current one.

    Signals:
        clicked_key: A hit was clicked; carries its key.
    """

    clicked_key = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = HitModel()
        self._painting = HitDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._painting)
        self.setAccessibleName(_("Found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        # The list paints its own ground, so that a key does not repaint the page below.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_groups(self, groups: Sequence[Group], *, keep: bool) -> None:
        """Show rows; the first is the current one, or still the same if it is kept."""
        kept = self.current_hit() if keep else None
        self.rows.show_groups(groups)
        row = self.rows.row_of(kept.key) if kept else _NO_ROW
        self._go(row if row >= 0 else self.rows.step(_NO_ROW, 0))
        if kept is None:
            self.scrollToTop()

    def current_hit(self) -> Hit | None:
        """Return the current hit."""
        return self.rows.hit_at(self.currentIndex().row())

    def move_by(self, steps: int) -> None:
        """Go up or down."""
        self._go(self.rows.step(self.currentIndex().row(), steps))

    def move_group(self, steps: int) -> None:
        """Go to the first hit of another group."""
        self._go(self.rows.step_group(self.currentIndex().row(), steps))

    def content_height(self) -> int:
        """Return the height of all rows and a little room below."""
        rows = range(self.rows.rowCount())
        return sum(self.sizeHintForRow(row) for row in rows) + _FOOT

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes a hit; the box keeps the keyboard."""
        hit = self.rows.hit_at(self.indexAt(event.position().toPoint()).row())
        if hit is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked_key.emit(hit.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would take."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered any more."""
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), current_theme().colour("raised"))
        painter.end()
        super().paintEvent(event)

    def _go(self, row: int) -> None:
        if row < 0:
            return
        self.setCurrentIndex(self.rows.index(row))
        if self.rows.hit_at(row - 1) is None:
            self.scrollTo(self.rows.index(row - 1))  # its heading, too
        self.scrollTo(self.rows.index(row))

    def _hover(self, index: QModelIndex) -> None:
        row = index.row() if index.isValid() else _NO_ROW
        if row != self._painting.hovered:
            self._painting.hovered = row
            self.viewport().update()
