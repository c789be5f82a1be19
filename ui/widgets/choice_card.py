"""A card that is picked: one of two values of a conflict, or a person who was met."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_INSET
from ui.widgets.painted_button import PaintedButton
from ui.widgets.painting import (
    CENTRE,
    CHECK_SIZE,
    inset,
    outline,
    paint_check,
    paint_radio,
    paint_words,
)

_PAD = 12
_HEIGHT = 46
_HEIGHT_WITH_NOTE = 56
_FACE = 28
_GAP = 10
_LINE = 19


class ChoiceCard(PaintedButton):
    """A card with a title, a note and a mark.

    Cards with a radio mark in the same parent exclude each other and follow the arrow keys.

    Args:
        title: The value or the name.
        note: Where it comes from.
        mark: "check" for several, "radio" for exactly one.
        avatar: First character of a person's name, painted in a circle.
    """

    def __init__(
        self,
        title: str,
        note: str = "",
        *,
        mark: Literal["check", "radio"] = "check",
        avatar: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._note, self._mark, self._face = note, mark, avatar[:1]
        self.setAccessibleDescription(note)
        self.setCheckable(True)
        self.setAutoExclusive(mark == "radio")
        wide = QSizePolicy.Policy.Expanding if mark == "radio" else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def corner_radius(self) -> float:
        """Return the card's radius."""
        return RADIUS_INSET

    def wanted_size(self, theme: Theme) -> QSize:
        """Words, face and mark."""
        words = max(theme.width_of(self._words, "dense-m"), theme.width_of(self._note, "meta"))
        face = _FACE + _GAP if self._face else 0
        height = _HEIGHT_WITH_NOTE if self._mark == "radio" else _HEIGHT
        return QSize(2 * _PAD + face + words + _GAP + CHECK_SIZE + 2, theme.px(height))

    def minimumSizeHint(self) -> QSize:
        """A radio card may elide its words; a person's card never does."""
        hint = self.sizeHint()
        return QSize(120, hint.height()) if self._mark == "radio" else hint

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the card."""
        box, on = QRectF(self.rect()), self.isChecked()
        strong = on and self._mark == "radio"
        outline(
            painter,
            theme.colour("accent" if strong else "accent_line" if on else "line2"),
            1.5 if strong else 1,
        )
        ground = "accent_soft" if on else "hover" if self.is_hovered() else "surface"
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(inset(box, 0.75), RADIUS_INSET, RADIUS_INSET)
        words = box.adjusted(_PAD, 0, -_PAD, 0)
        middle = box.center().y()
        if self._mark == "radio":
            paint_radio(painter, theme, QPointF(words.left(), middle), on=on)
            words.adjust(CHECK_SIZE + _GAP, 0, 0, 0)
        else:
            at = QPointF(words.right() - CHECK_SIZE, middle)
            paint_check(painter, theme, at, on=on)
            words.adjust(0, 0, -CHECK_SIZE - _GAP, 0)
        if self._face:
            self._paint_face(painter, theme, QPointF(words.left(), middle - _FACE / 2))
            words.adjust(_FACE + _GAP, 0, 0, 0)
        self._paint_words(painter, theme, words)

    def _paint_face(self, painter: QPainter, theme: Theme, at: QPointF) -> None:
        on = self.isChecked()
        circle = QRectF(at.x(), at.y(), _FACE, _FACE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("solid" if on else "quiet_soft"))
        painter.drawEllipse(circle)
        painter.setFont(theme.font("meta-m"))
        painter.setPen(theme.colour("on_solid" if on else "text2"))
        painter.drawText(circle, CENTRE, self._face)

    def _paint_words(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        line = theme.px(_LINE)
        if not self._note:
            paint_words(painter, theme, box, self._words, style="dense-m")
            return
        middle = box.center().y()
        top = QRectF(box.left(), middle - line, box.width(), line)
        paint_words(painter, theme, top, self._words, style="dense-m")
        note = QRectF(box.left(), middle, box.width(), line)
        paint_words(painter, theme, note, self._note, style="meta", role="text2")
