"""Adds to a visit log what was forgotten; the log itself stays as it was written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.editors import TextArea
from ui.widgets.fields import Field


class AddendumDialog(Dialog):
    """One field; an addendum unless told otherwise.

    Signals:
        given: The words.
    """

    given = Signal(str)

    def __init__(
        self, parent: QWidget, *, title: str = "", body: str = "", label: str = ""
    ) -> None:
        told = _("The log stays as it was written; this stands below it with your name and time.")
        super().__init__(parent, title or _("Add to this visit"), body or told)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words = TextArea()
        self._field = Field(label or _("Addendum"), self.words, required=True)
        self.add_content(self._field)
        self.add_button(_("Cancel"))
        add = self.add_button(_("Add"), "primary", closes=False)
        add.clicked.connect(lambda: self.given.emit(self.words.toPlainText()))
        self.words.textChanged.connect(self._field.clear_note)

    def show_error(self, words: str) -> None:
        """Say what is wrong."""
        self._field.show_error(words)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Open with the keyboard in the field."""
        super().open()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
