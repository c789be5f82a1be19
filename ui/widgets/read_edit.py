"""A line whose text means something: a day, an amount, a number."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.editors import LineEdit


class ReadEdit(LineEdit):
    """Reads its text when the keyboard leaves it or Enter is pressed.

    Signals:
        misread: The sentence that says why the text is no value; the text stays.
    """

    misread = Signal(str)

    def __init__(self, *, placeholder: str = "", trail: str = "") -> None:
        super().__init__(placeholder=placeholder, trail=trail)
        self._is_misread = False
        self.editingFinished.connect(self.read)

    def is_misread(self) -> bool:
        """Return whether the text was no value when it was last read."""
        return self._is_misread

    def read(self) -> None:
        """Understand the text; `misread` says why not."""
        raise NotImplementedError

    def refuse(self, words: str) -> None:
        """Keep the text and say why it is no value."""
        self._is_misread = True
        self.set_state("error")
        self.misread.emit(words)

    def accept(self) -> None:
        """The text, or another put in its place, is a value."""
        self._is_misread = False
        self.set_state("")


def unread_edits(form: QWidget) -> list[ReadEdit]:
    """Read the lines of a form; return those in sight whose text is no value."""
    edits = [edit for edit in form.findChildren(ReadEdit) if edit.isVisibleTo(form)]
    for edit in edits:
        edit.read()
    return [edit for edit in edits if edit.is_misread()]
