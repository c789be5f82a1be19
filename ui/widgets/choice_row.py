"""One of a few: segment and saved views; arrow keys move, Tab goes to the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ui.theme.apply import current_theme
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL, RADIUS_TAG
from ui.widgets.layout import row
from ui.widgets.painted_button import PaintedButton
from ui.widgets.painting import CENTRE, LEFT, MIDDLE, inset

_SEGMENT_PAD = 12
_SEGMENT_HEIGHT = 30
_TAB_HEIGHT = 40
_TAB_GAP = 22
_COUNT_GAP = 6


class _Part(PaintedButton):
    """One choice of a row."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(words)
        self.key = key
        self.setCheckable(True)


class _ChoiceRow(QWidget):
    """Exactly one of its parts is chosen."""

    chosen = Signal(str)

    def __init__(self, parts: Sequence[_Part], *, gap: int, edge: int) -> None:
        super().__init__()
        self._parts = {part.key: part for part in parts}
        self._group = QButtonGroup(self)
        for part in parts:
            self._group.addButton(part)
            part.clicked.connect(self._tell)
        self.setLayout(row(*parts, gap=gap, margins=(edge, edge, edge, edge)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if parts:
            parts[0].setChecked(True)

    def current(self) -> str:
        """Return the key of the chosen part."""
        part = self._group.checkedButton()
        return part.key if isinstance(part, _Part) else ""

    def choose(self, key: str) -> None:
        """Choose without telling."""
        self._parts[key].setChecked(True)

    def choose_none(self) -> None:
        """Take the mark away: what holds is none of these."""
        self._group.setExclusive(False)
        for part in self._parts.values():
            part.setChecked(False)
        self._group.setExclusive(True)

    def part(self, key: str) -> PaintedButton:
        """Return the button of a choice, to switch it off or explain it."""
        return self._parts[key]

    def _tell(self) -> None:
        self.chosen.emit(self.current())


class _SegmentPart(_Part):
    """A part in the trough."""

    def corner_radius(self) -> float:
        """Return its radius inside the trough."""
        return RADIUS_TAG

    def wanted_size(self, theme: Theme) -> QSize:
        """Words and padding."""
        width = theme.width_of(self._words, "dense-m") + 2 * _SEGMENT_PAD
        return QSize(width, theme.px(_SEGMENT_HEIGHT - 4))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """The chosen part stands out of the trough."""
        box = QRectF(self.rect())
        on = self.isChecked()
        if on:
            painter.setPen(theme.colour("line2"))
            painter.setBrush(theme.colour("chosen"))
            painter.drawRoundedRect(inset(box), 5, 5)
        painter.setPen(theme.colour(_ink(self, on=on)))
        painter.setFont(theme.font("dense-m" if on else "dense"))
        painter.drawText(box, CENTRE, self._words)


class Segment(_ChoiceRow):
    """Two to four choices in a trough.

    Args:
        choices: (key, words) in order; the first is chosen.
    """

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__([_SegmentPart(key, words) for key, words in choices], gap=0, edge=2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line2") if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("quiet_soft"))
        painter.drawRoundedRect(inset(QRectF(self.rect())), RADIUS_CONTROL, RADIUS_CONTROL)


class _TabPart(_Part):
    """A saved view with its count."""

    def __init__(self, key: str, words: str, count: int | None) -> None:
        super().__init__(key, words)
        self.count = count
        self.show_count(count)

    def show_count(self, count: int | None) -> None:
        """Change the count, for the eye and the ear."""
        self.count = count
        self.setAccessibleName(self._words if count is None else f"{self._words} {count:,}")
        self.updateGeometry()
        self.update()

    def wanted_size(self, theme: Theme) -> QSize:
        """As if chosen, so that choosing moves no neighbour."""
        width = theme.width_of(self._words, "body-m")
        if self.count is not None:
            width += _COUNT_GAP + theme.width_of(f"{self.count:,}", "meta")
        return QSize(width, theme.px(_TAB_HEIGHT))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Words, count, and the line under the chosen view."""
        box = QRectF(self.rect())
        on = self.isChecked()
        style = "body-m" if on else "body"
        painter.setFont(theme.font(style))
        painter.setPen(theme.colour(_ink(self, on=on)))
        painter.drawText(box, LEFT | MIDDLE, self._words)
        if self.count is not None:
            left = theme.width_of(self._words, style) + _COUNT_GAP
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.colour("text3"))
            painter.drawText(box.adjusted(left, 1, 0, 0), LEFT | MIDDLE, f"{self.count:,}")
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, box.height() - 2, box.width(), 2), 1, 1)


class Tabs(_ChoiceRow):
    """Saved views: words with counts, the chosen one underlined on the hairline below.

    Args:
        views: (key, words, count or None) in order; the first is chosen.
    """

    def __init__(self, views: Sequence[tuple[str, str, int | None]]) -> None:
        self._tabs = {key: _TabPart(key, words, count) for key, words, count in views}
        super().__init__(list(self._tabs.values()), gap=_TAB_GAP, edge=0)

    def set_count(self, key: str, count: int | None) -> None:
        """Show another count."""
        self._tabs[key].show_count(count)


def _ink(part: PaintedButton, *, on: bool) -> str:
    if not part.isEnabled():
        return "disabled"
    return "text" if on or part.is_hovered() else "text2"
