"""The strip above the list: connection, last sync, what waits, and the button that sends it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from ui.screens.sync_centre.rows import HeadWords
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.layout import row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.progress import Progress
from ui.widgets.text import Text

_PROGRESS_WIDTH = 160
_HEIGHT = 56


class HeadStrip(Panel):
    """One line that says how sync stands."""

    sync_requested = Signal()
    sign_in_requested = Signal()

    def __init__(self) -> None:
        self._icon = Icon("wifi-off", size=18)
        self._title = Text("", "body-m")
        self._note = Text("", "dense", "text2", elide=True)
        self._progress = Progress()
        self._waiting = Text("", "dense-m")
        self._button = Button(_("Sync now"), icon="refresh-cw")
        self._sign_in = Button(_("Sign in again…"), "primary")
        super().__init__(
            row(
                self._icon, 2, self._title, 2, (self._note, 1), self._progress, 8, self._waiting, 8,
                self._button, self._sign_in, gap=8, margins=(24, 0, 20, 0),
            ),
            "head",
        )  # fmt: skip
        self.setMinimumHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._progress.setFixedWidth(_PROGRESS_WIDTH)
        self._icon.hide()
        self._progress.hide()
        self._sign_in.hide()
        self._button.clicked.connect(self.sync_requested)
        self._sign_in.clicked.connect(self.sign_in_requested)

    def show_words(self, head: HeadWords) -> None:
        """Show how sync stands."""
        self._icon.set_icon(head.icon, head.tone)
        self._icon.show()
        self._title.set_words(head.title)
        self._note.set_words(head.note)
        self._waiting.set_words(head.waiting)
        self._progress.setVisible(head.share is not None)
        if head.share is not None:
            self._progress.show_share(head.share)
        self._button.setVisible(not head.asks_who)
        self._sign_in.setVisible(head.asks_who)
        if head.is_running:
            self._button.forbid(_("A round is running"))
        else:
            self._button.allow()
        self.setAccessibleName(f"{head.title}, {head.note}, {head.waiting}")
