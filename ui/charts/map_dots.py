"""Paints accounts on the map: single ones by their state, many as a round with their number."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from ui.charts.map_clusters import Cluster, DotState, MapDot
from ui.theme.theme import Theme
from ui.widgets.painting import CENTRE

_ROLES: dict[DotState, str] = {"plain": "solid", "late": "warn_fill", "alarm": "bad_fill"}
_DOT, _KEY_DOT = 6.5, 8.0
_RIM = 1.5
_LEAST_ROUND, _GROWTH, _LARGEST_ROUND = 12.0, 2.4, 24.0
_STATE_RIM = 3.0
_CHOSEN = 5.0
_LABEL_PAD, _LABEL_GAP, _LABEL_HEIGHT = 6, 12, 20


def radius_of(group: Cluster) -> float:
    """Return how far a group reaches from its middle, in pixels."""
    count = len(group.dots)
    if count == 1:
        return _KEY_DOT if group.dots[0].grade == "A" else _DOT
    return min(_LEAST_ROUND + _GROWTH * (len(str(count)) - 1) * 2, _LARGEST_ROUND)


def paint_cluster(
    painter: QPainter, theme: Theme, group: Cluster, at: QPointF, *, is_chosen: bool
) -> None:
    """Paint a group: one account as its mark, several as a round with their number.

    A mark is round when nothing is wrong, a diamond for money owed late or a warning, a triangle
    for an alarm; hollow when its place is only roughly known. So no meaning hangs on colour alone.
    """
    radius = radius_of(group)
    if is_chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("focus", 0.28))
        painter.drawEllipse(at, radius + _CHOSEN, radius + _CHOSEN)
    if len(group.dots) == 1:
        _paint_mark(painter, theme, group.dots[0], at, radius)
        return
    rim = theme.colour("surface" if group.state == "plain" else _ROLES[group.state])
    painter.setPen(QPen(rim, _RIM if group.state == "plain" else _STATE_RIM))
    painter.setBrush(theme.colour("solid"))
    painter.drawEllipse(at, radius, radius)
    painter.setPen(theme.colour("on_solid"))
    painter.setFont(theme.font("micro"))
    box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, CENTRE, str(len(group.dots)))


def paint_legend_mark(painter: QPainter, theme: Theme, kind: str, at: QPointF) -> None:
    """Paint a mark as the legend shows it: "plain", "late", "alarm" or "rough"."""
    states: dict[str, DotState] = {"late": "late", "alarm": "alarm"}
    mark = MapDot("", "", "", states.get(kind, "plain"), kind == "rough", (0.0, 0.0))
    _paint_mark(painter, theme, mark, at, _DOT - 1)


def paint_label(
    painter: QPainter, theme: Theme, words: str, at: QPointF, radius: float, *, within: float
) -> None:
    """Write a name beside its mark, on the side that has room."""
    width = theme.width_of(words, "meta-m") + 2 * _LABEL_PAD
    left = at.x() + radius + _LABEL_GAP / 2
    if left + width > within:
        left = at.x() - radius - _LABEL_GAP / 2 - width
    height = theme.px(_LABEL_HEIGHT)
    box = QRectF(left, at.y() - height / 2, width, height)
    painter.setPen(theme.colour("line2"))
    painter.setBrush(theme.colour("raised", 0.95))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(theme.font("meta-m"))
    painter.setPen(theme.colour("text"))
    painter.drawText(box, CENTRE, words)


def _paint_mark(painter: QPainter, theme: Theme, mark: MapDot, at: QPointF, radius: float) -> None:
    colour = theme.colour(_ROLES[mark.state])
    hollow = mark.is_rough
    painter.setPen(QPen(colour if hollow else theme.colour("surface"), 2 if hollow else _RIM))
    painter.setBrush(QBrush(theme.colour("surface") if hollow else colour))
    match mark.state:
        case "plain":
            painter.drawEllipse(at, radius, radius)
        case "late":
            painter.drawPolygon(_corners(at, radius + 1, ((0, -1), (1, 0), (0, 1), (-1, 0))))
        case "alarm":
            corners = ((0, -1.1), (1.05, 0.8), (-1.05, 0.8))
            painter.drawPolygon(_corners(at, radius + 1, corners))


def _corners(at: QPointF, radius: float, steps: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([at + QPointF(x * radius, y * radius) for x, y in steps])
