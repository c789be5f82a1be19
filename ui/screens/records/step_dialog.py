"""Asks what has to be said with a step of a record."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.forms.form_panel import FormPanel
from ui.forms.form_rows import FormView
from ui.texts import _
from ui.widgets.dialog import Dialog


class StepDialog(Dialog):
    """The fields of a step; the caller checks before it closes.

    Signals:
        confirmed: The button of the step, or Ctrl+S.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget, form: FormView, *, danger: bool) -> None:
        super().__init__(parent, form.title)
        self.fields = FormPanel(form, columns=1)
        self.add_content(self.fields)
        self.add_button(_("Cancel"))
        act = self.add_button(form.title, "danger" if danger else "primary", closes=False)
        act.clicked.connect(self.confirmed)
        self.fields.save_requested.connect(self.confirmed)
        self.fields.cancel_requested.connect(self.reject)
