"""Buttons: primary, plain, ghost, link, danger, and the icon alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL, RADIUS_INSET
from ui.widgets.painted_button import PaintedButton
from ui.widgets.painting import LEFT, MIDDLE, inset

ButtonKind = Literal["primary", "plain", "ghost", "link", "danger"]

_ICON = 16
_GAP = 8
_CARET = 14
_BIG = 40
_LINK = 24
_PADDING = {"primary": 12, "plain": 12, "danger": 12, "ghost": 8, "link": 2}


@dataclass(frozen=True, slots=True)
class _Inks:
    """Colour roles of one state of a button; an empty role paints nothing."""

    ground: str
    border: str
    ink: str


class Button(PaintedButton):
    """A button with words.

    Args:
        words: Verb (and object).
        kind: At most one "primary" an area; "danger" is outlined, never filled red.
        icon: Stands before the words.
        big: 40 px high, for forms on touch screens and single decisions.
    """

    def __init__(
        self,
        words: str,
        kind: ButtonKind = "plain",
        icon: str = "",
        *,
        big: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._kind: ButtonKind = kind
        self._icon, self._big = icon, big

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def corner_radius(self) -> float:
        """Big controls are rounder."""
        return RADIUS_INSET if self._big else RADIUS_CONTROL

    def wanted_size(self, theme: Theme) -> QSize:
        """Words, icon, caret and padding."""
        width = self._content_width(theme) + 2 * _PADDING[self._kind]
        height = _BIG if self._big else _LINK if self._kind == "link" else theme.density.control
        return QSize(width, theme.px(height))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint ground, icon, words and caret."""
        inks = self._inks(theme)
        box = QRectF(self.rect())
        if inks.ground or inks.border:
            painter.setPen(theme.colour(inks.border) if inks.border else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(inks.ground) if inks.ground else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inset(box), self.corner_radius(), self.corner_radius())
        left, middle = (box.width() - self._content_width(theme)) / 2, box.height() / 2
        if self._icon:
            picture = theme.pixmap(self._icon, inks.ink, _ICON)
            painter.drawPixmap(QPointF(left, middle - _ICON / 2), picture)
            left += _ICON + _GAP
        painter.setFont(theme.font(self._style()))
        painter.setPen(theme.colour(inks.ink))
        width = theme.width_of(self._words, self._style())
        painter.drawText(QRectF(left, 0, width + 2, box.height()), LEFT | MIDDLE, self._words)
        if self._has_caret():
            picture = theme.pixmap("chevron-down", inks.ink, _CARET, 2)
            painter.drawPixmap(QPointF(left + width + 4, middle - _CARET / 2), picture)

    def _style(self) -> str:
        return "body-m" if self._big else "dense-m"

    def _has_caret(self) -> bool:
        return self.menu() is not None

    def _content_width(self, theme: Theme) -> int:
        icon = _ICON + _GAP if self._icon else 0
        caret = _CARET + 4 if self._has_caret() else 0
        return icon + theme.width_of(self._words, self._style()) + caret

    def _inks(self, theme: Theme) -> _Inks:
        hovered, down = self.is_hovered(), self.isDown()
        ground = "pressed" if down else "hover" if hovered else ""
        if not self.isEnabled():
            return _disabled_inks(self._kind)
        match self._kind:
            case "primary":
                solid = "solid_hover" if hovered or down else "solid"
                return _Inks(solid, solid, "on_solid")
            case "plain":
                return _Inks(ground or "surface", "line2", "text")
            case "danger":
                return _Inks("bad_soft" if hovered or down else "surface", "line2", "bad")
            case "ghost":
                border = "line2" if theme.high_contrast else ground
                return _Inks(ground, border, "text2")
            case "link":
                return _Inks("", "", "accent_hover" if hovered or down else "accent")


def _disabled_inks(kind: ButtonKind) -> _Inks:
    match kind:
        case "primary":
            return _Inks("trough", "trough", "disabled")
        case "plain" | "danger":
            return _Inks("", "line", "disabled")
        case "ghost" | "link":
            return _Inks("", "", "disabled")


class IconButton(PaintedButton):
    """An icon without words; the words are its tool tip and accessible name."""

    def __init__(
        self,
        icon: str,
        tip: str,
        *,
        size: int = 32,
        role: str = "text2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tip, parent)
        self._icon, self._size, self._role = icon, size, role
        self.setToolTip(tip)

    def set_icon(self, icon: str, role: str = "text2") -> None:
        """Show another icon."""
        self._icon, self._role = icon, role
        self.update()

    def wanted_size(self, theme: Theme) -> QSize:
        """A square."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the ground while hovered, and the icon."""
        if self.is_hovered() or self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
        role = self._role if self.isEnabled() else "disabled"
        at = QPointF((self.width() - _ICON) / 2, (self.height() - _ICON) / 2)
        painter.drawPixmap(at, theme.pixmap(self._icon, role, _ICON))
