"""Decides what unlocking shows. No Qt: the view and the runner come from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.device.errors import WaitBeforeRetryError, WrongPassphraseError
from app.domain.errors import DomainError
from app.profiles import OpenProfile
from ui.door.admission import KnownProfile
from ui.screens.context import Runner
from ui.screens.trouble import Trouble
from ui.texts import _, current_language, sentence

SET_UP_AGAIN = "set_up_again"
_REPAIRABLE = frozenset({"store.repairable", "store.repairable_in_part"})
_SCHEMES = ("https://", "http://")

# What no passphrase opens: only a new sign-in brings this machine back to work.
_PAST_OPENING = frozenset(
    {
        "device.keychain.secret_missing",
        "device.slot.missing",
        "device.slot.damaged",
        "device.slot.weak_kdf",
        "device.key.damaged",
        "store.foreign",
        "store.damaged",
        "store.missing",
    }
)


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One profile to choose.

    Attributes:
        name: Sign-in name, or words for a profile whose settings were lost.
        place: The server's address, short.
    """

    name: str
    place: str


class UnlockView(Protocol):
    """What the presenter asks of its view."""

    def show_profiles(self, profiles: Sequence[ProfileLine], chosen: int) -> None:
        """Show whose book is opened, and offer the others."""
        ...

    def show_busy(self, *, busy: bool) -> None:
        """Say that unlocking goes on."""
        ...

    def show_passphrase_error(self, words: str) -> None:
        """Refuse the passphrase beside its field; no words clear it."""
        ...

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Show what stands in the way besides the passphrase."""
        ...

    def show_waiting(self, *, waiting: bool) -> None:
        """Close the button and tell about every second, or stop that."""
        ...

    def ask_again(self) -> None:
        """Put the keyboard into the field, what was typed selected."""
        ...


class Opener(Protocol):
    """The part of `ui.door.front_door.FrontDoor` that unlocking needs."""

    def unlock(self, known: KnownProfile, passphrase: str) -> OpenProfile:
        """Open a profile; may block."""
        ...


class Exits(Protocol):
    """Where unlocking may lead."""

    def profile_opened(self, profile: OpenProfile, known: KnownProfile) -> None:
        """The store is open."""
        ...

    def profile_chosen(self, known: KnownProfile) -> None:
        """Another person is about to unlock: language and theme may follow."""
        ...

    def set_up(self, known: KnownProfile | None) -> None:
        """Go to the first run, for another user or to set up a profile again."""
        ...


class UnlockPresenter:
    """Opens one of the profiles of this machine; never touches the network."""

    def __init__(
        self, door: Opener, runner: Runner, exits: Exits, profiles: Sequence[KnownProfile]
    ) -> None:
        """Take the parts; `show_on` comes next.

        Args:
            door: Opens profiles.
            runner: Runs it off the main thread.
            exits: Where it may lead.
            profiles: At least one, the one used last first.
        """
        self._door, self._runner, self._exits = door, runner, exits
        self._profiles = tuple(profiles)
        self._chosen = 0
        self._busy = False
        self._seconds_left = 0
        self._failure: DomainError | None = None
        self._view: UnlockView

    def show_on(self, view: UnlockView) -> None:
        """Show where unlocking stands, on a new view."""
        self._view = view
        view.show_profiles([_line(known) for known in self._profiles], self._chosen)
        view.show_waiting(waiting=self._seconds_left > 0)
        view.show_busy(busy=self._busy)
        if self._failure is not None:
            self._show_failure(self._failure)

    def choose(self, index: int) -> None:
        """Take another profile."""
        if self._busy or index == self._chosen:
            return
        self._chosen = index
        self._forget_failure()
        self._view.show_profiles([_line(known) for known in self._profiles], index)
        self._exits.profile_chosen(self._profiles[index])

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase."""
        if self._busy or self._seconds_left:
            return
        self._forget_failure()
        if not passphrase:
            self._view.show_passphrase_error(_("Enter the passphrase"))
            self._view.ask_again()
            return
        door, known = self._door, self._profiles[self._chosen]
        self._set_busy(busy=True)
        self._runner.on_work(
            lambda: door.unlock(known, passphrase),
            lambda profile: self._exits.profile_opened(profile, known),
            self._failed,
        )

    def second_passed(self) -> None:
        """Count the wait down; the vault itself keeps it too."""
        self._seconds_left = max(self._seconds_left - 1, 0)
        if self._seconds_left == 0:
            self._forget_failure()
            self._view.ask_again()
        else:
            self._show_wait()

    def act(self, action: str) -> None:
        """Do what a notice offers."""
        if action == SET_UP_AGAIN:
            self._exits.set_up(self._profiles[self._chosen])

    def use_other(self) -> None:
        """Another server or user wants to work here."""
        if not self._busy:
            self._exits.set_up(None)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if not isinstance(error, DomainError):
            raise error
        self._failure = error
        if isinstance(error, WaitBeforeRetryError):
            self._seconds_left = error.seconds
            self._view.show_waiting(waiting=True)
        self._show_failure(error)

    def _show_failure(self, error: DomainError) -> None:
        match error:
            case WaitBeforeRetryError():
                self._show_wait()
            case WrongPassphraseError():
                self._view.show_passphrase_error(sentence(error))
                self._view.ask_again()
            case _:
                self._view.show_trouble(_trouble(error))

    def _show_wait(self) -> None:
        words = sentence("device.passphrase.wait", {"seconds": self._seconds_left})
        self._view.show_passphrase_error(words)

    def _forget_failure(self) -> None:
        self._failure = None
        self._seconds_left = 0
        self._view.show_waiting(waiting=False)
        self._view.show_passphrase_error("")
        self._view.show_trouble(None)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy=busy)


def _line(known: KnownProfile) -> ProfileLine:
    place = known.address
    for scheme in _SCHEMES:
        place = place.removeprefix(scheme)
    return ProfileLine(known.user_name or _("Unknown user"), place or _("Unknown server"))


def _trouble(error: DomainError) -> Trouble:
    if error.code in _REPAIRABLE:
        return Trouble(sentence(error), ((SET_UP_AGAIN, _("Repair from the server")),))
    if error.code not in _PAST_OPENING:
        return Trouble(sentence(error))
    kept = _(
        "What was not sent is only in the old files. Setting up again puts them aside and"
        " deletes nothing."
    )
    between = "" if current_language() == "zh_CN" else " "
    words = f"{sentence(error)}{between}{kept}"
    return Trouble(words, ((SET_UP_AGAIN, _("Set up again")),))
