"""Step 1: server, name and password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ui.screens.first_run.page import Page, fact_line, form_column
from ui.texts import _
from ui.widgets.editors import LineEdit, PassphraseEdit
from ui.widgets.fields import Field


class SignInPage(Page):
    """Server address, sign-in name, password.

    Signals:
        submitted: Enter was pressed in the last field.
    """

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("Sign in to your company's server"),
            _("Address and sign-in name come from your administrator. This is needed once."),
        )
        self._address = LineEdit(placeholder="https://roadbook.example.com", big=True)
        self._login = LineEdit(big=True)
        self._password = PassphraseEdit(big=True)
        for editor, name in zip(self._editors(), ("address", "login", "password"), strict=True):
            editor.setObjectName(name)
            editor.returnPressed.connect(self._go_on)
        self.address = Field(_("Server address"), self._address)
        self.login = Field(_("Sign-in name"), self._login)
        self.password = Field(_("Password"), self._password)
        promise = _("Nothing is written to this computer before you set a passphrase in step 3.")
        self.fill(
            form_column(self.address, self.login, self.password), 18, fact_line("info", promise)
        )

    def values(self) -> tuple[str, str, str]:
        """Return address, sign-in name and password."""
        return self._address.text(), self._login.text(), self._password.text()

    def fill_in(self, address: str, login: str, password: str = "") -> None:
        """Put values into the fields."""
        for editor, text in zip(self._editors(), (address, login, password), strict=True):
            editor.setText(text)

    def focus_first(self) -> None:
        """Put the keyboard into the first empty field."""
        for editor in self._editors():
            if not editor.text():
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)
        self._password.selectAll()

    def _editors(self) -> tuple[LineEdit, LineEdit, LineEdit]:
        return self._address, self._login, self._password

    def _go_on(self) -> None:
        """Enter leads to the next empty field, and from the last one to the server."""
        if all(self.values()):
            self.submitted.emit()
        else:
            self.focus_first()
