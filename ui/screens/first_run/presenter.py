"""Decides the way through sign-in, binding and passphrase. No Qt: the view comes from outside."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.device.errors import KeychainError, SlotExistsError, WeakPassphraseError
from app.domain.errors import DomainError
from app.profiles import OpenProfile
from ui.front_door import Admission, KnownProfile, SignInForm
from ui.screens.first_run.passphrase_words import judge
from ui.screens.first_run.ports import Door, Exits, FirstRunView, Lanes
from ui.screens.trouble import Trouble
from ui.texts import _, sentence

Step = Literal["sign_in", "device", "passphrase"]

UNLOCK_KNOWN, SET_UP_AGAIN, WITHOUT_KEYCHAIN = "unlock_known", "set_up_again", "without_keychain"

_OF_ADDRESS = frozenset(
    {
        "server.address",
        "server.plain",
        "sync.offline",
        "sync.not_our_server",
        "sync.wrong_server",
        "sync.must_upgrade",
        "server.fault",
    }
)
_OF_PASSWORD = frozenset({"session.denied", "session.too_many_attempts", "sync.busy"})
_OF_LOGIN = frozenset({"user.frozen"})


@dataclass(slots=True)
class _Papers:
    """What was gathered on the way; only in memory until the passphrase is confirmed."""

    address: str
    login: str
    device_name: str
    password: str = dataclasses.field(default="", repr=False)
    admission: Admission | None = None
    known: KnownProfile | None = None
    replaces: bool = False
    with_keychain: bool = True


class FirstRunPresenter:
    """Leads through the steps before the download; nothing is written before the last of them."""

    def __init__(
        self,
        door: Door,
        lanes: Lanes,
        exits: Exits,
        *,
        address: str,
        login: str,
        machine_name: str,
        may_go_back: bool,
    ) -> None:
        """Take the parts; `show_on` comes next.

        Args:
            door: Signs in and makes the profile.
            lanes: Run it off the main thread.
            exits: Where it may lead.
            address: Of the server, offered.
            login: Sign-in name, offered.
            machine_name: Offered as the device's name.
            may_go_back: There is a profile to unlock instead.
        """
        self._door, self._lanes, self._exits = door, lanes, exits
        self._papers = _Papers(address, login, machine_name)
        self._may_go_back = may_go_back
        self._step: Step = "sign_in"
        self._busy = False
        self._seconds_left = 0
        self._failure: DomainError | None = None
        self._keychain: bool | None = None
        self._view: FirstRunView

    def begin(self) -> None:
        """Find out whether this machine has a keychain."""
        self._lanes.on_work(self._door.has_keychain, self._show_keychain)

    def show_on(self, view: FirstRunView) -> None:
        """Show where the way stands, on a new view."""
        self._view = view
        view.offer(self._papers.address, self._papers.login, self._papers.device_name)
        view.show_keychain(self._keychain)
        view.show_judgement(judge("", self._personal()))
        self._show_step(self._step)
        view.show_busy(busy=self._busy)
        if self._failure is not None:
            self._show_failure(self._failure)
        elif self._papers.known is not None and self._step == "sign_in":
            self._show_known(self._papers.known)

    def sign_in(self, address: str, login: str, password: str) -> None:
        """Ask the server, unless this very user has a book here already."""
        if self._busy or self._seconds_left:
            return
        self._forget_failure()
        papers = self._papers
        papers.address, papers.login, papers.password = address.strip(), login.strip(), password
        papers.known, papers.replaces = None, False
        if self._blanks_refused():
            return
        self._ask_server()

    def bind(self, device_name: str) -> None:
        """Give the device its name; the server hears of it if it is another one."""
        papers, admission = self._papers, self._papers.admission
        if self._busy or admission is None:
            return
        self._forget_failure()
        papers.device_name = device_name.strip()
        if not papers.device_name:
            self._view.show_field_error("device_name", _("Give this computer a name"))
        elif papers.device_name == admission.device_name:
            self._show_step("passphrase")
        else:
            form, door = self._form(), self._door
            self._run(
                self._lanes.on_net, lambda: door.enrol(form, again=admission), self._renamed
            )

    def weigh(self, passphrase: str) -> None:
        """Judge a passphrase while it is typed."""
        self._view.show_judgement(judge(passphrase, self._personal()))

    def make(self, passphrase: str, again: str) -> None:
        """Write the profile: the first thing that reaches the disk."""
        if self._busy or self._papers.admission is None:
            return
        self._forget_failure()
        refusal = judge(passphrase, self._personal()).refusal
        if refusal:
            self._view.show_field_error("passphrase", refusal)
        elif passphrase != again:
            self._view.show_field_error("again", _("The two are different. Type it again"))
        else:
            self._write(self._papers.admission, passphrase)

    def go_back(self) -> None:
        """Go one step back; before the first lies the unlock window."""
        if self._busy:
            return
        self._forget_failure()
        match self._step:
            case "passphrase":
                self._show_step("device")
            case "device":
                self._papers.admission, self._papers.password = None, ""
                self._show_step("sign_in")
            case "sign_in" if self._may_go_back:
                self._exits.unlock(None)
            case _:
                return

    def act(self, action: str) -> None:
        """Do what a notice offers."""
        papers = self._papers
        match action:
            case "unlock_known":
                self._exits.unlock(papers.known)
            case "set_up_again":
                self._view.ask_replacement(papers.login)
            case "without_keychain":
                papers.with_keychain = False
                self._forget_failure()
                self._view.show_keychain(False)
            case _:
                raise ValueError(action)

    def replace_known(self) -> None:
        """The user wants a new book in place of the one on this machine."""
        self._papers.replaces = True
        self._forget_failure()
        if self._papers.admission is None:
            self._ask_server()
        else:
            self._show_step("device")

    def second_passed(self) -> None:
        """Count the server's wait down; the server itself keeps it too."""
        self._seconds_left = max(self._seconds_left - 1, 0)
        if self._seconds_left == 0:
            self._forget_failure()
        elif self._failure is not None:
            self._show_failure(self._failure)

    def _ask_server(self) -> None:
        door, form, replaces = self._door, self._form(), self._papers.replaces

        def ask() -> tuple[Admission | None, KnownProfile | None]:
            known = None if replaces else door.find_known(form.address, form.login)
            if known is not None:
                return None, known
            admission = door.enrol(form)
            return admission, None if replaces else door.find_same(admission)

        self._run(self._lanes.on_net, ask, lambda found: self._let_in(*found))

    def _let_in(self, admission: Admission | None, known: KnownProfile | None) -> None:
        self._papers.admission, self._papers.known = admission, known
        if known is not None:
            self._show_known(known)
        else:
            self._show_step("device")

    def _renamed(self, admission: Admission) -> None:
        self._papers.admission = admission
        self._show_step("passphrase")

    def _write(self, admission: Admission, passphrase: str) -> None:
        door, papers = self._door, self._papers
        with_keychain, replaces = papers.with_keychain, papers.replaces

        def write() -> OpenProfile:
            return door.make(
                admission, passphrase, with_keychain=with_keychain, replaces=replaces
            )

        self._busy = True
        self._view.show_busy(busy=True)
        self._lanes.on_work(
            write, lambda profile: self._exits.profile_made(profile, admission), self._failed
        )

    def _run(
        self, lane: Callable[..., None], task: Callable[[], object], done: Callable[..., None]
    ) -> None:
        def finished(result: object) -> None:
            self._busy = False
            self._view.show_busy(busy=False)
            done(result)

        self._busy = True
        self._view.show_busy(busy=True)
        lane(task, finished, self._failed)
