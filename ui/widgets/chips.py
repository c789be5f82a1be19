"""Chips: choose several of a few words, or narrow a list by a value."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.theme.theme import Theme
from ui.widgets.painted_button import PaintedButton
from ui.widgets.painting import LEFT, MIDDLE, inset

_HEIGHT = 30
_TALL = 38
_PAD = 12
_ICON = 14
_ICON_SPACE = 20
_COUNT_SPACE = 6
_TAIL = 20
_MAX_RADIUS = 15.0
_CLEAR_ZONE = 30
_CLEAR_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def _paint_pill(painter: QPainter, theme: Theme, box: QRectF, *, on: bool, hovered: bool) -> None:
    ground = "accent_soft" if on else "hover" if hovered else "surface"
    painter.setPen(theme.colour("accent_line" if on else "line2"))
    painter.setBrush(theme.colour(ground))
    radius = min(box.height() / 2, _MAX_RADIUS)
    painter.drawRoundedRect(inset(box), radius, radius)


class _Chip(PaintedButton):
    """A pill with icon, words, count and a sign at its end."""

    def __init__(self, words: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icon = icon
        self._count: int | None = None
        self._tall = False

    def is_on(self) -> bool:
        """Return whether it is tinted."""
        return self.isChecked()

    def tail(self) -> str:
        """Return the icon at its end, or nothing."""
        return ""

    def corner_radius(self) -> float:
        """Half the height of a normal chip."""
        return min(self.height() / 2, _MAX_RADIUS)

    def set_count(self, count: int | None) -> None:
        """Show how many records it stands for."""
        self._count = count
        self.updateGeometry()
        self.update()

    def wanted_size(self, theme: Theme) -> QSize:
        """As if chosen, so that choosing moves no neighbour."""
        width = 2 * _PAD + theme.width_of(self._words, "dense-m")
        width += _ICON_SPACE if self._icon else 0
        width += _TAIL if self.tail() else 0
        if self._count is not None:
            width += _COUNT_SPACE + theme.width_of(f"{self._count:,}", "meta")
        return QSize(width, theme.px(_TALL if self._tall else _HEIGHT))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint pill, icon, words, count and tail."""
        box, on = QRectF(self.rect()), self.is_on()
        _paint_pill(painter, theme, box, on=on, hovered=self.is_hovered())
        role = "disabled" if not self.isEnabled() else "accent" if on else "text2"
        left, middle = float(_PAD), box.height() / 2
        if self._icon:
            picture = theme.pixmap(self._icon, role, _ICON, 2)
            painter.drawPixmap(QPointF(left, middle - _ICON / 2), picture)
            left += _ICON_SPACE
        style = "dense-m" if on else "dense"
        painter.setFont(theme.font(style))
        painter.setPen(theme.colour(role))
        painter.drawText(QRectF(left, 0, 2000, box.height()), LEFT | MIDDLE, self._words)
        left += theme.width_of(self._words, style)
        if self._count is not None:
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.colour("accent" if on else "text3"))
            at = QRectF(left + _COUNT_SPACE, 0, 200, box.height())
            painter.drawText(at, LEFT | MIDDLE, f"{self._count:,}")
        if self.tail():
            picture = theme.pixmap(self.tail(), role, _ICON, 2)
            painter.drawPixmap(QPointF(box.width() - _PAD - _ICON + 2, middle - _ICON / 2), picture)


class ChoiceChip(_Chip):
    """One of several words that can be on at the same time; `toggled` tells.

    Args:
        words: What is chosen.
        icon: Stands before the words.
        count: How many records it stands for.
        tall: 38 px high, for fingers.
    """

    def __init__(
        self, words: str, icon: str = "", *, count: int | None = None, tall: bool = False
    ) -> None:
        super().__init__(words, icon)
        self._tall = tall
        self.setCheckable(True)
        self.set_count(count)


class FilterChip(_Chip):
    """Narrows a list: without a value an outline with a caret, with one tinted with an ×.

    `clicked` asks for the choice (or set a menu); `cleared` takes the value away.
    """

    cleared = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent=parent)
        self._kind = words
        self._has_value = False

    def set_value(self, words: str) -> None:
        """Show that the list is narrowed, with the words of the value."""
        self._has_value = True
        self.set_words(words)
        self.setAccessibleDescription(_("Delete removes the filter"))

    def clear_value(self) -> None:
        """Show that the list is not narrowed by this."""
        self._has_value = False
        self.set_words(self._kind)
        self.setAccessibleDescription("")

    def is_on(self) -> bool:
        """Tinted while it has a value."""
        return self._has_value

    def tail(self) -> str:
        """Return × or caret."""
        return "x" if self._has_value else "chevron-down"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the value away."""
        if self._has_value and event.key() in _CLEAR_KEYS:
            self.cleared.emit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The × takes the value away; the rest opens the choice."""
        if self._has_value and event.position().x() > self.width() - _CLEAR_ZONE:
            self.cleared.emit()
            return
        super().mousePressEvent(event)
