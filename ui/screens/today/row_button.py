"""A whole row that can be clicked, reached by Tab and opened with Enter."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPalette
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.painted_button import PaintedButton
from ui.widgets.painting import outline

HEADING_HEIGHT = 32
"""Headings stand on one line across the columns, with or without a button at their end."""


class RowButton(PaintedButton):
    """Words, tags and small buttons that open something together.

    Args:
        words: What a screen reader says.
        content: The row; buttons in it stay their own.
    """

    def __init__(
        self, words: str, content: QLayout | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Labels choose their ink by their parent's ground, and a button's would be the wrong one.
        self.setBackgroundRole(QPalette.ColorRole.Window)
        if content is not None:
            self.setLayout(content)

    def wanted_size(self, theme: Theme) -> QSize:
        """As its content."""
        del theme
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """Eliding words give way."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else QSize(0, 0)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint ground and focus ring; the content paints itself."""
        if self.is_hovered():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            outline(painter, theme.colour("focus"), 2)
            painter.drawRoundedRect(
                self.rect().adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL
            )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Rows touch each other, so the ring is painted inside; only the keyboard comes here."""
        QPushButton.focusInEvent(self, event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        QPushButton.focusOutEvent(self, event)
        self.update()
