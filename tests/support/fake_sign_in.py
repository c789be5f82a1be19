"""Signs in again without a server: refuses as it is told, and remembers who came."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.sync_centre.sign_in_desk import SignInDesk


class FakeSignIn:
    """The line of `SignInDesk`."""

    def __init__(self, login: str = "anna") -> None:
        self.login = login
        self.given: list[tuple[str, str]] = []
        self.refusal: Exception | None = None

    def sign_in(self, login, password, done, failed, owner):
        del owner
        self.given.append((login, password))
        if self.refusal is not None:
            failed(self.refusal)
        else:
            done(None)


class FakeAsking:
    """The view of `SignInDesk`."""

    def __init__(self) -> None:
        self.question = None
        self.errors: list[str] = []
        self.closed = 0

    def ask(self, question):
        self.question = question

    def show_error(self, words):
        self.errors.append(words)

    def close(self):
        self.closed += 1


def sign_in_desk(context: ScreenContext) -> SignInDesk:
    """Return a desk that nobody asks."""
    return SignInDesk(FakeAsking(), context, FakeSignIn())
