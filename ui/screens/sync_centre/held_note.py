"""The note about records that the server says are gone, with its list and its question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.screens.sync_centre.held_dialog import HeldDialog
from ui.screens.sync_centre.held_words import HeldListWords, HeldQuestion, HeldWords
from ui.texts import _
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.dialog import ask
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_EDGE, _RIGHT_EDGE, _INSET, _GAP, _ICON = 24, 20, 14, 10, 16
_BESIDE_THE_WORDS = _EDGE + _RIGHT_EDGE + 2 * _INSET + _GAP + _ICON
_NARROWEST = 200


class HeldNote(QWidget):
    """Hidden while nothing is kept.

    Signals:
        list_requested: The user wants to see the records.
        removal_requested: The user wants them gone and is asked first.
        removal_confirmed: The user was asked.
    """

    list_requested = Signal()
    removal_requested = Signal()
    removal_confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: HeldWords | None = None
        self._title = Text("", "dense-m", wrap=True)
        self._note = Text("", "dense", "text2", wrap=True)
        self._trouble = Text("", "dense-m", "bad", wrap=True)
        self.list_button = Button(_("Show them"))
        self.remove_button = Button(_("Remove them from this computer…"), "danger")
        sign = column(2, Icon("triangle-alert", "warn", size=_ICON), STRETCH, gap=0)
        buttons = row(self.list_button, self.remove_button, STRETCH, gap=8)
        lines = column(self._title, self._note, self._trouble, 6, buttons, gap=4)
        panel = Panel(
            row(sign, (lines, 1), gap=_GAP, margins=(_INSET, 12, _INSET, 12)), tone="warn"
        )
        self.setLayout(column(panel, margins=(_EDGE, 12, _RIGHT_EDGE, 12)))
        self.list_button.clicked.connect(self.list_requested)
        self.remove_button.clicked.connect(self.removal_requested)
        self.hide()

    def show_held(self, words: HeldWords | None) -> None:
        """Show the note, or none while nothing is kept; screen readers hear what is new."""
        if words == self._shown:
            return
        self._shown = words
        if words is None:
            self.hide()
            return
        self._title.set_words(words.title)
        self._note.set_words(words.note)
        self._trouble.set_words(words.trouble)
        self._trouble.setVisible(bool(words.trouble))
        if words.is_running:
            self.remove_button.forbid(_("The records are being removed."))
        else:
            self.remove_button.allow()
        self._fit()
        self.setAccessibleName(self.words())
        self.show()
        announce(self, self.words())

    def show_records(self, words: HeldListWords) -> None:
        """Show the records by name."""
        HeldDialog(self, words).open()

    def ask_removal(self, question: HeldQuestion) -> None:
        """Ask before they are removed."""
        dialog = ask(
            self, title=question.title, body=question.body, act=question.act, keep=_("Keep them")
        )
        dialog.accepted.connect(self.removal_confirmed)

    def words(self) -> str:
        """Return what it says."""
        lines = (self._title, self._note, self._trouble)
        return " ".join(line.text() for line in lines if line.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the wrapped words their height: the panes below would take the room otherwise."""
        room = max(self.width() - _BESIDE_THE_WORDS, _NARROWEST)
        for words in (self._title, self._note, self._trouble):
            words.setMinimumHeight(0)  # a label never asks for less than its own least height
            words.setFixedHeight(max(words.heightForWidth(room), 0))
