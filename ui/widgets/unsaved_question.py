"""Asks what becomes of typed text that is not saved: save it, discard it, or stay with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.texts import _
from ui.widgets.dialog import Dialog


class UnsavedQuestion(Dialog):
    """Three ways on; Save has the keyboard and loses nothing, Esc stays.

    Args:
        parent: Any widget of the window.
        what: The sentence that says what is not saved.
        save: The verb of the button that saves; empty when saving is no way out.

    Signals:
        save_chosen: Save, then go on.
        discard_chosen: Go on without saving.
    """

    save_chosen = Signal()
    discard_chosen = Signal()

    def __init__(self, parent: QWidget, what: str, *, save: str = "") -> None:
        super().__init__(parent, _("Not saved yet"), what)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.stay = self.add_button(_("Stay"), safe=not save)
        self.discard = self.add_button(_("Discard"), "danger", accepts=True)
        self.discard.clicked.connect(self.discard_chosen)
        self.save = self.add_button(save, "primary", accepts=True, safe=True) if save else None
        if self.save is not None:
            self.save.clicked.connect(self.save_chosen)
