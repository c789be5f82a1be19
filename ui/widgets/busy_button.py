"""A button whose work takes a moment: it says so in words once the moment gets long."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QSizePolicy

from ui.theme.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.buttons import Button

_PATIENCE_MS = 300


class BusyButton(Button):
    """A big filled button; busy, it takes no clicks, and after 300 ms it says what goes on.

    Args:
        words: Verb (and object).
        busy_words: What goes on ("Unlocking …").
        icon: Stands before the words.
        wide: As wide as the form.
    """

    def __init__(self, words: str, busy_words: str, icon: str = "", *, wide: bool = False) -> None:
        super().__init__(words, "primary", icon, big=True)
        self._idle_words, self._busy_words = words, busy_words
        self._busy = self._closed = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._say_so)
        if wide:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def rename(self, words: str, busy_words: str) -> None:
        """Become the button of another step."""
        self._idle_words, self._busy_words = words, busy_words
        self.set_words(words)

    def show_busy(self, *, busy: bool) -> None:
        """Begin or end to be busy."""
        self._busy = busy
        if busy:
            self._patience.start()
        else:
            self._patience.stop()
            self.set_words(self._idle_words)
        self._fit()

    def show_closed(self, *, closed: bool, reason: str = "") -> None:
        """Take no clicks for another reason."""
        self._closed = closed
        self.setToolTip(reason if closed else "")
        self.setAccessibleDescription(reason if closed else "")
        self._fit()

    def wanted_size(self, theme: Theme) -> QSize:
        """Room for both words, so that the form does not jump."""
        size = super().wanted_size(theme)
        widths = [theme.width_of(words, "body-m") for words in (self._idle_words, self._busy_words)]
        spare = max(widths) - theme.width_of(self.words(), "body-m")
        return size + QSize(max(spare, 0), 0)

    def _say_so(self) -> None:
        self.set_words(self._busy_words)
        self._fit()
        announce(self, self._busy_words)

    def _fit(self) -> None:
        says_so = self._busy and self.words() == self._busy_words
        self.setEnabled(not (says_so or self._closed))
