"""Grounds of the page: sheet, card, inset, side pane, floating panel, hairlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CARD, RADIUS_INSET, RADIUS_OVERLAY, Tone
from ui.widgets.painting import inset

PanelKind = Literal[
    "plain", "canvas", "page", "sheet", "card", "inset", "side", "float", "head", "foot"
]
_INNER = RADIUS_CARD - 1  # a pane lies inside the sheet's one-pixel border


@dataclass(frozen=True, slots=True)
class _Look:
    """Ground, border, radius, the one edge with a line, and the one round corner."""

    ground: str = ""
    border: str = ""
    radius: int = 0
    edge: Literal["", "left", "top", "bottom"] = ""
    corner: Literal["", "left", "right"] = ""


_LOOKS: Final[Mapping[PanelKind, _Look]] = MappingProxyType(
    {
        "plain": _Look(),
        "canvas": _Look("canvas"),
        "page": _Look("surface"),
        "sheet": _Look("surface", "line", RADIUS_CARD),
        "card": _Look("surface", "line", RADIUS_CARD),
        "inset": _Look("sunken", "", RADIUS_INSET),
        "side": _Look("sunken", edge="left", radius=_INNER, corner="right"),
        "float": _Look("raised", "line2", RADIUS_OVERLAY),
        "head": _Look(edge="bottom"),
        "foot": _Look("sunken", edge="top", radius=_INNER, corner="left"),
    }
)


class Panel(QWidget):
    """A ground with content.

    Args:
        layout: Its content.
        kind: Which ground.
        tone: Paints the soft ground of a state instead.
    """

    def __init__(
        self,
        layout: QLayout | None = None,
        kind: PanelKind = "plain",
        *,
        tone: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = _LOOKS[kind]
        self._tone = tone
        if layout is not None:
            self.setLayout(layout)

    def set_tone(self, tone: Tone | None) -> None:
        """Change the state whose ground is painted."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground; children paint above it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        box = QRectF(self.rect())
        if self._tone is not None:
            _paint_tone(painter, theme, box, self._tone)
            return
        _paint_ground(painter, theme, box, self._look)
        _paint_edge(painter, theme, box, self._look)


def _paint_tone(painter: QPainter, theme: Theme, box: QRectF, tone: Tone) -> None:
    painter.setPen(theme.colour(tone) if theme.high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(theme.soft(tone))
    painter.drawRoundedRect(inset(box) if theme.high_contrast else box, RADIUS_INSET, RADIUS_INSET)


def _paint_ground(painter: QPainter, theme: Theme, box: QRectF, look: _Look) -> None:
    if not look.ground:
        return
    painter.setPen(theme.colour(look.border) if look.border else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(look.ground))
    if not look.corner:
        shape = inset(box) if look.border else box
        painter.drawRoundedRect(shape, look.radius, look.radius)
        return
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(box, look.radius, look.radius)
    path.addRect(box.adjusted(0, 0, 0, -look.radius))
    side = look.radius if look.corner == "left" else -look.radius
    path.addRect(box.adjusted(max(0, side), 0, min(0, side), 0))
    painter.drawPath(path)


def _paint_edge(painter: QPainter, theme: Theme, box: QRectF, look: _Look) -> None:
    sharp = inset(box)
    ends: dict[str, tuple[QPointF, QPointF]] = {
        "left": (sharp.topLeft(), sharp.bottomLeft()),
        "top": (sharp.topLeft(), sharp.topRight()),
        "bottom": (sharp.bottomLeft(), sharp.bottomRight()),
    }
    if look.edge:
        painter.setPen(theme.colour("line"))
        painter.drawLine(*ends[look.edge])


class Hairline(QWidget):
    """A line of one pixel."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__()
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        lying = orientation == Qt.Orientation.Horizontal
        self.setSizePolicy(free if lying else fixed, fixed if lying else free)

    def sizeHint(self) -> QSize:
        """One pixel; the policy stretches it."""
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the line's colour."""
        QPainter(self).fillRect(event.rect(), current_theme().colour("line"))


def hline() -> Hairline:
    """Return a lying hairline."""
    return Hairline(Qt.Orientation.Horizontal)


def vline() -> Hairline:
    """Return a standing hairline."""
    return Hairline(Qt.Orientation.Vertical)
