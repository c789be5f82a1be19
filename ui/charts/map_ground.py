"""The ground of the map of accounts: outlines with their names, cities, and the scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF, QTransform

from app.exchange.map_layers import MapLayer, Region
from ui.charts.map_projection import MapWindow, Point, flatten
from ui.texts import _
from ui.theme.theme import Theme
from ui.widgets.painting import CENTRE, outline

_STEPS = (1, 2, 5)
_WIDEST_SCALE = 110
_SCALE_EDGE, _SCALE_TICK = 14, 4
_METRES_PER_KILOMETRE = 1_000
_MIDDLE = 0.5
_NAME_HEIGHT = 18
_NAME_LEVELS = (0.26, 0.34, 0.42, 0.5, 0.58, 0.66, 0.74)
"""Parts of a region's height at which there may be room for its name."""

_TOWN_PAD = 6
_TOWNS_FROM = 3_500.0
"""Pixels a unit of the flat earth: some 60 pixels a degree."""

_TOLERANCE = 1.2
"""Pixels: points of an outline nearer to each other than this are drawn as one."""

_CORNERS = 3


@dataclass(frozen=True, slots=True)
class _DrawnRegion:
    """A region on the flat earth: its outlines, the box around the largest, its name's place."""

    name: str
    rings: tuple[tuple[Point, ...], ...]
    box: QRectF
    title: QRectF
    """A line without height inside the outline: where there is most room for a name."""


@dataclass(frozen=True, slots=True)
class _Town:
    """The name of a city and where it lies on the flat earth."""

    name: str
    at: Point


class MapGround:
    """Outlines in as much detail as can be seen, made once for each doubling of the scale.

    Args:
        layer: The outlines.
        towns: Names of cities with latitude and longitude.
    """

    def __init__(
        self, layer: MapLayer | None = None, towns: Sequence[tuple[str, float, float]] = ()
    ) -> None:
        self._regions = tuple(_draw(region) for region in (layer.regions if layer else ()))
        self._towns = tuple(_Town(name, flatten(north, east)) for name, north, east in towns)
        self._shapes: dict[int, tuple[QPainterPath, ...]] = {}

    def corners(self) -> list[Point]:
        """Return the corners of all regions on the flat earth."""
        boxes = [region.box for region in self._regions]
        return [(x, y) for box in boxes for x in (box.left(), box.right())
                for y in (box.top(), box.bottom())]  # fmt: skip

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
        whole = place.inverted()[0].mapRect(QRectF(0, 0, window.width, window.height))
        for shape in self._shapes_at(window.scale):
            if shape.controlPointRect().intersects(whole):
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
                _paint_name(painter, theme, region.name, place.mapRect(region.title))
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

    def _shapes_at(self, scale: float) -> tuple[QPainterPath, ...]:
        level = math.floor(math.log2(scale))
        if level not in self._shapes:
            least = _TOLERANCE / 2.0 ** (level + 1)
            self._shapes[level] = tuple(_shape(region, least) for region in self._regions)
        return self._shapes[level]


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


def _draw(region: Region) -> _DrawnRegion:
    rings = tuple(tuple(flatten(y, x) for x, y in ring) for ring in region.rings)
    boxes = [QPolygonF([QPointF(*point) for point in ring]).boundingRect() for ring in rings]
    sizes = [box.width() * box.height() for box in boxes]
    if not sizes:
        return _DrawnRegion(region.name, rings, QRectF(), QRectF())
    largest = sizes.index(max(sizes))
    return _DrawnRegion(
        region.name, rings, boxes[largest], room_for_name(rings[largest], boxes[largest])
    )


def room_for_name(ring: Sequence[Point], box: QRectF) -> QRectF:
    """Return a level line inside an outline, as wide and as near to the middle as can be."""
    lines = [
        (QRectF(left, y, right - left, 0), 1 - abs(part - _MIDDLE))
        for part in _NAME_LEVELS
        for y in (box.top() + box.height() * part,)
        for left, right in _crossed(ring, y)
    ]
    return max(lines, key=lambda line: line[0].width() * line[1], default=(QRectF(), 0))[0]


def _crossed(ring: Sequence[Point], y: float) -> Iterator[tuple[float, float]]:
    """Yield the stretches of a level line that lie inside an outline."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise((*ring, ring[0]))
        if (y1 <= y) != (y2 <= y)
    )
    yield from zip(crossings[::2], crossings[1::2], strict=True)


def _shape(region: _DrawnRegion, least: float) -> QPainterPath:
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
