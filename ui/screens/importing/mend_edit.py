"""An entry box for one wrong cell: Enter and Tab take it and go on, Escape goes back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from ui.widgets.editors import LineEdit


class MendEdit(LineEdit):
    """Holds what counts in place of what the file says.

    Signals:
        typed: A text other than before.
        went_on: The next wrong cell is wanted.
        given_up: What was typed is forgotten; the list is wanted.
    """

    typed = Signal(str)
    went_on = Signal()
    given_up = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._taken = text

    def take(self, text: str) -> None:
        """Show what counts now; what is being typed stays."""
        if self.text() == self._taken:
            self.setText(text)
        self._taken = text

    def event(self, event: QEvent) -> bool:
        """Keep Tab, which leaves other boxes for whatever comes next."""
        is_key = event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            self._go_on()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it and go on, or give it up."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._go_on()
            case Qt.Key.Key_Escape:
                self.setText(self._taken)
                self.given_up.emit()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed counts, wherever the keyboard goes."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def commit(self) -> None:
        """Tell what was typed, once."""
        text = self.text()
        if text != self._taken:
            self._taken = text
            self.typed.emit(text)

    def _go_on(self) -> None:
        self.commit()
        self.went_on.emit()
