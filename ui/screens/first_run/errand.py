"""One errand at a time: busy, failed or to be tried again after a pause."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar

from app.domain.errors import DomainError
from ui.screens.first_run.ports import FieldName, FirstRunView
from ui.screens.trouble import Trouble
from ui.texts import _, sentence

T = TypeVar("T")

WITHOUT_KEYCHAIN = "without_keychain"

_BESIDE: Mapping[str, FieldName] = MappingProxyType(
    {
        "server.address": "address",
        "server.plain": "address",
        "sync.offline": "address",
        "sync.not_our_server": "address",
        "sync.wrong_server": "address",
        "user.frozen": "login",
        "session.denied": "password",
        "session.too_many_attempts": "password",
        "sync.busy": "password",
    }
)
_WAITS = frozenset({"session.too_many_attempts", "sync.busy"})


class Lane(Protocol):
    """Runs a task off the main thread, then calls back on it."""

    def __call__(
        self,
        task: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run a task."""
        ...


class Errand:
    """What is under way in the first run, and what became of it."""

    def __init__(self) -> None:
        self._busy = False
        self._seconds_left = 0
        self._failure: DomainError | None = None
        self._beside: Collection[FieldName] = ()
        self._view: FirstRunView

    @property
    def is_blocked(self) -> bool:
        """Whether nothing else may begin now."""
        return self._busy or self._seconds_left > 0

    def show_on(self, view: FirstRunView) -> None:
        """Show how it stands, on a new view."""
        self._view = view
        view.show_busy(busy=self._busy)
        view.show_waiting(waiting=self._seconds_left > 0)
        self._show_failure()

    def run(
        self,
        lane: Lane,
        task: Callable[[], T],
        done: Callable[[T], None],
        *,
        beside: Collection[FieldName] = (),
        stays_busy: bool = False,
    ) -> None:
        """Begin; `done` is called when it worked.

        Args:
            lane: Where it runs.
            task: May raise a `DomainError`, which is shown.
            done: Takes the result.
            beside: Fields on the page, at which a failure may be shown.
            stays_busy: What follows goes on at once.
        """

        def finished(result: T) -> None:
            self._set_busy(busy=stays_busy)
            done(result)

        self.forget()
        self._beside = beside
        self._set_busy(busy=True)
        lane(task, finished, self._failed)

    def forget(self) -> None:
        """What failed before is of no interest any more."""
        self._failure, self._seconds_left = None, 0
        self._view.show_waiting(waiting=False)
        self._view.clear_errors()
        self._view.show_trouble(None)

    def second_passed(self) -> None:
        """Count the server's wait down; the server itself keeps it too."""
        self._seconds_left = max(self._seconds_left - 1, 0)
        if self._seconds_left:
            self._show_failure()
        else:
            self.forget()

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if not isinstance(error, DomainError):
            raise error
        self._failure = error
        if error.code in _WAITS:
            self._seconds_left = _whole(error.params.get("seconds"))
            self._view.show_waiting(waiting=self._seconds_left > 0)
        self._show_failure()

    def _show_failure(self) -> None:
        error = self._failure
        if error is None:
            return
        params = {"seconds": self._seconds_left} if error.code in _WAITS else {}
        words = sentence(error, params)
        field = _BESIDE.get(error.code)
        if field is not None and field in self._beside:
            self._view.show_field_error(field, words)
        else:
            self._view.show_trouble(Trouble(words, _actions(error.code)))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy=busy)


def _actions(code: str) -> tuple[tuple[str, str], ...]:
    if code == "device.keychain.failed":
        return ((WITHOUT_KEYCHAIN, _("Go on without the keychain")),)
    return ()


def _whole(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
