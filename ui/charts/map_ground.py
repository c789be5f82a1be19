"""The ground of the map of accounts: outlines with their names, cities, and the scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF, QTransform

from ui.charts.flat_region import FlatRegion
from ui.charts.map_projection import MapWindow, Point, flatten
from ui.texts import _
from ui.theme.theme import Theme
from ui.widgets.painting import CENTRE, outline

_STEPS = (1, 2, 5)
_WIDEST_SCALE = 110
_SCALE_EDGE, _SCALE_TICK = 14, 4
_METRES_PER_KILOMETRE = 1_000
_NAME_HEIGHT = 18

_TOWN_PAD = 6
_TOWNS_FROM = 3_500.0
"""Pixels a unit of the flat earth: some 60 pixels a degree."""

_TOLERANCE = 1.2
"""Pixels: points of an outline nearer to each other than this are drawn as one."""

_CORNERS = 3


@dataclass(frozen=True, slots=True)
class _Town:
    """The name of a city and where it lies on the flat earth."""

    name: str
    at: Point


class MapGround:
    """Outlines in as much detail as can be seen, made once for each doubling of the scale.

    Args:
        regions: The outlines.
        towns: Names of cities with latitude and longitude.
    """

    def __init__(
        self,
        regions: Sequence[FlatRegion] = (),
        towns: Sequence[tuple[str, float, float]] = (),
    ) -> None:
        self._regions = tuple(regions)
        self._towns = tuple(_Town(name, flatten(north, east)) for name, north, east in towns)
        self._shapes: dict[tuple[int, int], QPainterPath] = {}

    def corners(self) -> list[Point]:
        """Return the corners of all regions on the flat earth; of islands only the largest."""
        return [
            (x, y)
            for region in self._regions
            for x in (region.main.left, region.main.right)
            for y in (region.main.top, region.main.bottom)
        ]

    def paint(self, painter: QPainter, theme: Theme, window: MapWindow) -> None:
        """Paint water, land, borders and the names that find room."""
        painter.fillRect(QRectF(0, 0, window.width, window.height), theme.colour("water"))
        place = QTransform.fromTranslate(window.width / 2, window.height / 2)
        place.scale(window.scale, window.scale)
        place.translate(-window.x, -window.y)
        border = QPen(theme.colour("line3" if theme.high_contrast else "line2"), 1)
        border.setCosmetic(True)
        painter.save()
        painter.setTransform(place, combine=True)
        painter.setPen(border)
        painter.setBrush(theme.colour("land"))
        for shape in self._shapes_in(window):
            painter.drawPath(shape)
        painter.restore()
        self._paint_names(painter, theme, window, place)

    def _paint_names(
        self, painter: QPainter, theme: Theme, window: MapWindow, place: QTransform
    ) -> None:
        painter.setPen(theme.colour("text3"))
        if window.scale < _TOWNS_FROM:
            painter.setFont(theme.font("micro"))
            for region in self._regions:
                title = region.title
                line = QRectF(title.left, title.top, title.right - title.left, 0)
                _paint_name(painter, theme, region.name, place.mapRect(line))
            return
        painter.setFont(theme.font("meta"))
        taken: list[QRectF] = []
        for town in self._towns:
            x, y = window.to_pixels(town.at)
            if not (0 <= x <= window.width and 0 <= y <= window.height):
                continue
            width = theme.width_of(town.name, "meta") + _TOWN_PAD
            box = QRectF(x - width / 2, y - _NAME_HEIGHT / 2, width, _NAME_HEIGHT)
            if not any(box.intersects(other) for other in taken):
                taken.append(box)
                painter.drawText(box, CENTRE, town.name)

    def _shapes_in(self, window: MapWindow) -> Iterator[QPainterPath]:
        """Yield the outlines of what is seen; the rest of a fine layer is not worked on."""
        seen = window.seen()
        level = math.floor(math.log2(window.scale))
        least = _TOLERANCE / 2.0 ** (level + 1)
        for place, region in enumerate(self._regions):
            if not region.whole.touches(seen):
                continue
            if (level, place) not in self._shapes:
                self._shapes[level, place] = _shape(region, least)
            yield self._shapes[level, place]


def paint_scale(painter: QPainter, theme: Theme, window: MapWindow) -> None:
    """Draw a round length with its words, so that distances can be read."""
    longest = window.metres(_WIDEST_SCALE)
    metres = round_below(longest)
    length = _WIDEST_SCALE * metres / longest
    left, y = _SCALE_EDGE, window.height - _SCALE_EDGE + 0.5
    outline(painter, theme.colour("text2"))
    painter.drawLine(QPointF(left, y), QPointF(left + length, y))
    for x in (left, left + length):
        painter.drawLine(QPointF(x, y - _SCALE_TICK), QPointF(x, y))
    if metres < _METRES_PER_KILOMETRE:
        words = _("{metres} m").format(metres=metres)
    else:
        words = _("{kilometres} km").format(kilometres=f"{metres // _METRES_PER_KILOMETRE:,}")
    painter.setFont(theme.font("micro"))
    height = theme.metrics("micro").height()
    place = QRectF(left, y - _SCALE_TICK - height, length, height)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip), words)


def round_below(metres: float) -> int:
    """Return the largest of 1, 2, 5, 10, 20 … metres that is not longer; 1 at least."""
    step = 10 ** max(math.floor(math.log10(metres)), 0) if metres > 0 else 1
    return max((digit * step for digit in _STEPS if digit * step <= metres), default=1)


def _shape(region: FlatRegion, least: float) -> QPainterPath:
    shape = QPainterPath()
    shape.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in region.rings:
        points = list(_thinned(ring, least))
        shape.addPolygon(QPolygonF([QPointF(*point) for point in points]))
    return shape


def _thinned(ring: Sequence[Point], least: float) -> Iterator[Point]:
    """Leave out points that lie on the one before; a small island keeps its corners."""
    if len(ring) <= _CORNERS:
        yield from ring
        return
    last = ring[0]
    yield last
    for point in ring[1:-1]:
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= least:
            last = point
            yield point
    yield ring[-1]


def _paint_name(painter: QPainter, theme: Theme, name: str, line: QRectF) -> None:
    if name and line.width() > theme.width_of(name, "micro"):
        place = QRectF(line.left(), line.y() - _NAME_HEIGHT / 2, line.width(), _NAME_HEIGHT)
        painter.drawText(place, CENTRE, name)
