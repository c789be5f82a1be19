"""How writing or reading a file for a stick went, and what to do next."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.screens.sync_centre.rows import StickWords
from ui.theme.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_ICONS: dict[Tone, str] = {
    "ok": "circle-check",
    "bad": "circle-x",
    "info": "file-text",
    "warn": "triangle-alert",
}


_EDGE, _INSET, _GAP, _ICON = 24, 14, 10, 16
_BESIDE_THE_WORDS = 2 * (_EDGE + _INSET) + _GAP + _ICON
_NARROWEST = 200


class StickNote(QWidget):
    """Hidden until a file was written or read."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("file-text", "info", size=_ICON)
        self._title = Text("", "dense-m", wrap=True)
        self._note = Text("", "dense", "text2", wrap=True)
        sign = column(2, self._icon, STRETCH, gap=0)
        lines = column(self._title, self._note, gap=4)
        self._panel = Panel(
            row(sign, (lines, 1), gap=_GAP, margins=(_INSET, 12, _INSET, 12)), tone="info"
        )
        self.setLayout(column(self._panel, margins=(_EDGE, 0, _EDGE, 14)))
        self.hide()

    def show_note(self, words: StickWords) -> None:
        """Show it; screen readers hear it."""
        self._panel.set_tone(words.tone)
        self._icon.set_icon(_ICONS.get(words.tone, "info"), words.tone)
        self._title.set_words(words.title)
        self._note.set_words(words.note)
        self._note.setVisible(bool(words.note))
        self._fit()
        self.setAccessibleName(f"{words.title} {words.note}")
        self.show()
        announce(self, f"{words.title} {words.note}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the wrapped words their height: the pane above would take the room otherwise."""
        room = max(self.width() - _BESIDE_THE_WORDS, _NARROWEST)
        for words in (self._title, self._note):
            words.setMinimumHeight(0)  # a label never asks for less than its own least height
            words.setFixedHeight(max(words.heightForWidth(room), 0))

    def words(self) -> str:
        """Return what it says."""
        return f"{self._title.text()} {self._note.text()}"
