"""The soft shadow below the palette, painted from gradients: an effect would blur at every key."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGradient, QLinearGradient, QPainter, QRadialGradient

from ui.theme.theme import Theme

_REACH = 52.0
_DOWN = 14.0
_CORNER = 18.0  # more than _DOWN, so that no bare strip is left below the box
_LIGHT, _DARK = 0.36, 0.7  # begins inside the box and has faded to two thirds at its edge
_STEPS = 8


def paint_shade(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """Paint the shadow of a box; none in high contrast."""
    if theme.high_contrast:
        return
    strength = _LIGHT if theme.mode == "light" else _DARK
    inner = box.adjusted(_CORNER, _CORNER, -_CORNER, -_CORNER).translated(0, _DOWN)
    depth = _REACH + _CORNER
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for gradient, part in (*_sides(inner, depth), *_corners(inner, depth)):
        _fade(gradient, theme.colour("shadow"), strength)
        painter.fillRect(part, QBrush(gradient))
    painter.restore()


def _fade(gradient: QGradient, colour: QColor, strength: float) -> None:
    for step in range(_STEPS + 1):
        share = step / _STEPS
        shaded = QColor(colour)
        shaded.setAlphaF(strength * (1 - share) ** 2)
        gradient.setColorAt(share, shaded)


def _sides(inner: QRectF, depth: float) -> tuple[tuple[QGradient, QRectF], ...]:
    top, bottom, left, right = inner.top(), inner.bottom(), inner.left(), inner.right()
    width, height = inner.width(), inner.height()
    places = (
        (QPointF(0, top), QPointF(0, top - depth), QRectF(left, top - depth, width, depth)),
        (QPointF(0, bottom), QPointF(0, bottom + depth), QRectF(left, bottom, width, depth)),
        (QPointF(left, 0), QPointF(left - depth, 0), QRectF(left - depth, top, depth, height)),
        (QPointF(right, 0), QPointF(right + depth, 0), QRectF(right, top, depth, height)),
    )
    return tuple((QLinearGradient(begin, end), part) for begin, end, part in places)


def _corners(inner: QRectF, depth: float) -> tuple[tuple[QGradient, QRectF], ...]:
    places = (
        (inner.topLeft(), -depth, -depth),
        (inner.topRight(), 0.0, -depth),
        (inner.bottomLeft(), -depth, 0.0),
        (inner.bottomRight(), 0.0, 0.0),
    )
    return tuple(
        (QRadialGradient(at, depth), QRectF(at.x() + x, at.y() + y, depth, depth))
        for at, x, y in places
    )
