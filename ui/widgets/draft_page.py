"""A page whose text goes to the store by itself; it is left when everything is there."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent

from ui.texts import _
from ui.widgets.read_edit import ReadEdit, unread_edits
from ui.widgets.screen import Screen
from ui.widgets.unsaved_question import UnsavedQuestion


class DraftPage(Screen):
    """Keeps the user until the store has answered, and asks only for what it does not take.

    That is a draft the device refuses to write, and text that is no value of its field: the draft
    holds the last value that could be read, so such a text would vanish without a word.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_open = self._is_unsaved = self._is_leaving = False

    def is_open(self) -> bool:
        """Return whether the user still looks at it."""
        return self._is_open

    def is_unsaved(self) -> bool:
        """Return whether the store does not yet hold everything that was typed."""
        return self._is_unsaved

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Hear whether the store holds everything; a user who waits to leave may go."""
        self._is_unsaved = unsaved
        if not unsaved and self._is_leaving:
            self._is_leaving = False
            self.leave_requested.emit()

    def show_refused(self, words: str) -> None:
        """Hear that the device refused the draft; ask a user who waits to leave."""
        if self._is_leaving:
            self._is_leaving = False
            self.ask_to_leave(words, save=self._leave_when_saved, verb=_("Save again"))

    def leave_allowed(self) -> bool:
        """Leave at once when nothing is lost, otherwise after saving, otherwise after asking."""
        unread = unread_edits(self)
        if unread:
            self._ask_for_unread(unread[0])
            return False
        self.keep_typed()
        self._is_leaving = self._is_unsaved
        return not self._is_unsaved

    def showEvent(self, event: QShowEvent) -> None:
        """It is looked at."""
        super().showEvent(event)
        self._is_open = True

    def hideEvent(self, event: QHideEvent) -> None:
        """Save when another screen comes on top or the window closes."""
        super().hideEvent(event)
        self._is_open = False
        self.keep_typed()

    def _leave_when_saved(self) -> None:
        self._is_leaving = True
        self.keep_typed()
        if not self._is_unsaved and self._is_leaving:
            self.show_unsaved(unsaved=False)

    def _ask_for_unread(self, edit: ReadEdit) -> None:
        words = _("'{text}' cannot be read as {field}, so it is not in the draft.")
        shown = words.format(text=edit.text(), field=edit.accessibleName())
        question = UnsavedQuestion(self, shown)
        # The text goes, the rest of the draft must not.
        question.discard_chosen.connect(self._leave_when_saved)
        question.rejected.connect(edit.setFocus)
        question.open()
