"""A pad to sign on with a pen, a finger or the mouse; it keeps every point with its time."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

from app.domain.strokes import FULL_PRESSURE, MOST_POINTS, SCALE, Drawing, StrokePoint
from ui.texts import _
from ui.theme.apply import current_theme

Device = Literal["pen", "touch", "mouse"]

_WIDTH, _HEIGHT = 520, 170
_BASE_LINE = 0.76
_INSET = 24
_THIN, _THICK = 1.2, 2.6
_RADIUS = 8.0


class SigningPad(QWidget):
    """Takes strokes; white like paper in every theme.

    Signals:
        began: The first stroke touched the pad.
        changed: A stroke was added or taken away.
    """

    began = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[StrokePoint]] = []
        self._clock = QElapsedTimer()
        self._is_down = False
        self._device: Device = "mouse"
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pad to sign on"))
        self.setAccessibleDescription(_("Backspace takes the last stroke back."))

    def drawing(self) -> Drawing:
        """Return what was drawn."""
        height = round(self.height() * SCALE / self.width())
        return Drawing(height, tuple(tuple(stroke) for stroke in self._strokes))

    def device(self) -> Device:
        """Return what it was drawn with; the best of several."""
        return self._device

    def clear(self) -> None:
        """Begin anew."""
        self._strokes, self._is_down, self._device = [], False, "mouse"
        self._clock.invalidate()
        self._tell()

    def take_back(self) -> None:
        """Take the last stroke away."""
        if self._strokes:
            self._strokes.pop()
            self._tell()

    def sizeHint(self) -> QSize:
        """Its one size."""
        return QSize(_WIDTH, _HEIGHT)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen: places with pressure."""
        match event.type():
            case QEvent.Type.TabletPress:
                self._begin(event.position(), event.pressure(), "pen")
            case QEvent.Type.TabletMove:
                self._go_on(event.position(), event.pressure())
            case QEvent.Type.TabletRelease:
                self._end()
        event.accept()  # otherwise Qt sends the same again as a mouse

    def event(self, event: QEvent) -> bool:
        """A finger: only the first one writes."""
        if isinstance(event, QTouchEvent) and event.points():
            point = event.points()[0]
            match event.type():
                case QEvent.Type.TouchBegin:
                    self._begin(point.position(), point.pressure(), "touch")
                case QEvent.Type.TouchUpdate:
                    self._go_on(point.position(), point.pressure())
                case QEvent.Type.TouchEnd | QEvent.Type.TouchCancel:
                    self._end()
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A mouse: no pressure."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position(), 0.0, "mouse")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mouse goes on."""
        self._go_on(event.position(), 0.0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The mouse lets go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace takes the last stroke back."""
        if event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.take_back()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint paper, line and strokes."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("focus" if self.hasFocus() else "line3"))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
        base = round(self.height() * _BASE_LINE)
        painter.setPen(QPen(Qt.GlobalColor.lightGray, 1, Qt.PenStyle.DashLine))
        painter.drawLine(_INSET, base, self.width() - _INSET, base)
        for stroke in self._strokes:
            self._paint_stroke(painter, stroke)

    def _paint_stroke(self, painter: QPainter, stroke: list[StrokePoint]) -> None:
        scale = self.width() / SCALE
        for before, after in pairwise(stroke):
            weight = _THIN + _THICK * after.pressure / FULL_PRESSURE
            pen = QPen(Qt.GlobalColor.black, weight)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(
                QPointF(before.x * scale, before.y * scale),
                QPointF(after.x * scale, after.y * scale),
            )

    def _begin(self, at: QPointF, pressure: float, device: Device) -> None:
        if not self._strokes:
            self._clock.start()
            self._device = device
            self.began.emit()
        self._is_down = True
        self._strokes.append([self._point(at, pressure)])
        self.update()

    def _go_on(self, at: QPointF, pressure: float) -> None:
        if self._is_down and sum(map(len, self._strokes)) < MOST_POINTS:
            self._strokes[-1].append(self._point(at, pressure))
            self.update()

    def _end(self) -> None:
        if self._is_down:
            self._is_down = False
            self._tell()

    def _point(self, at: QPointF, pressure: float) -> StrokePoint:
        scale = SCALE / self.width()
        highest = round(self.height() * scale)
        x, y = round(at.x() * scale), round(at.y() * scale)
        # A device without pressure tells 0: it writes with an even line.
        force = round(pressure * FULL_PRESSURE) if pressure > 0 else FULL_PRESSURE // 2
        return StrokePoint(
            self._clock.elapsed(), min(max(x, 0), SCALE), min(max(y, 0), highest), force
        )

    def _tell(self) -> None:
        self.update()
        self.changed.emit()
