"""Gives who wrote a log something to do."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.field_texts import field_label
from ui.texts import _
from ui.widgets.date_edit import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.editors import TextArea
from ui.widgets.fields import Field

_DAYS_AHEAD = 7


class TaskDialog(Dialog):
    """What, and by when.

    Signals:
        given: Words and day.
    """

    given = Signal(str, object)

    def __init__(self, parent: QWidget, today: dt.date) -> None:
        body = _("It goes to who wrote the log, and stands under the account until it is done.")
        super().__init__(parent, _("Give a task"), body)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words = TextArea(lines=3)
        self.due = DateEdit(today + dt.timedelta(days=_DAYS_AHEAD), today=today)
        self._words = Field(field_label("task", "content"), self.words, required=True)
        self._due = Field(field_label("task", "due_on"), self.due, required=True)
        self.add_content(self._words)
        self.add_content(self._due)
        self.add_button(_("Cancel"))
        give = self.add_button(_("Give the task"), "primary", closes=False)
        give.clicked.connect(self._tell)

    def show_error(self, field: str, words: str) -> None:
        """Say beside a field what is wrong."""
        (self._due if field == "due_on" else self._words).show_error(words)

    def _tell(self) -> None:
        self._words.clear_note()
        self._due.clear_note()
        self.due.read()
        day = self.due.day()
        if self.due.property("state") == "error" or day is None:
            self._due.show_error(_("Choose the day"))
            return
        self.given.emit(self.words.toPlainText(), day)
