"""Drawings shared by widgets and table rows: tag, class mark, tick, bar, words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_TAG, Tone

TAG_HEIGHT = 20
CHECK_SIZE = 16

_TAG_PAD = 7
_TAG_ICON = 12
_TAG_ICON_SPACE = 15
_HALF = 0.5
_BOLD_STROKE = 3
_MARK_OVERHANG = 3

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def tight(words: str) -> str:
    """Return words without blanks around the middle dot: in a Chinese face it is one em wide."""
    return words.replace(" · ", "·")


def paint_words(
    painter: QPainter,
    theme: Theme,
    box: QRectF,
    words: str,
    *,
    style: str = "dense",
    role: str = "text",
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Write one line, elided at the right when the box is too narrow."""
    painter.setFont(theme.font(style))
    painter.setPen(theme.colour(role))
    metrics = theme.metrics(style)
    fits = metrics.horizontalAdvance(words) <= box.width() + 1
    line = (
        words if fits else metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    )
    painter.drawText(box, int(align | MIDDLE | Qt.TextFlag.TextSingleLine), line)


def outline(painter: QPainter, colour: QColor, width: float = 1.0) -> None:
    """Set a plain pen of a width."""
    painter.setPen(QPen(colour, width))


def inset(box: QRectF, by: float = _HALF) -> QRectF:
    """Return a box drawn in by half a pixel, so that a one-pixel line is sharp."""
    return box.adjusted(by, by, -by, -by)


def tag_width(theme: Theme, words: str, icon: str = "") -> int:
    """Return the width of a status tag."""
    return theme.width_of(words, "micro") + 2 * _TAG_PAD + (_TAG_ICON_SPACE if icon else 0)


def paint_tag(
    painter: QPainter,
    theme: Theme,
    at: QPointF,
    words: str,
    *,
    tone: Tone = "quiet",
    icon: str = "",
    outlined: bool = False,
) -> float:
    """Paint a status tag whose left edge and middle are `at`.

    Returns:
        Its width.
    """
    width = tag_width(theme, words, icon)
    height = theme.px(TAG_HEIGHT)
    box = QRectF(at.x(), at.y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bordered = outlined or theme.high_contrast
    painter.setPen(theme.colour("line2" if outlined else tone) if bordered else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if outlined else theme.soft(tone))
    painter.drawRoundedRect(inset(box) if bordered else box, RADIUS_TAG, RADIUS_TAG)
    left = box.left() + _TAG_PAD
    if icon:
        picture = theme.pixmap(icon, tone, _TAG_ICON, 2)
        painter.drawPixmap(QPointF(left - 1, at.y() - _TAG_ICON / 2), picture)
        left += _TAG_ICON_SPACE - 1
    painter.setFont(theme.font("micro"))
    painter.setPen(theme.colour(tone))
    painter.drawText(QRectF(left, box.top(), width, height), int(LEFT | MIDDLE), words)
    return width


def paint_class(
    painter: QPainter, theme: Theme, at: QPointF, letter: str, *, size: int = 20
) -> None:
    """Paint the class square: A solid, B soft, C outline, so that it reads without colour."""
    box = inset(QRectF(at.x(), at.y() - size / 2, size, size))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    match letter:
        case "A":
            border, ground, ink = "solid", "solid", "on_solid"
        case "B":
            border, ground, ink = "accent_line", "accent_soft", "accent"
        case _:
            border, ground, ink = "line3", "", "text2"
    painter.setPen(theme.colour(border))
    painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, RADIUS_TAG, RADIUS_TAG)
    painter.setPen(theme.colour(ink))
    painter.setFont(theme.font("micro"))
    painter.drawText(box, CENTRE, letter)


def paint_check(
    painter: QPainter, theme: Theme, at: QPointF, *, on: bool, enabled: bool = True
) -> None:
    """Paint a check box of 16 px whose left edge and middle are `at`."""
    box = inset(QRectF(at.x(), at.y() - CHECK_SIZE / 2, CHECK_SIZE, CHECK_SIZE))
    ground = ("solid" if enabled else "disabled") if on else "surface"
    border = ground if on else ("line3" if enabled else "line2")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour(border))
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(box, RADIUS_TAG, RADIUS_TAG)
    if on:
        mark = theme.pixmap("check", "on_solid", 12, _BOLD_STROKE)
        painter.drawPixmap(QPointF(at.x() + 2, at.y() - 6), mark)


def paint_radio(painter: QPainter, theme: Theme, at: QPointF, *, on: bool) -> None:
    """Paint a radio mark of 16 px whose left edge and middle are `at`."""
    centre = QPointF(at.x() + CHECK_SIZE / 2, at.y())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline(painter, theme.colour("accent" if on else "line3"), 1.5)
    painter.setBrush(theme.colour("surface"))
    painter.drawEllipse(centre, 7.25, 7.25)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(centre, 3.75, 3.75)


def paint_bar(
    painter: QPainter,
    theme: Theme,
    box: QRectF,
    share: float,
    *,
    tone: Tone = "accent",
    mark: float | None = None,
) -> None:
    """Paint a progress bar.

    Args:
        painter: Where to paint.
        theme: The look.
        box: The bar itself; the tick stands out by 3 px above and below.
        share: 0 to 1; more is drawn as full.
        tone: Colour of the done part.
        mark: Where the plan should be, 0 to 1.
    """
    radius = box.height() / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("trough"))
    painter.drawRoundedRect(box, radius, radius)
    if share > 0:
        painter.setBrush(theme.fill(tone))
        width = max(box.height(), box.width() * min(1.0, share))
        painter.drawRoundedRect(
            QRectF(box.topLeft(), box.bottomRight()).adjusted(0, 0, width - box.width(), 0),
            radius,
            radius,
        )
    if mark is not None:
        x = box.left() + box.width() * mark
        outline(painter, theme.colour("text"), 1.5)
        painter.drawLine(
            QPointF(x, box.top() - _MARK_OVERHANG), QPointF(x, box.bottom() + _MARK_OVERHANG)
        )
