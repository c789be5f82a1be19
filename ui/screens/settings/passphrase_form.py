"""Changing the passphrase: folded to a button until wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.settings.parts import setting
from ui.screens.settings.rows import PassphraseField
from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.editors import PassphraseEdit
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Text

_WIDTH = 360


class PassphraseForm(QWidget):
    """Old passphrase once, new one twice, and what it is worth.

    Signals:
        typed: Carries the new passphrase so far.
        submitted: Carries old, new, and new again.
    """

    typed = Signal(str)
    submitted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._opener = Button(_("Change…"), icon="key-round")
        self._strength = Text("", "meta-m", "text3")
        self.fields: dict[PassphraseField, Field] = {
            "old": Field(_("Passphrase now"), PassphraseEdit()),
            "new": Field(_("New passphrase"), PassphraseEdit(), aside=self._strength),
            "again": Field(_("New passphrase once more"), PassphraseEdit()),
        }
        self._save = Button(_("Change passphrase"), "primary")
        self._cancel = Button(_("Cancel"))
        self._form = QWidget()
        self._build()
        self._connect()

    def open(self) -> None:
        """Unfold the form."""
        self._form.show()
        self._opener.hide()
        self.fields["old"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Forget what was typed and fold the form."""
        for field in self.fields.values():
            _editor(field).clear()
            field.clear_note()
        self._strength.set_words("")
        self._form.hide()
        self._opener.show()

    def show_strength(self, word: str, tone: str) -> None:
        """Say how good the new passphrase is so far."""
        self._strength.set_words(word)
        self._strength.set_role(tone)

    def show_error(self, name: PassphraseField, words: str) -> None:
        """Refuse a field and put the keyboard there."""
        field = self.fields[name]
        field.show_error(words)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, busy: bool) -> None:
        """Close the form while the key is wrapped anew."""
        words = _("Changing…") if busy else _("Change passphrase")
        self._save.set_words(words)
        for part in (self._save, self._cancel, *self.fields.values()):
            part.setEnabled(not busy)

    def _build(self) -> None:
        note = _("It opens the book on this computer; it is not the server's password.")
        head = setting(_("Passphrase"), note, self._opener)
        buttons = row(self._save, self._cancel, STRETCH, gap=8)
        inner = column(*self.fields.values(), 2, buttons, gap=12)
        self._form.setLayout(row((inner, 1), STRETCH, margins=(0, 2, 0, 16)))
        for field in self.fields.values():
            field.setFixedWidth(_WIDTH)
        self._form.hide()
        self.setLayout(column(head, self._form, gap=0))

    def _connect(self) -> None:
        self._opener.clicked.connect(self.open)
        self._cancel.clicked.connect(self.close_form)
        self._save.clicked.connect(self._submit)
        _editor(self.fields["new"]).textChanged.connect(self.typed)
        for field in self.fields.values():
            _editor(field).returnPressed.connect(self._submit)
            _editor(field).textChanged.connect(field.clear_note)

    def _submit(self) -> None:
        values = [_editor(field).text() for field in self.fields.values()]
        self.submitted.emit(*values)


def _editor(field: Field) -> PassphraseEdit:
    if not isinstance(field.editor, PassphraseEdit):
        raise TypeError("only passphrase fields stand in this form")
    return field.editor
