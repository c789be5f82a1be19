"""Asks for the words of a step about a warning."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.warnings.rows import AskForm
from ui.texts import _, p_
from ui.widgets.date_edit import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.editors import TextArea
from ui.widgets.fields import Field

_LINES = 3


class WarningStepDialog(Dialog):
    """A text, and a day where one is asked for.

    Signals:
        answered: Step, words, day or None.
    """

    answered = Signal(str, str, object)

    def __init__(self, parent: QWidget, form: AskForm, day: dt.date, today: dt.date) -> None:
        super().__init__(parent, form.title, form.body)
        self._form = form
        self.words = TextArea(lines=_LINES)
        self.field = Field(form.label, self.words, required=True)
        self.add_content(self.field)
        self.day = DateEdit(day, today=today) if form.asks_day else None
        if self.day is not None:
            self.add_content(Field(_("Deal with it by"), self.day, required=True))
        self.add_button(p_("warning", "Cancel"))
        self.act = self.add_button(form.act, "primary", closes=False)
        self.act.clicked.connect(self._tell)
        self.words.setFocus()

    def show_error(self, words: str) -> None:
        """Say why it is refused."""
        self.field.show_error(words)
        self.adjustSize()

    def _tell(self) -> None:
        day = None
        if self.day is not None:
            self.day.read()
            day = self.day.day()
        self.answered.emit(self._form.step, self.words.toPlainText(), day)
