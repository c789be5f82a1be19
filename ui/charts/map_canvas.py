"""The ground of a map that is moved by wheel, keys, pinch and drag. No tiles, no network."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QSizePolicy, QWidget

from ui.charts.flat_region import FlatRegion
from ui.charts.map_ground import MapGround, paint_scale
from ui.charts.map_projection import MapWindow, Point, fit_window
from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_INSET

_NOTCH = 120.0
_NOTCH_FACTOR = 1.25
_KEY_FACTOR = 1.5
_KEY_STEP = 60
_DRAG = 4
_FARTHEST = 90.0
"""Pixels a unit: half the earth in some 300 pixels."""

_STEPS = {
    Qt.Key.Key_Left: (_KEY_STEP, 0),
    Qt.Key.Key_Right: (-_KEY_STEP, 0),
    Qt.Key.Key_Up: (0, _KEY_STEP),
    Qt.Key.Key_Down: (0, -_KEY_STEP),
}
_NEARER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_FARTHER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
_FIT = (Qt.Key.Key_0, Qt.Key.Key_Home)


class MapCanvas(QWidget):
    """Outlines and the names of cities; what lies on them is painted by who inherits it.

    Args:
        words: What screen readers say of it.
    """

    def __init__(self, words: str) -> None:
        super().__init__()
        self._ground = MapGround()
        self._window: MapWindow | None = None
        self._is_fitted = True
        self._pressed: QPointF | None = None
        self._is_dragged = False
        self.setAccessibleName(words)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.grabGesture(Qt.GestureType.PinchGesture)

    def show_regions(
        self, regions: Sequence[FlatRegion], towns: Sequence[tuple[str, float, float]] = ()
    ) -> None:
        """Draw other outlines, and names of cities with their latitude and longitude."""
        self._ground = MapGround(regions, towns)
        self.update()

    def zoom(self, factor: float) -> None:
        """Come nearer or go away, the middle staying."""
        self._zoom_at(factor, QPointF(self.width() / 2, self.height() / 2))

    def move_ground(self, right: float, down: float) -> None:
        """Shift the ground by that many pixels."""
        self._window, self._is_fitted = self.window_shown().moved(right, down), False
        self.update()

    def fit_all(self) -> None:
        """Bring everything into view."""
        self._window, self._is_fitted = None, True
        self.update()

    def window_shown(self) -> MapWindow:
        """Return which part of the earth is seen."""
        if self._window is None:
            points = self._wanted_points() or self._ground.corners()
            self._window = fit_window(points, *self._size())
        return self._window

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(640, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and what lies on it."""
        del event
        theme, window = current_theme(), self.window_shown()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(self.rect(), RADIUS_INSET, RADIUS_INSET)
        painter.setClipPath(clip)
        self._ground.paint(painter, theme, window)
        paint_scale(painter, theme, window)
        self._paint_marks(painter, theme, window)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the middle; as long as nobody moved the map, all stay in view."""
        if self._is_fitted:
            self._window = None
        elif self._window is not None:
            self._window = self._window.resized(*self._size())
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse."""
        turns = event.angleDelta().y() / _NOTCH
        self._zoom_at(_NOTCH_FACTOR**turns, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, plus and minus zoom, 0 shows all."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.move_ground(*_STEPS[key])
        elif key in _NEARER or key in _FARTHER:
            self.zoom(_KEY_FACTOR if key in _NEARER else 1 / _KEY_FACTOR)
        elif key in _FIT:
            self.fit_all()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Zoom with two fingers, on a touch screen or a touch pad."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom_at(1 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.mapFromGlobal(pinch.centerPoint())
                self._zoom_at(pinch.scaleFactor(), QPointF(at))
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._is_dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the ground."""
        if self._pressed is None:
            return
        way = event.position() - self._pressed
        if self._is_dragged or way.manhattanLength() > _DRAG:
            self._is_dragged, self._pressed = True, event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.move_ground(way.x(), way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag, or take what was clicked."""
        was_click = self._pressed is not None and not self._is_dragged
        self._pressed = None
        self.unsetCursor()
        if was_click:
            self._clicked(event.position())

    def _zoom_at(self, factor: float, at: QPointF) -> None:
        if factor > 0:
            self._window = self.window_shown().zoomed(factor, (at.x(), at.y()), least=_FARTHEST)
            self._is_fitted = False
            self.update()

    def _wanted_points(self) -> Sequence[Point]:
        """Return what fits into the window at first; without any, the outlines do."""
        return ()

    def _paint_marks(self, painter: QPainter, theme: Theme, window: MapWindow) -> None:
        """Paint what lies on the ground."""

    def _clicked(self, at: QPointF) -> None:
        """Take what was clicked."""

    def _size(self) -> tuple[float, float]:
        return float(self.width()), float(self.height())
