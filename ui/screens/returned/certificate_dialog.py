"""Asks for a certificate file and its password; the password is forgotten with the dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.texts import _
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit, PassphraseEdit
from ui.widgets.fields import Field
from ui.widgets.layout import row
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_WIDTH = 480


def choose_certificate(parent: QWidget) -> Path | None:
    """Let the user choose a certificate file."""
    kinds = _("Certificate with key (*.p12 *.pfx)")
    name, _kind = QFileDialog.getOpenFileName(parent, _("Certificate file"), "", kinds)
    return Path(name) if name else None


class CertificateDialog(Dialog):
    """File and password.

    Attributes:
        choose: Asks for a file; tests put another question here.

    Signals:
        given: Path and password.
    """

    given = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("Sign the PDF with a certificate"),
            _(
                "The signature is appended to the file that was printed for signing and stands at"
                " our seal place. The password is used once and kept nowhere."
            ),
            width=_WIDTH,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.choose: Callable[[QWidget], Path | None] = choose_certificate
        self.path: Path | None = None
        self.file = LineEdit(placeholder=_("No file chosen"))
        self.file.setReadOnly(True)
        self.choose_button = Button(_("Choose…"), icon="folder-open")
        self.password = PassphraseEdit()
        self.file_field = Field(_("Certificate file"), self.file, required=True)
        self.password_field = Field(_("Password of the file"), self.password)
        self.busy = Text("", "dense", "text2", wrap=True)
        self.add_content(Panel(row((self.file_field, 1), self.choose_button, gap=8)))
        self.add_content(self.password_field)
        self.add_content(self.busy)
        self.busy.hide()
        self.add_button(_("Cancel"), safe=True)
        self.sign_button = self.add_button(_("Sign"), "primary", closes=False)
        self.choose_button.clicked.connect(self._choose)
        self.sign_button.clicked.connect(self._sign)

    def show_busy(self, words: str) -> None:
        """Say what is being done; empty when it waits again."""
        self.busy.set_words(words)
        self.busy.set_role("text2")
        self.busy.setVisible(bool(words))
        self.sign_button.setEnabled(not words)
        self.adjustSize()

    def show_error(self, words: str) -> None:
        """Say why it was not signed."""
        self.show_busy("")
        self.busy.set_words(words)
        self.busy.set_role("bad")
        self.busy.show()
        self.adjustSize()

    def _choose(self) -> None:
        path = self.choose(self)
        if path is not None:
            self.path = path
            self.file.setText(path.name)

    def _sign(self) -> None:
        if self.path is None:
            self.file_field.show_error(_("Choose the file first"))
            return
        self.show_busy(_("It is being signed"))
        self.given.emit(self.path, self.password.text())
        self.password.clear()
