"""Accounts by rank against their cumulated share; class limits are drawn and named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.widgets.painting import CENTRE, LEFT, MIDDLE, RIGHT, outline

_LEFT, _TOP, _EDGE, _BOTTOM = 44, 26, 8, 24
_DEPTHS = (0.30, 0.17, 0.07)
_HALF = 0.5
_DOT = 4.5
_GAP = 10
_LINE = 14

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ShareCurve:
    """What the chart shows; all places are shares from 0 to 1.

    Attributes:
        points: (share of the accounts, cumulated share), rising.
        cuts: Where a class ends.
        names: Above each class, one more than cuts.
        limits: Shares at which classes change.
        count: Words at the right end of the axis.
    """

    points: tuple[Point, ...] = ()
    cuts: tuple[Point, ...] = ()
    names: tuple[str, ...] = ()
    limits: tuple[float, ...] = ()
    count: str = ""


class ShareCurveChart(QWidget):
    """The curve with its classes.

    Args:
        name: What is shown, for screen readers; the finding stands below as a sentence.
    """

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._curve = ShareCurve()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_curve(self, curve: ShareCurve) -> None:
        """Show other values."""
        self._curve = curve
        self.setAccessibleDescription(", ".join(curve.names))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and not too high."""
        return QSize(420, 190)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(240, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axis, classes, curve and labels."""
        del event
        curve = self._curve
        if not curve.points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(_LEFT, _TOP, self.width() - _LEFT - _EDGE, self.height() - _TOP - _BOTTOM)
        plot = _Plot(painter, current_theme(), area)
        plot.grid(curve.limits)
        plot.classes(curve)
        plot.line(curve)
        plot.ends(curve.count)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Turns shares into places."""

    painter: QPainter
    theme: Theme
    area: QRectF

    def at(self, point: Point) -> QPointF:
        x = self.area.left() + self.area.width() * point[0]
        return QPointF(x, self.area.bottom() - self.area.height() * point[1])

    def say(self, box: QRectF, words: str, align: Qt.AlignmentFlag, style: str = "micro") -> None:
        self.painter.setFont(self.theme.font(style))
        self.painter.setPen(self.theme.colour("text3" if style == "micro" else "text"))
        self.painter.drawText(box, int(align | MIDDLE), words)

    def grid(self, limits: Sequence[float]) -> None:
        written: list[float] = []
        for share in (*limits, 0.0, 1.0, _HALF):
            y = round(self.at((0, share)).y()) + _HALF
            dashed = Qt.PenStyle.DashLine if share in limits else Qt.PenStyle.SolidLine
            self.painter.setPen(QPen(self.theme.colour("grid" if share else "line2"), 1, dashed))
            self.painter.drawLine(QPointF(self.area.left(), y), QPointF(self.area.right(), y))
            if all(abs(y - other) >= _LINE for other in written):
                self.say(QRectF(0, y - 8, _LEFT - 8, 16), f"{share:.0%}", RIGHT)
                written.append(y)

    def classes(self, curve: ShareCurve) -> None:
        edges = [(0.0, 0.0), *curve.cuts, (1.0, 1.0)]
        for number, (first, last) in enumerate(pairwise(edges)):
            inside = [point for point in curve.points if first[0] <= point[0] <= last[0]]
            path = QPainterPath(self.at((first[0], 0)))
            for point in (first, *inside, last):
                path.lineTo(self.at(point))
            path.lineTo(self.at((last[0], 0)))
            self.painter.fillPath(path, self.theme.colour("c1", _DEPTHS[number]))
            if number:
                outline(self.painter, self.theme.colour("line2"))
                x = round(self.at(first).x()) + _HALF
                self.painter.drawLine(QPointF(x, self.area.top()), QPointF(x, self.area.bottom()))
        self._names(curve, edges)

    def _names(self, curve: ShareCurve, edges: Sequence[Point]) -> None:
        """Write the name of each class over its middle, moved aside where two would touch."""
        widths = [self.theme.width_of(words, "meta-m") + _GAP for words in curve.names]
        lefts: list[float] = []
        free = self.area.left() - _GAP / 2
        for width, (first, last) in zip(widths, pairwise(edges), strict=True):
            middle = (self.at(first).x() + self.at(last).x()) / 2
            lefts.append(max(free, middle - width / 2))
            free = lefts[-1] + width
        end = self.area.right() + _EDGE
        for number in reversed(range(len(lefts))):
            lefts[number] = min(lefts[number], end - widths[number])
            end = lefts[number]
        for words, left, width in zip(curve.names, lefts, widths, strict=True):
            self.say(QRectF(left, 2, width, 18), words, CENTRE, "meta-m")

    def line(self, curve: ShareCurve) -> None:
        path = QPainterPath(self.at((0, 0)))
        for point in curve.points:
            path.lineTo(self.at(point))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        outline(self.painter, self.theme.colour("c1"), 2)
        self.painter.drawPath(path)
        for cut in curve.cuts:
            outline(self.painter, self.theme.colour("surface"), 2)
            self.painter.setBrush(self.theme.colour("c1"))
            self.painter.drawEllipse(self.at(cut), _DOT, _DOT)

    def ends(self, count: str) -> None:
        box = QRectF(self.area.left(), self.area.bottom() + 5, self.area.width(), 16)
        self.say(box, "0", LEFT)
        self.say(box, count, RIGHT)
