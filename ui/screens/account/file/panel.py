"""The customer file: its blocks in pairs, one of which may be a form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.forms.form_rows import FormView
from ui.screens.account.file.block_form import BlockForm
from ui.screens.account.file.block_panel import BlockPanel
from ui.screens.account.rows import BlockView
from ui.texts import _, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.layout import column, row
from ui.widgets.panel import vline

_PAIRS = (("A", "B"), ("C", "D"), ("E", "S"))


class FilePanel(QWidget):
    """Six blocks, two in a row.

    Signals:
        edit_requested: Key of the block to edit.
        confirm_requested: Key of the block that is still right.
        field_left: Name and value of a field of the form.
        save_requested: Save the form.
        cancel_requested: Close the form.
        changes_requested: Show what others changed meanwhile.
        lookup_requested: Name of a reference and what was typed to find it.
    """

    edit_requested = Signal(str)
    confirm_requested = Signal(str)
    field_left = Signal(str, object)
    save_requested = Signal()
    cancel_requested = Signal()
    changes_requested = Signal()
    lookup_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._confirm = Button(_("Confirm block by block"), "link")
        self._confirm.setCheckable(True)
        self.history = Button(_("Change history"), "link")
        self._heading = SectionHeading(
            p_("customer", "File"), None, "", self.history, self._confirm
        )
        self._blocks = {key: BlockPanel(key) for pair in _PAIRS for key in pair}
        self._lines = {pair: vline() for pair in _PAIRS}
        self._places = {pair: QVBoxLayout() for pair in _PAIRS}
        self.form: BlockForm | None = None
        self._open = ""
        rows = [self._pair(pair) for pair in _PAIRS]
        self.setLayout(column(self._heading, column(*rows, gap=16), gap=10))
        self._confirm.toggled.connect(self._set_confirming)
        for block in self._blocks.values():
            block.edit_requested.connect(self.edit_requested)
            block.confirm_requested.connect(self.confirm_requested)

    def show_blocks(self, blocks: Sequence[BlockView], filled: str) -> None:
        """Show what is known; an open form stays."""
        self._heading.set_note(filled)
        for block in blocks:
            self._blocks[block.key].show_block(block)

    def open_form(self, form: FormView) -> BlockForm:
        """Put a form into the place of its block."""
        self.close_form()
        block = self._blocks[form.key]
        letter = "" if form.key == "S" else form.key
        self.form, self._open = BlockForm(form, letter), form.key
        block.hide()
        pair = next(pair for pair in _PAIRS if form.key in pair)
        self._lines[pair].hide()
        self._places[pair].insertWidget(0, self.form)
        self.form.fields.field_left.connect(self.field_left)
        self.form.fields.lookup_requested.connect(self.lookup_requested)
        self.form.save_requested.connect(self.save_requested)
        self.form.cancel_requested.connect(self.cancel_requested)
        self.form.changes_requested.connect(self.changes_requested)
        return self.form

    def close_form(self) -> None:
        """Show the block as it is read."""
        if self.form is None:
            return
        form, self.form = self.form, None
        form.hide()
        form.deleteLater()
        for line in self._lines.values():
            line.show()
        self._blocks[self._open].show()
        self._blocks[self._open].setFocus()
        self._open = ""

    def block(self, key: str) -> BlockPanel:
        """Return a block by its key."""
        return self._blocks[key]

    def _pair(self, pair: tuple[str, str]) -> QVBoxLayout:
        left, right = (self._blocks[key] for key in pair)
        place = self._places[pair]
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(12)
        place.addLayout(row((left, 1), self._lines[pair], (right, 1), gap=20))
        return place

    def _set_confirming(self, on: bool) -> None:
        self._confirm.set_words(_("Done") if on else _("Confirm block by block"))
        for block in self._blocks.values():
            block.set_confirming(on=on)
