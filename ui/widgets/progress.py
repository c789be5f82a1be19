"""Progress: how far, and where the plan should be; steps of a longer way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.texts import _
from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.widgets.painting import CENTRE, LEFT, MIDDLE, outline, paint_bar

_MARK_SPACE = 4
_CIRCLE = 18
_WORDS_LEFT = 26
_STEP_HEIGHT = 24
_LINE_EDGE = 8
_MIN_GAP = 20


class Progress(QWidget):
    """A bar; bytes and records stand beside it in words.

    Args:
        tone: Colour of the done part.
        height: 6, in lists 4.
    """

    def __init__(self, tone: Tone = "accent", *, height: int = 6) -> None:
        super().__init__()
        self._tone: Tone = tone
        self._height = height
        self._share = 0.0
        self._mark: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(
        self, share: float, *, mark: float | None = None, tone: Tone | None = None
    ) -> None:
        """Show how much is done.

        Args:
            share: 0 to 1.
            mark: Where the plan should be, 0 to 1.
            tone: Another colour from now on.
        """
        self._share = share
        self._mark = mark
        self._tone = tone or self._tone
        self.setAccessibleName(f"{share:.0%}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the tick only if there is one."""
        extra = 2 * _MARK_SPACE if self._mark is not None else 0
        return QSize(120, self._height + extra)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bar and tick."""
        del event
        box = QRectF(0, (self.height() - self._height) / 2, self.width(), self._height)
        painter = QPainter(self)
        paint_bar(painter, current_theme(), box, self._share, tone=self._tone, mark=self._mark)


class Stepper(QWidget):
    """Steps in one line: done with a check, the current one tinted, later ones outlined.

    Args:
        steps: Words of the steps, in order.
    """

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self._steps, self._at = tuple(steps), 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, index: int) -> None:
        """Make a step the current one; the number of steps means all are done."""
        self._at = index
        if index < len(self._steps):
            words = _("Step {number} of {total}: {name}")
            name = words.format(number=index + 1, total=len(self._steps), name=self._steps[index])
            self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """All words in one line."""
        theme = current_theme()
        width = sum(self._widths(theme)) + _MIN_GAP * (len(self._steps) - 1)
        return QSize(width, theme.px(_STEP_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut a step."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circles, words and the lines between."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widths = self._widths(theme)
        gaps = max(1, len(widths) - 1)
        gap = max(float(_MIN_GAP), (self.width() - sum(widths)) / gaps)
        x, middle = 0.0, self.height() / 2
        for index, width in enumerate(widths):
            self._paint_step(painter, theme, QPointF(x, middle), index)
            if index + 1 < len(widths):
                role = "accent" if index < self._at else "line2"
                outline(painter, theme.colour(role), 1.5)
                start = x + width + _LINE_EDGE
                end = max(start, x + width + gap - _LINE_EDGE)
                painter.drawLine(QPointF(start, middle), QPointF(end, middle))
            x += width + gap

    def _widths(self, theme: Theme) -> list[int]:
        return [_WORDS_LEFT + theme.width_of(words, "dense-m") + 2 for words in self._steps]

    def _paint_step(self, painter: QPainter, theme: Theme, at: QPointF, index: int) -> None:
        done, now = index < self._at, index == self._at
        circle = QRectF(at.x() + 1, at.y() - _CIRCLE / 2, _CIRCLE, _CIRCLE)
        border = "solid" if done else "accent" if now else "line2"
        painter.setPen(QPen(theme.colour(border), 1.5))
        painter.setBrush(theme.colour("solid" if done else "accent_soft" if now else "surface"))
        painter.drawEllipse(circle)
        if done:
            picture = theme.pixmap("check", "on_solid", 12, 3)
            painter.drawPixmap(circle.topLeft() + QPointF(3, 3), picture)
        else:
            painter.setFont(theme.font("micro"))
            painter.setPen(theme.colour("accent" if now else "text3"))
            painter.drawText(circle, CENTRE, str(index + 1))
        painter.setFont(theme.font("dense-m" if now else "dense"))
        painter.setPen(theme.colour("text" if now else "text2" if done else "text3"))
        words = QRectF(at.x() + _WORDS_LEFT, 0, 400, self.height())
        painter.drawText(words, LEFT | MIDDLE, self._steps[index])
