"""Decides what signing in again does and says, when the server asks who this computer is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.schema import ENTITIES
from ui.screens.context import ScreenContext
from ui.texts import _, sentence

REASONS = frozenset({"sync.device_forked", "device.suspended", "device.revoked"})
"""Why a round stops that goes on under a new identity; a frozen person can only ask the office."""


@dataclass(frozen=True, slots=True)
class SignInQuestion:
    """What the question shows.

    Attributes:
        login: Sign-in name that was used last; "" when it is not known.
        reason: Why it is asked, in a sentence.
    """

    login: str
    reason: str


class SignsIn(Protocol):
    """Signs this computer in anew, off the main thread."""

    @property
    def login(self) -> str:
        """The sign-in name that was used last."""
        ...

    def sign_in(
        self,
        login: str,
        password: str,
        done: Callable[[None], None],
        failed: Callable[[Exception], None],
        owner: object,
    ) -> None:
        """Sign in; `failed` gets a `DomainError` when nothing was changed."""
        ...


class SignInView(Protocol):
    """Asks for the password."""

    def ask(self, question: SignInQuestion) -> None:
        """Ask for name and password."""
        ...

    def show_error(self, words: str) -> None:
        """Say why nobody was signed in."""
        ...

    def close(self) -> None:
        """It went well."""
        ...


class SignInDesk:
    """Asks, signs in, and begins a round under the new identity."""

    def __init__(self, view: SignInView, context: ScreenContext, line: SignsIn) -> None:
        self._view, self._context, self._line = view, context, line

    def ask(self, code: str) -> None:
        """Ask for the password.

        Args:
            code: Why the last round stopped.
        """
        self._view.ask(SignInQuestion(self._line.login, sentence(code)))

    def sign_in(self, login: str, password: str) -> None:
        """Sign in with what was typed."""
        if not (login.strip() and password):
            self._view.show_error(_("Type the sign-in name and the password."))
            return
        self._line.sign_in(login.strip(), password, self._done, self._failed, self._view)

    def _done(self, _nothing: None) -> None:
        self._view.close()
        # What was not sent was taken off its records, whichever these are.
        self._context.publish(ChangeSet(entities=frozenset({*ENTITIES, "journal"})))
        words = _("Signed in again. What was not sent yet waits here for a look.")
        self._context.navigation.show_toast(words)
        self._context.navigation.sync_now()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_error(sentence(error))
