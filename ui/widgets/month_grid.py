"""A month to pick a day from, with mouse or arrow keys."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.announce import announce
from ui.widgets.painting import CENTRE, inset

_CELL = 34
_HEAD = 26
_WEEK = 7
_WEEKS = 6
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_WEEK,
    Qt.Key.Key_Down: _WEEK,
}


class MonthGrid(QWidget):
    """Six weeks around a month; the marked day moves with the arrow keys, Enter picks it.

    Args:
        weekdays: Seven short names, Monday first.
    """

    picked = Signal(object)
    month_shown = Signal(object)

    def __init__(self, weekdays: tuple[str, ...], *, today: date) -> None:
        super().__init__()
        self._weekdays, self._today, self._marked = weekdays, today, today
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.mark(today)

    def marked(self) -> date:
        """Return the marked day."""
        return self._marked

    def mark(self, day: date) -> None:
        """Mark a day and show its month."""
        self._marked = day
        self.setAccessibleName(day.isoformat())
        self.month_shown.emit(day.replace(day=1))
        announce(self, day.isoformat())
        self.update()

    def turn(self, months: int) -> None:
        """Go to another month, to the same day or the month's last."""
        index = self._marked.year * 12 + self._marked.month - 1 + months
        year, month = divmod(index, 12)
        last = calendar.monthrange(year, month + 1)[1]
        self.mark(date(year, month + 1, min(self._marked.day, last)))

    def sizeHint(self) -> QSize:
        """Seven columns, a head and six weeks."""
        return QSize(_CELL * _WEEK, _HEAD + _CELL * _WEEKS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by day and week, Page keys by month, Enter picks."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.mark(self._marked + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._marked)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click picks a day."""
        row = int((event.position().y() - _HEAD) // _CELL)
        column = int(event.position().x() // _CELL)
        if 0 <= row < _WEEKS and 0 <= column < _WEEK:
            day = self._first_shown() + timedelta(days=row * _WEEK + column)
            self.mark(day)
            self.picked.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names of days and six weeks."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("micro"))
        painter.setPen(theme.colour("text3"))
        for index, name in enumerate(self._weekdays):
            painter.drawText(QRectF(index * _CELL, 0, _CELL, _HEAD), CENTRE, name)
        first = self._first_shown()
        for offset in range(_WEEKS * _WEEK):
            row, column = divmod(offset, _WEEK)
            cell = QRectF(column * _CELL, _HEAD + row * _CELL, _CELL, _CELL)
            self._paint_day(painter, theme, cell, first + timedelta(days=offset))

    def _paint_day(self, painter: QPainter, theme: Theme, cell: QRectF, day: date) -> None:
        marked, today = day == self._marked, day == self._today
        inside = day.month == self._marked.month
        painter.setFont(theme.font("dense-m" if marked or today else "dense"))
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("solid"))
            painter.drawRoundedRect(inset(cell, 2), RADIUS_CONTROL, RADIUS_CONTROL)
        ink = "on_solid" if marked else "accent" if today else "text" if inside else "text3"
        painter.setPen(theme.colour(ink))
        painter.drawText(cell, CENTRE, str(day.day))
        if today and not marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(QPointF(cell.center().x(), cell.bottom() - 6), 1.5, 1.5)

    def _first_shown(self) -> date:
        first = self._marked.replace(day=1)
        return first - timedelta(days=first.weekday())
