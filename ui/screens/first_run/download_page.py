"""Step 4: how far the download has come."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from ui.screens.first_run.download import DownloadPicture
from ui.screens.first_run.page import Page, fact_line
from ui.screens.first_run.parts import PartLine, PartState
from ui.texts import _
from ui.theme.tokens import Tone
from ui.widgets.layout import column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import hline
from ui.widgets.progress import Progress
from ui.widgets.text import Text

_ROW_HEIGHT = 40
_SIGNS: Final[dict[PartState, tuple[str, str]]] = {
    "waiting": ("circle-dashed", "text3"),
    "arriving": ("download", "accent"),
    "done": ("circle-check", "ok"),
}


class DownloadPage(Page):
    """A bar for the whole, and a line for each part."""

    def __init__(self) -> None:
        super().__init__("", "")
        self._amount = Text("", "dense-m")
        self._remaining = Text("", "dense", "text3")
        self._percent = Text("", "dense-m")
        self._bar = Progress(height=8)
        self._list = column(gap=0)
        self._rows: list[_PartRow] = []
        figures = row(self._amount, self._remaining, (QWidget(), 1), self._percent, gap=10)
        safe = _("Encrypted on this computer; only your passphrase opens it.")
        self.fill(figures, 6, self._bar, 18, self._list, 18, fact_line("lock", safe))

    def show_download(self, picture: DownloadPicture) -> None:
        """Show how far it has come."""
        self.set_words(picture.title, picture.explanation)
        self._amount.set_words(picture.amount)
        self._remaining.set_words(picture.remaining)
        self._percent.set_words(picture.percent)
        tone: Tone = "ok" if picture.done else "accent"
        self._bar.show_share(picture.share, tone=tone)
        while len(self._rows) < len(picture.parts):
            self._add_row()
        for line, part in zip(self._rows, picture.parts, strict=True):
            line.show_part(part)

    def _add_row(self) -> None:
        if self._rows:
            self._list.addWidget(hline())
        line = _PartRow()
        self._rows.append(line)
        self._list.addWidget(line)


class _PartRow(QWidget):
    """Icon, name, count, and what is true about the part."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("circle", "text2")
        self._title = Text("", "dense-m")
        self._note = Text("", "meta", "text3", elide=True)
        self._sign = Icon("circle-dashed", "text3", 14)
        self._state = Text("", "meta", "text3")
        self.setMinimumHeight(_ROW_HEIGHT)
        state = row(self._sign, self._state, gap=5)
        self.setLayout(row(self._icon, 4, self._title, (self._note, 1), state, gap=8))

    def show_part(self, part: PartLine) -> None:
        """Show one part."""
        icon, role = _SIGNS[part.state]
        self._icon.set_icon(part.icon, "text3" if part.state == "waiting" else "text2")
        self._title.set_words(part.title)
        self._title.set_role("text2" if part.state == "waiting" else "text")
        self._note.set_words(part.note)
        self._sign.set_icon(icon, role)
        self._state.set_words(part.state_words)
        self._state.set_role(role)
        self.setAccessibleName(f"{part.title}: {part.note} {part.state_words}")
