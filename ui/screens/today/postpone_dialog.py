"""Asks for the day to which a planned visit is put off, and its time if that is agreed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.today.rows import PostponeForm
from ui.texts import _
from ui.widgets.date_edit import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field
from ui.widgets.layout import row


class PostponeDialog(Dialog):
    """A day and a time.

    Signals:
        given: The day, a `datetime.date`, and the time as it was typed.
    """

    given = Signal(object, str)

    def __init__(self, parent: QWidget, form: PostponeForm) -> None:
        super().__init__(parent, _("Another day: {name}").format(name=form.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.day = DateEdit(form.day, today=form.today)
        self.starts = LineEdit(form.starts, placeholder="09:30")
        self._field = Field(_("Day"), self.day, required=True)
        holder = QWidget()
        holder.setLayout(row((self._field, 1), (Field(_("Time"), self.starts), 1), gap=16))
        self.add_content(holder)
        self.add_button(_("Keep it today"))
        act = self.add_button(_("Move the visit"), "primary", closes=False)
        act.clicked.connect(self._tell)

    def show_error(self, words: str) -> None:
        """Say what is wrong with the day or the time."""
        self._field.show_error(words)

    def open(self) -> None:
        """Open with the keyboard in the day."""
        super().open()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self._field.clear_note()
        self.day.read()
        if self.day.property("state") == "error":
            return
        self.given.emit(self.day.day(), self.starts.text().strip())
