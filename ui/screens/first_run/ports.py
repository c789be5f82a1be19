"""What the first run needs from outside: view, door, lanes, and where it may lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

from app.profiles import OpenProfile
from ui.door.admission import Admission, KnownProfile, SignInForm
from ui.screens.context import Runner
from ui.screens.first_run.passphrase_words import Judgement
from ui.screens.trouble import Trouble

T = TypeVar("T")

Step = Literal["sign_in", "device", "passphrase", "download"]
STEPS: tuple[Step, ...] = ("sign_in", "device", "passphrase", "download")
FieldName = Literal["address", "login", "password", "device_name", "passphrase", "again"]


class FirstRunView(Protocol):
    """What the presenter asks of its view."""

    def offer(self, address: str, login: str, device_name: str) -> None:
        """Fill the fields that are still empty."""
        ...

    def show_step(self, step: Step, *, may_go_back: bool) -> None:
        """Show the page of a step."""
        ...

    def show_busy(self, *, busy: bool) -> None:
        """Say that the step's work goes on."""
        ...

    def show_field_error(self, field: FieldName, words: str) -> None:
        """Refuse one field."""
        ...

    def clear_errors(self) -> None:
        """Nothing is refused any more."""
        ...

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Show what stands in the way besides single fields."""
        ...

    def show_waiting(self, *, waiting: bool) -> None:
        """Close the button and tell about every second, or stop that."""
        ...

    def show_person(self, name: str, company: str) -> None:
        """Greet who signed in."""
        ...

    def show_keychain(self, *, found: bool | None) -> None:
        """Say whether this machine keeps secrets; None while that is looked up."""
        ...

    def show_judgement(self, judgement: Judgement) -> None:
        """Say how good the passphrase is."""
        ...

    def ask_replacement(self, user_name: str) -> None:
        """Ask whether the book on this machine is put aside for a new one."""
        ...


class Door(Protocol):
    """The part of `ui.door.front_door.FrontDoor` that the first run needs; everything may block."""

    def has_keychain(self) -> bool:
        """Return whether this machine keeps secrets."""
        ...

    def find_known(self, address: str, login: str) -> KnownProfile | None:
        """Return the profile that was set up with this address and name."""
        ...

    def find_same(self, admission: Admission) -> KnownProfile | None:
        """Return the profile of the very user that was let in."""
        ...

    def enrol(self, form: SignInForm, *, again: Admission | None = None) -> Admission:
        """Sign in and make the device known."""
        ...

    def make(
        self, admission: Admission, passphrase: str, *, with_keychain: bool, replaces: bool
    ) -> OpenProfile:
        """Write the profile."""
        ...


class Lanes(Runner, Protocol):
    """The lanes of `ui.tasks.TaskRunner`, the network's included."""

    def on_net(
        self,
        task: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: object | None = None,
    ) -> None:
        """Run a task that talks to the server."""
        ...


class Exits(Protocol):
    """Where the first run may lead."""

    def unlock(self, known: KnownProfile | None) -> None:
        """Go to the unlock window, with a profile chosen."""
        ...

    def profile_made(self, profile: OpenProfile, admission: Admission) -> None:
        """The profile is written and open: the download may begin."""
        ...
