"""Asks why a contract is voided; its number is never used again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field


class VoidDialog(Dialog):
    """One line for the reason.

    Signals:
        void_requested: The reason.
    """

    void_requested = Signal(str)

    def __init__(self, parent: QWidget, number: str) -> None:
        body = _("It stays in the list as void, and its number is never used again.")
        super().__init__(parent, _("Void contract {number}?").format(number=number), body)
        self.reason = LineEdit()
        self._field = Field(_("Reason"), self.reason, required=True)
        self.add_content(self._field)
        self.add_button(_("Keep the contract"), safe=True)
        act = self.add_button(_("Void the contract"), "danger", closes=False)
        act.clicked.connect(lambda: self.void_requested.emit(self.reason.text()))

    def show_error(self, words: str) -> None:
        """Say why it is not done."""
        self._field.show_error(words)
