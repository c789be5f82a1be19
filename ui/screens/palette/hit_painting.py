"""Paints headings and hits of the palette."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.screens.palette.hit_model import LINE_ROLE, Index
from ui.screens.palette.rows import Hit
from ui.texts import p_
from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_INSET, RADIUS_TAG
from ui.widgets.painting import (
    CENTRE,
    LEFT,
    MIDDLE,
    inset,
    paint_class,
    paint_tag,
    paint_words,
    tag_width,
)

HEADING = 31
_EDGE = 8
_PAD = 12
_LEAD = 22
_ICON = 18
_GAP = 12
_SMALL = 6
_CAP_PAD = 6
_CAP_HEIGHT = 19
_PIN = 14
_NOTE_MIN = 40
_LINE = 20


class HitDelegate(QStyledItemDelegate):
    """Paints every row itself."""

    hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or a hit; the width is the list's."""
        del option
        theme = current_theme()
        is_hit = isinstance(index.data(LINE_ROLE), Hit)
        return QSize(0, theme.px(theme.density.row if is_hit else HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        theme, box = current_theme(), QRectF(option.rect)
        line = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Hit):
            is_current = bool(option.state & QStyle.StateFlag.State_Selected)
            row = _Row(painter, theme, box.adjusted(_EDGE, 0, -_EDGE, 0), line, is_current)
            row.paint(is_hovered=index.row() == self.hovered)
        else:
            words = QRectF(
                box.left() + _EDGE + _PAD,
                box.bottom() - theme.px(_LINE),
                box.width(),
                theme.px(_LINE) - 2,
            )
            paint_words(painter, theme, words, str(line), style="meta-m", role="text3")
        painter.restore()


class _Row:
    """One hit: ground, sign, words with marks, note, and what stands at the right."""

    def __init__(
        self, painter: QPainter, theme: Theme, box: QRectF, hit: Hit, is_current: bool
    ) -> None:
        self._painter, self._theme = painter, theme
        self._box, self._hit, self._is_current = box, hit, is_current

    def paint(self, *, is_hovered: bool) -> None:
        """Paint from the outside in; the words take what is left."""
        if self._is_current or is_hovered:
            self._painter.setPen(Qt.PenStyle.NoPen)
            ground = "selected" if self._is_current else "hover"
            self._painter.setBrush(self._theme.colour(ground))
            self._painter.drawRoundedRect(self._box, RADIUS_INSET, RADIUS_INSET)
        self._sign()
        right = self._tail()
        left = self._box.left() + _PAD + _LEAD + _GAP
        left = self._words(left, right)
        if self._hit.note and right - left > _NOTE_MIN:
            role = "text2" if self._is_current else "text3"
            self._write(self._hit.note, left + _GAP, right, "dense", role)

    def _sign(self) -> None:
        left, middle = self._box.left() + _PAD, self._box.center().y()
        if self._hit.grade:
            paint_class(
                self._painter, self._theme, QPointF(left, middle), self._hit.grade, size=_LEAD
            )
            return
        if self._hit.icon:
            picture = self._theme.pixmap(self._hit.icon, "text2", _ICON)
            at = QPointF(left + (_LEAD - _ICON) / 2, middle - _ICON / 2)
            self._painter.drawPixmap(at, picture)

    def _words(self, left: float, right: float) -> float:
        for part in self._hit.parts:
            style, role = ("body-m", "accent") if part.is_hit else ("body", "text")
            self._write(part.words, left, right, style, role)
            left += min(self._theme.width_of(part.words, style), max(0.0, right - left))
        return left

    def _tail(self) -> float:
        """Paint state, pin and keys from the right edge; return where the words must end."""
        right = self._box.right() - _PAD
        if self._is_current:
            right = self._cap(p_("key", "Enter"), right)
            width = self._theme.width_of(self._hit.act, "meta")
            self._write(self._hit.act, right - width, right, "meta", "text2")
            right -= width + _GAP
        elif self._hit.keys:
            right = self._cap(self._hit.keys, right)
        if self._hit.pin == "on":
            at = QPointF(right - _PIN, self._box.center().y() - _PIN / 2)
            self._painter.drawPixmap(at, self._theme.pixmap("pin", "accent", _PIN))
            right -= _PIN + _GAP
        state = self._hit.state
        if state is not None:
            right -= tag_width(self._theme, state.words, state.icon)
            at = QPointF(right, self._box.center().y())
            paint_tag(self._painter, self._theme, at, state.words, tone=state.tone, icon=state.icon)
            right -= _GAP
        return right

    def _cap(self, keys: str, right: float) -> float:
        """Paint a key cap that ends at `right`; return where the next thing may end."""
        theme, height = self._theme, self._theme.px(_CAP_HEIGHT)
        width = theme.width_of(keys, "micro") + 2 * _CAP_PAD
        box = QRectF(right - width, self._box.center().y() - height / 2, width, height)
        self._painter.setPen(theme.colour("line2"))
        self._painter.setBrush(theme.colour("surface"))
        self._painter.drawRoundedRect(inset(box), RADIUS_TAG, RADIUS_TAG)
        self._painter.setPen(theme.colour("text3"))
        self._painter.setFont(theme.font("micro"))
        self._painter.drawText(box, CENTRE, keys)
        return box.left() - _SMALL

    def _write(self, words: str, left: float, right: float, style: str, role: str) -> None:
        if right > left:
            box = QRectF(left, self._box.top(), right - left, self._box.height())
            paint_words(
                self._painter, self._theme, box, words, style=style, role=role, align=LEFT | MIDDLE
            )
