"""What happened, one below the other on a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.apply import current_theme
from ui.theme.tokens import Tone
from ui.widgets.layout import column, row
from ui.widgets.painting import outline
from ui.widgets.text import Text

_CIRCLE = 24
_LINE_X = 13.0
_LINE_TOP = 29.0


class TimelineRow(QWidget):
    """An event: icon on the line, title, date, words. Rows join without a gap.

    Args:
        icon: Of the kind of event.
        title: What happened.
        when: The date at the right.
        body: The rest, in one or two lines.
        tone: Colour of the circle.
        last: No line goes on below.
        tags: Stand behind the title.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        when: str = "",
        body: str = "",
        tone: Tone = "quiet",
        *,
        last: bool = False,
        tags: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._icon, self._tone, self._last = icon, tone, last
        head = row((Text(title, "dense-m", elide=True), 1), *tags, Text(when, "meta", "text3"))
        words = Text(body, "dense", "text2", wrap=True) if body else None
        self.setLayout(column(head, words, gap=2, margins=(38, 3, 0, 13)))
        self.setAccessibleName(". ".join(part for part in (title, when, body) if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line and the circle."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            outline(painter, theme.colour("line"), 1.5)
            painter.drawLine(QPointF(_LINE_X, _LINE_TOP), QPointF(_LINE_X, self.height()))
        painter.setPen(theme.colour(self._tone) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(self._tone))
        painter.drawEllipse(QRectF(1, 1, _CIRCLE, _CIRCLE))
        painter.drawPixmap(QPointF(6, 6), theme.pixmap(self._icon, self._tone, 14))
