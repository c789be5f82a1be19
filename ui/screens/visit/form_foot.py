"""The foot of the form: where the draft stands, write later, finish."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.texts import _, p_
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.layout import row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_HEIGHT = 60


class FormFoot(Panel):
    """Saved line and two buttons."""

    later_requested = Signal()
    finish_requested = Signal()

    def __init__(self) -> None:
        self._sign = Icon("circle-dashed", "text3")
        self._saved = Text(_("Every pause is saved on this device"), "dense", "text2", elide=True)
        self.later = Button(_("Write later"), big=True)
        self.finish = Button(p_("visit", "Finish"), "primary", "arrow-right", big=True)
        super().__init__(
            row(
                self._sign, (self._saved, 1), self.later, self.finish,
                gap=10, margins=(24, 0, 24, 0),
            ),
            "page",
        )  # fmt: skip
        self.setFixedHeight(_HEIGHT)
        self.finish.setToolTip("Ctrl+Enter")
        self.later.clicked.connect(self.later_requested)
        self.finish.clicked.connect(self.finish_requested)

    def show_saved(self, words: str, *, failed: bool) -> None:
        """Say where the draft stands; a failure is also spoken."""
        icon, role = ("circle-x", "bad") if failed else ("circle-check", "ok")
        self._sign.set_icon(icon, role)
        self._saved.set_words(words)
        self._saved.set_role("bad" if failed else "text2")
        if failed:
            announce(self, words, at_once=True)

    def saved_words(self) -> str:
        """Return what is said about the draft."""
        return self._saved.text()

    def show_busy(self, *, busy: bool) -> None:
        """Switch the buttons off while the visit is being written."""
        for button in (self.later, self.finish):
            if busy:
                button.forbid(_("The visit is being saved"))
            else:
                button.allow()
        self.finish.setToolTip("Ctrl+Enter")
