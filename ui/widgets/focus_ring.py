"""The ring around the control that has the keyboard: 2 px, 2 px outside its shape."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.theme.apply import current_theme
from ui.widgets.painting import outline

_REACH = 4
_QUIET_REASONS = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QWidget):
    """Lies above the neighbours of its target and follows it; the mouse goes through."""

    def __init__(self, target: QWidget, radius: float) -> None:
        super().__init__(_host_of(target))
        self._target, self._radius = target, radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        target.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the target."""
        if event.type() in _FOLLOWED:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline(painter, current_theme().colour("focus"), 2)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, self._radius + _REACH - 1, self._radius + _REACH - 1)

    def dismiss(self) -> None:
        """Go away with the focus."""
        self._target.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _follow(self) -> None:
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(_reach_of(self._target, host))
        self.setVisible(self._target.isVisible())
        self.raise_()


class RingKeeper:
    """Shows the ring of one control while it has the focus by keyboard.

    A window that opens gives the focus to its first button without anybody asking: no ring then. A
    window one comes back to shows the ring it had before.
    """

    def __init__(self, target: QWidget) -> None:
        self._target = target
        self._ring: FocusRing | None = None
        self._wore_it = False

    def focus_in(self, event: QFocusEvent, radius: float) -> None:
        """Show the ring unless the focus came by mouse."""
        self._drop()
        came_back = event.reason() == Qt.FocusReason.ActiveWindowFocusReason
        if self._wore_it if came_back else event.reason() not in _QUIET_REASONS:
            self._ring = FocusRing(self._target, radius)

    def focus_out(self, event: QFocusEvent) -> None:
        """Take the ring away; remember it if only the window lost the focus."""
        left_window = event.reason() == Qt.FocusReason.ActiveWindowFocusReason
        self._wore_it = left_window and self._ring is not None
        self._drop()

    def _drop(self) -> None:
        if self._ring is not None:
            self._ring.dismiss()
            self._ring = None


def _reach_of(target: QWidget, host: QWidget) -> QRect:
    corner = target.mapTo(host, QPoint(0, 0))
    return QRect(corner, target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)


def _host_of(target: QWidget) -> QWidget:
    """Return the nearest ancestor that does not cut the ring, at most the scrolled page."""
    host = target.parentWidget() or target
    while (above := host.parentWidget()) is not None:
        is_page = isinstance(above.parentWidget(), QAbstractScrollArea)
        if host.isWindow() or is_page or host.rect().contains(_reach_of(target, host)):
            break
        host = above
    return host
