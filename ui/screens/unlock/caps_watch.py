"""Notices from what is typed that Caps Lock is on; Qt cannot be asked for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class CapsWatch(QObject):
    """Watches the keys that reach an editor.

    Signals:
        changed: Caps Lock seems on or off; carries a bool.
    """

    changed = Signal(bool)

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._on = False
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Compare a letter with the Shift key; the key itself or leaving ends the guess."""
        if event.type() == QEvent.Type.FocusOut:
            self._tell(on=False)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() == Qt.Key.Key_CapsLock:
                self._tell(on=False)
            elif text.isascii() and text.isalpha():
                self._tell(on=text.isupper() is not shifted)
        return super().eventFilter(watched, event)

    def _tell(self, *, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.changed.emit(on)
