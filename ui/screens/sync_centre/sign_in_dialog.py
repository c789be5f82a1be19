"""Asks for sign-in name and password, with the reason why."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.screens.sync_centre.sign_in_desk import SignInQuestion
from ui.texts import _
from ui.widgets.dialog import Dialog
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field
from ui.widgets.text import Text


class SignInAsking(QObject):
    """Asks once at a time, over one screen.

    Signals:
        given: Sign-in name and password.
    """

    given = Signal(str, str)

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self.dialog: SignInDialog | None = None

    def ask(self, question: SignInQuestion) -> None:
        """Ask for name and password."""
        self.dialog = SignInDialog(self._screen, question)
        self.dialog.given.connect(self.given)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def show_error(self, words: str) -> None:
        """Say why nobody was signed in, if the question still stands."""
        if self.dialog is not None:
            self.dialog.show_error(words)

    def close(self) -> None:
        """It went well."""
        if self.dialog is not None:
            self.dialog.accept()

    def _forget(self) -> None:
        self.dialog = None


class SignInDialog(Dialog):
    """Two fields; while the server is asked, nothing can be pressed twice.

    Signals:
        given: Sign-in name and password.
    """

    given = Signal(str, str)

    def __init__(self, parent: QWidget, question: SignInQuestion) -> None:
        super().__init__(parent, _("Sign in again"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.login = LineEdit(question.login)
        self.password = LineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = Field(_("Password"), self.password, required=True)
        self.add_content(Text(question.reason, "dense", "text2", wrap=True))
        self.add_content(Field(_("Sign-in name"), self.login, required=True))
        self.add_content(self._field)
        self.add_button(_("Cancel"))
        self._act = self.add_button(_("Sign in"), "primary", closes=False)
        self._act.clicked.connect(self._tell)
        self.password.returnPressed.connect(self._act.click)

    def show_error(self, words: str) -> None:
        """Say why nobody was signed in; it can be tried again."""
        self._act.allow()
        self._field.show_error(words)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Open with the keyboard where something is missing."""
        super().open()
        missing = self.password if self.login.text() else self.login
        missing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self._field.clear_note()
        self._act.forbid(_("The server is being asked"))
        self.given.emit(self.login.text(), self.password.text())
