"""A line whose text means something: a day, an amount, a number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.editors import EditorState, LineEdit


class ReadEdit(LineEdit):
    """Reads its text when the keyboard leaves it or Enter is pressed.

    Signals:
        misread: The sentence that says why the text is no value; the text stays.
        understood: The text was no value, and is one now.
    """

    misread = Signal(str)
    understood = Signal()

    def __init__(self, *, placeholder: str = "", trail: str = "") -> None:
        super().__init__(placeholder=placeholder, trail=trail)
        self._refusal = ""
        self.editingFinished.connect(self.read)

    def is_misread(self) -> bool:
        """Return whether the text was no value when it was last read."""
        return bool(self._refusal)

    def refusal(self) -> str:
        """Return why the text is no value; empty when it is one."""
        return self._refusal

    def set_state(self, state: EditorState) -> None:
        """Show a fault or a doubt in the border; a text that is no value stays marked."""
        super().set_state("error" if self._refusal else state)

    def read(self) -> None:
        """Understand the text; `misread` says why not."""
        raise NotImplementedError

    def refuse(self, words: str) -> None:
        """Keep the text and say why it is no value."""
        self._refusal = words
        self.set_state("error")
        self.misread.emit(words)

    def accept(self) -> None:
        """The text, or another put in its place, is a value."""
        was_misread = self.is_misread()
        self._refusal = ""
        self.set_state("")
        if was_misread:
            self.understood.emit()


def enter_unread(form: QWidget) -> bool:
    """Put the keyboard into the first line of a form whose text is no value.

    Returns:
        Whether there was one.
    """
    unread = unread_edits(form)
    if unread:
        unread[0].setFocus(Qt.FocusReason.OtherFocusReason)
    return bool(unread)


def unread_edits(form: QWidget) -> list[ReadEdit]:
    """Read the lines of a form; return those in sight whose text is no value."""
    edits = [edit for edit in form.findChildren(ReadEdit) if edit.isVisibleTo(form)]
    for edit in edits:
        edit.read()
    return [edit for edit in edits if edit.is_misread()]
