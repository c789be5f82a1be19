"""A title with its tag right behind it; a long title gives way, the tag never."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from ui.theme.apply import current_theme
from ui.theme.tokens import Tone
from ui.widgets.layout import STRETCH, row
from ui.widgets.marks import Tag
from ui.widgets.text import Text

_STYLE = "section"
_ROOM = 2
_MOST = 100


class TitleLine(QWidget):
    """Head of a detail pane."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Text("", _STYLE, elide=True)
        self._tag = Tag("")
        self.setLayout(row((self._title, _MOST), self._tag, STRETCH, gap=10))

    def show_words(self, title: str, tag: str, tone: Tone, icon: str) -> None:
        """Show a title and a state."""
        self._title.set_words(title)
        self._tag.show_words(tag, tone, icon)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        width = current_theme().width_of(self._title.text(), _STYLE)
        self._title.setMaximumWidth(width + _ROOM)
