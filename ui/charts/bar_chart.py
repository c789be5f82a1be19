"""Months as bars: sold, a tick for the plan, a dot for the same month last year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.widgets.painting import LEFT, MIDDLE, RIGHT, outline

_LEFT = 44
_TOP = 8
_BOTTOM = 24
_EDGE = 4
_BAR_MAX = 26
_BAR_SHARE = 0.5
_RUNNING_ALPHA = 0.35
_LINES = 4
_STEPS = (1, 2, 5)
_LEGEND_GAP = 16
_LEGEND_SIGN = 18
Shape = Literal["bar", "line", "dot"]


@dataclass(frozen=True, slots=True)
class BarSeries:
    """What a bar chart shows; all values in the unit of the axis.

    Attributes:
        labels: One for each bar.
        sold: Height of the bars; shorter than the labels if the year is not over.
        plan: Ticks, or empty.
        last: Dots of last year, or empty.
        running: Number of the bar that is not complete yet.
        unit: Written behind the axis figures.
    """

    labels: tuple[str, ...]
    sold: tuple[Decimal, ...]
    plan: tuple[Decimal, ...] = ()
    last: tuple[Decimal, ...] = ()
    running: int | None = None
    unit: str = ""

    def highest(self) -> Decimal:
        """Return the largest value of all."""
        return max((Decimal(0), *self.sold, *self.plan, *self.last))


def axis_step(highest: Decimal) -> Decimal:
    """Return a round step (1, 2 or 5 times a power of ten) that needs about four lines."""
    if highest <= 0:
        return Decimal(1)
    power = Decimal(10) ** ((highest / _LINES).adjusted())
    for factor in _STEPS:
        if power * factor * _LINES >= highest:
            return power * factor
    return power * 10


class BarChart(QWidget):
    """Zero-based bars with direct labels.

    Args:
        name: What is shown, for screen readers; the finding stands below as a sentence.
    """

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._series = BarSeries((), ())
        self._name = name
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_series(self, series: BarSeries) -> None:
        """Show other values."""
        self._series = series
        pairs = zip(series.labels, series.sold, strict=False)
        spoken = ", ".join(f"{label} {value:g}{series.unit}" for label, value in pairs)
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and not too high."""
        return QSize(480, 170)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(240, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axis, bars, ticks, dots and labels."""
        del event
        series = self._series
        if not series.labels:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(_LEFT, _TOP, self.width() - _LEFT - _EDGE, self.height() - _TOP - _BOTTOM)
        step = axis_step(series.highest())
        lines = max(1, int((series.highest() / step).to_integral_value(ROUND_CEILING)))
        plot = _Plot(painter, theme, area, float(step * lines), len(series.labels))
        plot.grid(step, lines, series.unit)
        for index in range(len(series.labels)):
            plot.month(series, index)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Turns values into places."""

    painter: QPainter
    theme: Theme
    area: QRectF
    top: float
    slots: int

    def y(self, value: Decimal) -> float:
        return self.area.bottom() - self.area.height() * float(value) / self.top

    def grid(self, step: Decimal, lines: int, unit: str) -> None:
        self.painter.setFont(self.theme.font("micro"))
        for number in range(lines + 1):
            value = step * number
            y = round(self.y(value)) + 0.5
            self.painter.setPen(self.theme.colour("grid" if number else "line2"))
            self.painter.drawLine(QPointF(self.area.left(), y), QPointF(self.area.right(), y))
            self.painter.setPen(self.theme.colour("text3"))
            words = f"{value:f}{unit}" if number else "0"
            self.painter.drawText(QRectF(0, y - 8, _LEFT - 8, 16), RIGHT | MIDDLE, words)

    def month(self, series: BarSeries, index: int) -> None:
        slot = self.area.width() / self.slots
        centre = self.area.left() + slot * (index + 0.5)
        half = min(_BAR_MAX, slot * _BAR_SHARE) / 2
        running = index == series.running
        if index < len(series.sold):
            self._bar(centre, half, series.sold[index], running=running)
        if index < len(series.plan):
            outline(self.painter, self.theme.colour("text2"), 1.6)
            y = self.y(series.plan[index])
            self.painter.drawLine(QPointF(centre - half - 4, y), QPointF(centre + half + 4, y))
        if index < len(series.last):
            outline(self.painter, self.theme.colour("surface"), 1.5)
            self.painter.setBrush(self.theme.colour("c2"))
            self.painter.drawEllipse(QPointF(centre, self.y(series.last[index])), 4, 4)
        self.painter.setFont(self.theme.font("micro"))
        self.painter.setPen(self.theme.colour("text" if running else "text3"))
        box = QRectF(centre - 30, self.area.bottom() + 6, 60, 16)
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, series.labels[index])

    def _bar(self, centre: float, half: float, value: Decimal, *, running: bool) -> None:
        top = self.y(value)
        path = QPainterPath()
        box = QRectF(centre - half, top, 2 * half, self.area.bottom() - top + 3)
        path.addRoundedRect(box, 3, 3)
        self.painter.save()
        self.painter.setClipRect(self.area)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.colour("c1", _RUNNING_ALPHA if running else 1.0))
        self.painter.drawPath(path)
        self.painter.restore()


class Legend(QWidget):
    """Signs with words, in the shapes of the chart.

    Args:
        signs: (colour role, shape, words).
    """

    def __init__(self, signs: Sequence[tuple[str, Shape, str]]) -> None:
        super().__init__()
        self._signs = tuple(signs)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(words for _role, _shape, words in signs))

    def sizeHint(self) -> QSize:
        """All signs in one line."""
        theme = current_theme()
        widths = [self._width(theme, words) for _role, _shape, words in self._signs]
        return QSize(sum(widths) + _LEGEND_GAP * (len(widths) - 1), theme.px(18))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint signs and words."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 0.0, self.height() / 2
        for role, shape, words in self._signs:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(role))
            match shape:
                case "bar":
                    painter.drawRoundedRect(QRectF(x + 1, middle - 5, 10, 10), 2, 2)
                case "dot":
                    painter.drawEllipse(QPointF(x + 6, middle), 4, 4)
                case "line":
                    painter.drawRect(QRectF(x, middle - 1, 13, 2))
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.colour("text2"))
            width = self._width(theme, words)
            box = QRectF(x + _LEGEND_SIGN, 0, width, self.height())
            painter.drawText(box, LEFT | MIDDLE, words)
            x += width + _LEGEND_GAP

    def _width(self, theme: Theme, words: str) -> int:
        return _LEGEND_SIGN + theme.width_of(words, "meta")
