"""The form of one person, floating above the page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.forms.form_panel import FormPanel
from ui.forms.form_rows import FormView
from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.layout import column
from ui.widgets.panes import ScrollColumn
from ui.widgets.unsaved_question import UnsavedQuestion

_WIDTH = 640
_HEIGHT = 440


class ContactDialog(Dialog):
    """Fields of a person; the caller checks before it closes, Esc asks before it drops.

    Signals:
        save_requested: Save button or Ctrl+S.
        delete_requested: Remove this person.
    """

    save_requested = Signal()
    delete_requested = Signal()

    def __init__(self, parent: QWidget, form: FormView) -> None:
        super().__init__(parent, form.title, width=_WIDTH)
        self._gives_up = False
        self.fields = FormPanel(form)
        scroll = ScrollColumn(column(self.fields, margins=(2, 2, 14, 2)))
        scroll.setFixedHeight(_HEIGHT)
        self.add_content(scroll)
        if form.key:
            remove = self.add_button(_("Remove"), "danger", closes=False)
            remove.clicked.connect(self.delete_requested)
        self.add_button(_("Cancel"))
        save = self.add_button(_("Save"), "primary", closes=False)
        save.clicked.connect(self.save_requested)
        self.fields.save_requested.connect(self.save_requested)
        self.fields.cancel_requested.connect(self.reject)

    def holds_typed(self) -> bool:
        """Return whether closing would lose something."""
        return not self._gives_up and self.fields.is_changed()

    def reject(self) -> None:
        """Close; ask first when something was typed."""
        if not self.holds_typed():
            super().reject()
            return
        words = _("What you typed about this person has not been saved.")
        question = UnsavedQuestion(self, words, save=_("Save"))
        question.discard_chosen.connect(self._give_up)
        question.save_chosen.connect(self.save_requested)
        question.open()

    def _give_up(self) -> None:
        self._gives_up = True
        self.reject()
