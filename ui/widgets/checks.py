"""Check box and switch."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.theme.apply import current_theme
from ui.theme.tokens import RADIUS_TAG
from ui.widgets.focus_ring import RingKeeper
from ui.widgets.painting import CHECK_SIZE, paint_check, paint_words

_GAP = 9
_LINE = 19
_TRACK = QSize(34, 20)
_KNOB = 16
_KNOB_EDGE = 2


class _Switchable(QCheckBox):
    """A check box that paints itself; its words never become a shortcut."""

    def __init__(self, words: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._note = words, note
        self._ring = RingKeeper(self)
        self.setAccessibleName(words)
        self.setAccessibleDescription(note)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """Return its words."""
        return self._words

    def hitButton(self, pos: QPoint) -> bool:
        """Words and mark are one target."""
        return self.rect().contains(pos)

    def minimumSizeHint(self) -> QSize:
        """Words may be elided, the mark not."""
        return QSize(_TRACK.width(), self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when reached by keyboard."""
        super().focusInEvent(event)
        self._ring.focus_in(event, RADIUS_TAG)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ring.focus_out(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class CheckBox(_Switchable):
    """A box, words and an optional quiet second line.

    Args:
        words: What is ticked off or agreed.
        note: Second line.
        fades: Ticked words turn quiet, for lists of things to do.
    """

    def __init__(self, words: str, note: str = "", *, fades: bool = False) -> None:
        super().__init__(words, note)
        self._fades = fades

    def sizeHint(self) -> QSize:
        """Mark, gap and words."""
        theme = current_theme()
        words = max(theme.width_of(self._words, "dense"), theme.width_of(self._note, "meta"))
        lines = 2 if self._note else 1
        return QSize(CHECK_SIZE + _GAP + words + 2, theme.px(_LINE * lines + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark and words."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        line = theme.px(_LINE)
        at = QPointF(0, line / 2 + 0.5)
        paint_check(painter, theme, at, on=self.isChecked(), enabled=self.isEnabled())
        quiet = self._fades and self.isChecked()
        role = "disabled" if not self.isEnabled() else "text3" if quiet else "text"
        left = CHECK_SIZE + _GAP
        box = QRectF(left, 0, self.width() - left, line)
        paint_words(painter, theme, box, self._words, role=role)
        if self._note:
            below = box.translated(0, line - 1)
            paint_words(painter, theme, below, self._note, style="meta", role="text3")


class Toggle(_Switchable):
    """A switch that acts at once; words, if any, stand at its left.

    Args:
        words: What is switched; with `silent` only for screen readers.
        silent: The words stand elsewhere on the page.
    """

    def __init__(self, words: str, *, silent: bool = False) -> None:
        super().__init__(words)
        self._silent = silent

    def sizeHint(self) -> QSize:
        """Track, and words if they are painted."""
        theme = current_theme()
        words = 0 if self._silent else theme.width_of(self._words, "dense") + _GAP
        return QSize(_TRACK.width() + words, max(_TRACK.height(), theme.px(_LINE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words, track and knob."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - _TRACK.height()) / 2
        left = self.width() - _TRACK.width()
        on = self.isChecked()
        if not self._silent:
            role = "text" if self.isEnabled() else "disabled"
            paint_words(
                painter, theme, QRectF(0, 0, left - _GAP, self.height()), self._words, role=role
            )
        painter.setPen(Qt.PenStyle.NoPen)
        track = "disabled" if not self.isEnabled() else "solid" if on else "line3"
        painter.setBrush(theme.colour(track))
        painter.drawRoundedRect(QRectF(left, top, _TRACK.width(), _TRACK.height()), 10, 10)
        painter.setBrush(theme.colour("on_solid" if on else "knob"))
        knob = left + (_TRACK.width() - _KNOB - _KNOB_EDGE if on else _KNOB_EDGE)
        painter.drawEllipse(QRectF(knob, top + _KNOB_EDGE, _KNOB, _KNOB))
