"""Asks why a planned visit did not take place; without a reason it stays planned."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.editors import TextArea
from ui.widgets.fields import Field


class NotDoneDialog(Dialog):
    """One field and two verbs.

    Args:
        parent: Any widget of the window.
        name: The account.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, _("Not visited today: {name}").format(name=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._reason = TextArea(placeholder=_("Closed, owner away, came later than planned…"))
        self._field = Field(_("Reason"), self._reason, required=True)
        self.add_content(self._field)
        self.add_button(_("Keep planned"))
        act = self.add_button(_("Mark as not visited"), "primary", closes=False)
        act.clicked.connect(lambda: self.given.emit(self._reason.toPlainText()))
        self._reason.textChanged.connect(self._field.clear_note)

    def show_error(self, words: str) -> None:
        """Say what is wrong with the reason."""
        self._field.show_error(words)
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Open with the keyboard in the field."""
        super().open()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
