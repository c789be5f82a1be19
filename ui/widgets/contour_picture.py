"""Contour lines and one road with stops: the only picture in the product."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.widgets.painting import CENTRE

_STOPS = ((0.14, 0.80), (0.36, 0.66), (0.30, 0.44), (0.58, 0.40), (0.80, 0.24))
_DONE = 2  # of the stops
_HILLS = ((0.80, 0.20, 15, 0.3), (0.08, 0.86, 13, 1.7))
_RING_STEP = 34
_DEGREES = range(0, 361, 4)
_PIN = 14.0
_NOW_LARGER = 1.2


class ContourPicture(QWidget):
    """The drawn road of unlock and first run; put words into its layout."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[Theme, QPixmap] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        """It gives way to the form beside it."""
        return QSize(200, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the picture, drawn once for a size and a theme."""
        del event
        theme, ratio = current_theme(), self.devicePixelRatioF()
        size = self.size() * ratio
        if self._drawn is None or self._drawn[0] is not theme or self._drawn[1].size() != size:
            picture = QPixmap(size)
            picture.setDevicePixelRatio(ratio)
            picture.fill(theme.colour("canvas"))
            _draw(picture, theme, QSize(self.width(), self.height()))
            self._drawn = (theme, picture)
        QPainter(self).drawPixmap(0, 0, self._drawn[1])


def _draw(picture: QPixmap, theme: Theme, size: QSize) -> None:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for hill in _HILLS:
        _draw_hill(painter, theme, size, hill)
    stops = [QPointF(x * size.width(), y * size.height()) for x, y in _STOPS]
    road = _road(stops)
    for role, width in (("canvas", 12), ("accent", 4)):
        cap = Qt.PenCapStyle.RoundCap
        painter.strokePath(road, QPen(theme.colour(role), width, Qt.PenStyle.SolidLine, cap))
    for number, stop in enumerate(stops, start=1):
        _draw_stop(painter, theme, stop, number)
    painter.end()


def _draw_hill(
    painter: QPainter, theme: Theme, size: QSize, hill: tuple[float, float, int, float]
) -> None:
    x, y, rings, seed = hill
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in range(1, rings):
        path = QPainterPath()
        for degree in _DEGREES:
            turn = math.radians(degree)
            wave = 0.16 * math.sin(3 * turn + seed + ring * 0.07)
            radius = ring * _RING_STEP * (1 + wave + 0.08 * math.cos(5 * turn - seed))
            point = QPointF(
                x * size.width() + radius * math.cos(turn),
                y * size.height() + radius * 0.8 * math.sin(turn),
            )
            if degree:
                path.lineTo(point)
            else:
                path.moveTo(point)
        painter.setPen(theme.colour("line2", max(0.12, 0.75 - ring * 0.045)))
        painter.drawPath(path)


def _road(stops: list[QPointF]) -> QPainterPath:
    """Return one smooth line through the stops (Catmull-Rom)."""
    full = [stops[0], *stops, stops[-1]]
    path = QPainterPath(stops[0])
    for before, start, end, after in zip(full, full[1:], full[2:], full[3:], strict=False):
        path.cubicTo(start + (end - before) / 5, end - (after - start) / 5, end)
    return path


def _draw_stop(painter: QPainter, theme: Theme, at: QPointF, number: int) -> None:
    done, now = number <= _DONE, number == _DONE + 1
    radius = _PIN * (_NOW_LARGER if now else 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("shadow", 0.16))
    painter.drawEllipse(at + QPointF(0, 1.5), radius + 1, radius + 1)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(theme.colour("solid" if now else "accent_soft" if done else "raised"))
    painter.drawEllipse(at, radius, radius)
    if done:
        painter.drawPixmap(at - QPointF(8, 8), theme.pixmap("check", "accent", 16, 2.5))
        return
    painter.setFont(theme.font("meta-m"))
    painter.setPen(theme.colour("on_solid" if now else "accent"))
    box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, CENTRE, str(number))
