"""The day's route as a quiet drawing from coordinates: pins, one line, scale; no map is needed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.charts.route_ground import paint_ground
from ui.charts.route_projection import Projection, fit
from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_INSET
from ui.widgets.painting import CENTRE

PinKind = Literal["done", "now", "later", "not_done"]

_PIN = 24
_NOW_LARGER = 1.2
_HIT = 18
_LINE, _HALO = 3, 7
_HALO_STRENGTH = 0.9
_BEND = 6
_LABEL_HEIGHT = 20
_LABEL_PAD = 6
_LABEL_GAP = 18
_ROUND = Qt.PenCapStyle.RoundCap


@dataclass(frozen=True, slots=True)
class PictureStop:
    """A stop as it is drawn.

    Attributes:
        key: Told when its pin is clicked.
        label: The number.
        kind: Done: check on soft ground; now: solid and larger; later: rim; not done: dashed.
        latitude: Degrees.
        longitude: Degrees.
        name: Written beside the current pin and the one under the mouse.
    """

    key: str
    label: str
    kind: PinKind
    latitude: float
    longitude: float
    name: str


class RoutePicture(QWidget):
    """Shows where the stops lie to each other; the list beside it says the same in words."""

    stop_chosen = Signal(str)

    def __init__(self, words: str) -> None:
        super().__init__()
        self._stops: tuple[PictureStop, ...] = ()
        self._hovered = -1
        self.setAccessibleName(words)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_stops(self, stops: Sequence[PictureStop]) -> None:
        """Draw the stops in driving order; those not done lie beside the line."""
        self._stops, self._hovered = tuple(stops), -1
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        """About as in the middle column."""
        return QSize(400, 240)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(200, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, line, pins and names."""
        del event
        theme, box = current_theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(box, RADIUS_INSET, RADIUS_INSET)
        painter.setClipPath(clip)
        projection = self._projection()
        paint_ground(painter, theme, box, projection)
        points = [projection.point(stop.latitude, stop.longitude) for stop in self._stops]
        driven = [
            point
            for point, stop in zip(points, self._stops, strict=True)
            if stop.kind != "not_done"
        ]
        _paint_line(painter, theme, driven)
        for at, stop in enumerate(self._stops):
            if at != self._hovered:
                paint_pin(painter, theme, points[at], stop.label, stop.kind)
        for at, stop in enumerate(self._stops):
            if at == self._hovered or (stop.kind == "now" and self._hovered < 0):
                paint_pin(painter, theme, points[at], stop.label, stop.kind)
                label = name_place(theme, points, at, stop.name, box)
                _paint_name(painter, theme, label, stop.name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the stop under the mouse."""
        at = self._at(event.position())
        if at != self._hovered:
            self._hovered = at
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(hand if at >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the stop under the mouse."""
        at = self._at(event.position())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.stop_chosen.emit(self._stops[at].key)

    def _projection(self) -> Projection:
        places = [(stop.latitude, stop.longitude) for stop in self._stops]
        return fit(places, self.width(), self.height())

    def _at(self, position: QPointF) -> int:
        projection = self._projection()
        near = [
            (math.hypot(offset.x(), offset.y()), at)
            for at, stop in enumerate(self._stops)
            for offset in [projection.point(stop.latitude, stop.longitude) - position]
        ]
        distance, at = min(near, default=(math.inf, -1))
        return at if distance <= _HIT else -1


def paint_pin(painter: QPainter, theme: Theme, at: QPointF, label: str, kind: PinKind) -> None:
    """Paint a numbered pin; the route list paints the same."""
    radius = _PIN / 2 * (_NOW_LARGER if kind == "now" else 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("shadow", 0.16))
    painter.drawEllipse(at + QPointF(0, 1.5), radius + 1, radius + 1)
    dash = Qt.PenStyle.DashLine if kind == "not_done" else Qt.PenStyle.SolidLine
    painter.setPen(QPen(theme.colour("line3" if kind == "not_done" else "accent"), 2, dash))
    grounds = {"now": "solid", "done": "accent_soft"}
    painter.setBrush(theme.colour(grounds.get(kind, "raised")))
    painter.drawEllipse(at, radius, radius)
    if kind == "done":
        painter.drawPixmap(at - QPointF(7, 7), theme.pixmap("check", "accent", 14, 2.5))
        return
    inks = {"now": "on_solid", "not_done": "text3"}
    painter.setFont(theme.font("meta-m"))
    painter.setPen(theme.colour(inks.get(kind, "accent")))
    box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, CENTRE, label)


def _paint_line(painter: QPainter, theme: Theme, points: Sequence[QPointF]) -> None:
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return
    full = [points[0], *points, points[-1]]
    path = QPainterPath(points[0])
    for before, start, end, after in zip(full, full[1:], full[2:], full[3:], strict=False):
        path.cubicTo(start + (end - before) / _BEND, end - (after - start) / _BEND, end)
    join = Qt.PenJoinStyle.RoundJoin
    halo = theme.colour("surface", _HALO_STRENGTH)
    painter.strokePath(path, QPen(halo, _HALO, Qt.PenStyle.SolidLine, _ROUND, join))
    accent = theme.colour("accent")
    painter.strokePath(path, QPen(accent, _LINE, Qt.PenStyle.SolidLine, _ROUND, join))


def _paint_name(painter: QPainter, theme: Theme, label: QRectF, name: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("raised", 0.92))
    painter.drawRoundedRect(label, 4, 4)
    painter.setFont(theme.font("meta-m"))
    painter.setPen(theme.colour("text"))
    words = theme.metrics("meta-m").elidedText(
        name, Qt.TextElideMode.ElideRight, int(label.width() - _LABEL_PAD)
    )
    painter.drawText(label, CENTRE, words)


def name_place(theme: Theme, points: Sequence[QPointF], at: int, name: str, box: QRectF) -> QRectF:
    """Return where a name stands: at its pin, on the side where it is whole and hides least.

    Args:
        theme: Gives widths.
        points: Of all pins.
        at: Of the one that is named.
        name: What is written.
        box: The picture.
    """
    wanted = theme.width_of(name, "meta-m") + 2 * _LABEL_PAD
    size = QSizeF(wanted, theme.px(_LABEL_HEIGHT))

    def cost(label: QRectF) -> tuple[float, int]:
        reach = label.adjusted(-_PIN / 2, -_PIN / 2, _PIN / 2, _PIN / 2)
        hidden = sum(reach.contains(other) for index, other in enumerate(points) if index != at)
        hidden += any(reach.contains(middle) for middle in _midways(points))
        return wanted - label.width(), hidden

    # Of equals the first: beside the pin is where one looks.
    return min(_label_places(points[at], size, box), key=cost)


def _label_places(pin: QPointF, size: QSizeF, box: QRectF) -> tuple[QRectF, ...]:
    """Return where a name can stand: right of its pin, left, below and above."""
    width, height = size.width(), size.height()
    right, left = pin.x() + _LABEL_GAP, pin.x() - _LABEL_GAP
    beside_right = max(min(width, box.right() - _LABEL_PAD - right), 0)
    beside_left = max(min(width, left - _LABEL_PAD), 0)
    middle, across = pin.y() - height / 2, min(width, box.width() - 2 * _LABEL_PAD)
    x = min(max(pin.x() - across / 2, box.left() + _LABEL_PAD), box.right() - _LABEL_PAD - across)
    over, under = pin.y() - _LABEL_GAP - height, pin.y() + _LABEL_GAP
    places = (
        QRectF(right, middle, beside_right, height),
        QRectF(left - beside_left, middle, beside_left, height),
        QRectF(x, under, across, height),
        QRectF(x, over, across, height),
    )
    return tuple(
        each for each in places if box.top() <= each.top() and each.bottom() <= box.bottom()
    )


def _midways(points: Sequence[QPointF]) -> list[QPointF]:
    return [(one + other) / 2 for one, other in pairwise(points)]
