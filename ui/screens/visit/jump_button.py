"""A line of the form's table of contents: is it written, is it being written, go there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from ui.texts import _
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.painted_button import PaintedButton
from ui.widgets.painting import paint_words

_HEIGHT = 26
_ICON = 16
_GAP = 8


class JumpButton(PaintedButton):
    """Icon and name of one part of the form."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._is_written = self._is_current = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state(written=False)

    def show_state(self, *, written: bool) -> None:
        """Show whether something stands in the part."""
        self._is_written = written
        self.setAccessibleDescription(_("written") if written else _("still empty"))
        self.update()

    def mark_current(self, *, current: bool) -> None:
        """Show whether the user is in the part."""
        self._is_current = current
        self.update()

    def is_written(self) -> bool:
        """Return whether it shows the part as written."""
        return self._is_written

    def wanted_size(self, theme: Theme) -> QSize:
        """Icon and words."""
        return QSize(_ICON + _GAP + theme.width_of(self._words, "dense-m"), theme.px(_HEIGHT))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the state's icon and the words."""
        box = QRectF(self.rect())
        if self.is_hovered():
            painter.setPen(theme.colour("hover"))
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        icon, ink = ("circle-check", "ok") if self._is_written else ("circle-dashed", "text3")
        if self._is_current:
            icon, ink = "circle-dot", "accent"
        at = QPointF(0, (box.height() - _ICON) / 2)
        painter.drawPixmap(at, theme.pixmap(icon, ink, _ICON))
        words = box.adjusted(_ICON + _GAP, 0, 0, 0)
        style, role = ("dense-m", "accent") if self._is_current else ("dense", "text2")
        paint_words(painter, theme, words, self._words, style=style, role=role)
