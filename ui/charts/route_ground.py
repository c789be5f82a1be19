"""The ground of the route picture: a faint grid with its scale and contour lines, no map data."""

from __future__ import annotations

import math
from itertools import count, takewhile

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from ui.charts.route_projection import Projection
from ui.texts import _
from ui.theme.theme import Theme
from ui.widgets.painting import outline

_GRID_METRES = (200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
_LEAST_GRID = 64
_METRES_PER_KILOMETRE = 1_000
_SCALE_EDGE = 14
_SCALE_TICK = 4

_HILLS = ((0.14, 0.86, 7, 0.4), (0.9, 0.16, 8, 1.9), (0.62, 1.06, 5, 3.1))
_RING_STEP = 26
_FLAT = 0.72
_DEGREES = range(0, 361, 5)
_FAINTEST, _STRONGEST, _FADES = 0.18, 0.85, 0.09


def paint_ground(painter: QPainter, theme: Theme, box: QRectF, projection: Projection) -> None:
    """Paint land, contours, grid and scale."""
    painter.fillRect(box, theme.colour("land"))
    for hill in _HILLS:
        _paint_hill(painter, theme, box, hill)
    metres = next(
        (step for step in _GRID_METRES if step * projection.pixels_per_metre >= _LEAST_GRID),
        _GRID_METRES[-1],
    )
    step = metres * projection.pixels_per_metre
    if step >= _LEAST_GRID:
        _paint_grid(painter, theme, box, projection.centre, step)
        _paint_scale(painter, theme, box, metres, step)


def _paint_grid(painter: QPainter, theme: Theme, box: QRectF, centre: QPointF, step: float) -> None:
    outline(painter, theme.colour("road_edge", 0.55))
    first_x, first_y = centre.x() % step, centre.y() % step
    for x in takewhile(lambda x: x < box.right(), count(first_x, step)):
        painter.drawLine(QPointF(round(x) + 0.5, box.top()), QPointF(round(x) + 0.5, box.bottom()))
    for y in takewhile(lambda y: y < box.bottom(), count(first_y, step)):
        painter.drawLine(QPointF(box.left(), round(y) + 0.5), QPointF(box.right(), round(y) + 0.5))


def _paint_scale(painter: QPainter, theme: Theme, box: QRectF, metres: int, step: float) -> None:
    """Draw one side of the grid with its length, so that the picture can be read."""
    y, left = box.bottom() - _SCALE_EDGE + 0.5, box.left() + _SCALE_EDGE
    outline(painter, theme.colour("text3"))
    painter.drawLine(QPointF(left, y), QPointF(left + step, y))
    for x in (left, left + step):
        painter.drawLine(QPointF(x, y - _SCALE_TICK), QPointF(x, y))
    if metres < _METRES_PER_KILOMETRE:
        words = _("{metres} m").format(metres=metres)
    else:
        words = _("{kilometres} km").format(kilometres=metres // _METRES_PER_KILOMETRE)
    painter.setFont(theme.font("micro"))
    height = theme.metrics("micro").height()
    place = QRectF(left, y - _SCALE_TICK - height, step, height)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)


def _paint_hill(
    painter: QPainter, theme: Theme, box: QRectF, hill: tuple[float, float, int, float]
) -> None:
    x, y, rings, seed = hill
    middle = QPointF(box.left() + x * box.width(), box.top() + y * box.height())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in range(1, rings):
        path = QPainterPath()
        for degree in _DEGREES:
            turn = math.radians(degree)
            wave = 0.15 * math.sin(3 * turn + seed + ring * 0.08)
            radius = ring * _RING_STEP * (1 + wave + 0.07 * math.cos(5 * turn - seed))
            point = middle + QPointF(radius * math.cos(turn), _FLAT * radius * math.sin(turn))
            if degree:
                path.lineTo(point)
            else:
                path.moveTo(point)
        strength = max(_FAINTEST, _STRONGEST - ring * _FADES)
        outline(painter, theme.colour("block" if theme.mode == "light" else "road", strength), 1.5)
        painter.drawPath(path)
