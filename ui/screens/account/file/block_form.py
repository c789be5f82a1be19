"""One block of the customer file while it is edited, in the place of the block."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.forms.form_panel import FormPanel
from ui.forms.form_rows import FormView
from ui.texts import _
from ui.widgets.blocks import Banner
from ui.widgets.buttons import Button
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import KeyCap
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_WIDEST = 860


class BlockForm(Panel):
    """Heading, what changed elsewhere, the fields, and the two ways out.

    Signals:
        save_requested: Save button or Ctrl+S.
        cancel_requested: Cancel button or Esc.
        changes_requested: Show what was changed elsewhere.
    """

    save_requested = Signal()
    cancel_requested = Signal()
    changes_requested = Signal()

    def __init__(self, form: FormView, letter: str) -> None:
        self.fields = FormPanel(form)
        self._elsewhere = Banner("info", "refresh-cw")
        show = self._elsewhere.add_link(_("Show the change"))
        save = Button(_("Save"), "primary")
        cancel = Button(_("Cancel"))
        mark = Text(letter, "dense-m", "accent") if letter else None
        head = row(mark, Text(form.title, "dense-m"), STRETCH, gap=6)
        foot = row(save, cancel, 8, KeyCap("Ctrl S"), KeyCap("Esc"), STRETCH, gap=8)
        super().__init__(
            column(head, self._elsewhere, self.fields, foot, gap=12, margins=(16, 12, 16, 14)),
            "inset",
        )
        self.setMaximumWidth(_WIDEST)
        self._elsewhere.hide()
        show.clicked.connect(self.changes_requested)
        save.clicked.connect(self.save_requested)
        cancel.clicked.connect(self.cancel_requested)
        self.fields.save_requested.connect(self.save_requested)
        self.fields.cancel_requested.connect(self.cancel_requested)

    def show_elsewhere(self, words: str) -> None:
        """Say that the record was changed elsewhere; empty hides it."""
        self._elsewhere.setVisible(bool(words))
        if words:
            self._elsewhere.show_words(words)
