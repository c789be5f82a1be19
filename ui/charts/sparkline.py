"""A line without axes, for table cells: only a fall is coloured."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from ui.theme.theme import Theme
from ui.widgets.painting import outline

_DOT = 2.2
_MIN_POINTS = 2


def paint_sparkline(
    painter: QPainter, theme: Theme, box: QRectF, values: Sequence[float], *, falling: bool = False
) -> None:
    """Paint values from left to right, scaled to the box, with a dot on the last.

    Args:
        painter: Where to paint.
        theme: The look.
        box: All of the line lies inside.
        values: At least two; fewer paint nothing.
        falling: Paints the line in the warning colour; the row must say it in words too.
    """
    if len(values) < _MIN_POINTS:
        return
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    step = box.width() / (len(values) - 1)
    points = [
        QPointF(box.left() + step * i, box.bottom() - box.height() * (value - low) / span)
        for i, value in enumerate(values)
    ]
    colour = theme.colour("bad_fill" if falling else "text3")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline(painter, colour, 1.3)
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(points[-1], _DOT, _DOT)
