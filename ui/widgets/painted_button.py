"""The base of all buttons and chips: painted from the theme, reached and pressed by keyboard."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.focus_ring import RingKeeper

_PRESS_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaintedButton(QPushButton):
    """A push button without Qt's text: an "&" in a name must not become a shortcut.

    A subclass says how wide it is and paints itself.
    """

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._ring = RingKeeper(self)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """Return what stands on it."""
        return self._words

    def set_words(self, words: str) -> None:
        """Write something else on it."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def forbid(self, reason: str) -> None:
        """Switch it off; the tool tip says why."""
        self.setEnabled(False)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def allow(self) -> None:
        """Switch it on again."""
        self.setEnabled(True)
        self.setToolTip("")
        self.setAccessibleDescription("")

    def fill_width(self) -> None:
        """Grow to the width of its column, as in unlock and side panes."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def is_hovered(self) -> bool:
        """Return whether the mouse is over it and it can be pressed."""
        return self.isEnabled() and self.underMouse()

    def corner_radius(self) -> float:
        """Return the radius of its shape, for the focus ring."""
        return RADIUS_CONTROL

    @abstractmethod
    def wanted_size(self, theme: Theme) -> QSize:
        """Return the size its words need."""

    @abstractmethod
    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint all of it."""

    def sizeHint(self) -> QSize:
        """As large as the words need."""
        return self.wanted_size(current_theme())

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the theme of the moment."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, current_theme())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in _PRESS_KEYS and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when reached by keyboard."""
        super().focusInEvent(event)
        self._ring.focus_in(event, self.corner_radius())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ring.focus_out(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
