"""Asks why an order is refused or cancelled."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.editors import TextArea
from ui.widgets.fields import Field


class ReasonDialog(Dialog):
    """One field and two verbs; an empty reason is not taken.

    Signals:
        given: The reason.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget, title: str, act: str) -> None:
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.reason = TextArea()
        self._field = Field(_("Reason"), self.reason, required=True)
        self.add_content(self._field)
        self.add_button(_("Back"))
        self.act = self.add_button(act, "danger", closes=False)
        self.act.clicked.connect(self._give)
        self.reason.textChanged.connect(self._field.clear_note)

    def open(self) -> None:
        """Open with the keyboard in the field."""
        super().open()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        words = self.reason.toPlainText().strip()
        if words:
            self.given.emit(words)
            self.accept()
        else:
            self._field.show_error(_("Say why: the rep reads it."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
