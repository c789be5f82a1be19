"""What the pages of the first run share: a title, a sentence, a notice, and a column below."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.screens.trouble import Trouble
from ui.widgets.layout import STRETCH, Part, column, row
from ui.widgets.marks import Icon
from ui.widgets.notice import Notice
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text

_FORM_WIDTH = 440


class Page(QWidget):
    """One step; its content scrolls when the window is low.

    Args:
        title: What the step is about.
        explanation: One sentence.
    """

    def __init__(self, title: str, explanation: str) -> None:
        super().__init__()
        self._title = Text(title, "display")
        self._explanation = Text(explanation, "body", "text2", wrap=True)
        self.notice = Notice(space_below=16)
        self.notice.hide()

    def set_words(self, title: str, explanation: str) -> None:
        """Say something else above."""
        self._title.set_words(title)
        self._explanation.set_words(explanation)

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Show what stands in the way, or nothing."""
        self.notice.hide()
        if trouble is not None:
            self.notice.show_words(
                trouble.words, tone=trouble.tone, icon=trouble.icon, actions=trouble.actions
            )

    def focus_first(self) -> None:
        """Put the keyboard where typing begins; a page without fields has no such place."""

    def fill(self, *parts: Part) -> None:
        """Lay the page out, once."""
        head = column(self._title, self._explanation, gap=4)
        content = column(head, 24, self.notice, *parts, STRETCH, gap=0, margins=(0, 4, 12, 4))
        self.setLayout(column(ScrollColumn(content), gap=0))


def form_column(*parts: Part) -> QWidget:
    """Return a column of fields in the width in which a form reads well."""
    form = QWidget()
    form.setMaximumWidth(_FORM_WIDTH)
    form.setLayout(column(*parts, gap=14))
    return form


def fact_line(icon: str, words: str, role: str = "text2") -> QWidget:
    """Return an icon and a quiet sentence."""
    line = QWidget()
    sign = column(2, Icon(icon, role), STRETCH, gap=0)
    line.setLayout(row(sign, (Text(words, "dense", "text2", wrap=True), 1), gap=8))
    return line
