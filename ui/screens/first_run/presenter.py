"""Decides the way through sign-in, binding and passphrase. No Qt: the view comes from outside."""

from __future__ import annotations

from app.profiles import OpenProfile
from ui.door.admission import Admission, KnownProfile
from ui.screens.first_run.errand import WITHOUT_KEYCHAIN, Errand
from ui.screens.first_run.papers import SIGN_IN_FIELDS, Offer, Papers
from ui.screens.first_run.passphrase_words import judge
from ui.screens.first_run.ports import Door, Exits, FirstRunView, Lanes, Step
from ui.screens.trouble import Trouble
from ui.texts import _, sentence

UNLOCK_KNOWN, SET_UP_AGAIN = "unlock_known", "set_up_again"


class FirstRunPresenter:
    """Leads through the steps before the download; nothing is written before the last of them."""

    def __init__(self, door: Door, lanes: Lanes, exits: Exits, offer: Offer) -> None:
        """Take the parts; `show_on` and `begin` come next.

        Args:
            door: Signs in and makes the profile.
            lanes: Run it off the main thread.
            exits: Where it may lead.
            offer: What the fields hold at first.
        """
        self._door, self._lanes, self._exits = door, lanes, exits
        self._papers = Papers(offer.address, offer.login, offer.device_name)
        self._may_go_back = offer.may_go_back
        self._step: Step = "sign_in"
        self._errand = Errand()
        self._keychain: bool | None = None
        self._view: FirstRunView

    def begin(self) -> None:
        """Find out whether this machine has a keychain."""
        self._lanes.on_work(self._door.has_keychain, self._take_keychain)

    def show_on(self, view: FirstRunView) -> None:
        """Show where the way stands, on a new view."""
        self._view = view
        papers = self._papers
        view.offer(papers.address, papers.login, papers.device_name)
        view.show_keychain(found=self._keychain)
        view.show_judgement(judge("", papers.personal()))
        self._show_step(self._step)
        self._show_notice()
        self._errand.show_on(view)

    def sign_in(self, address: str, login: str, password: str) -> None:
        """Ask the server, unless this very user has a book here already."""
        if self._errand.is_blocked:
            return
        self._errand.forget()
        papers = self._papers
        papers.address, papers.login, papers.password = address.strip(), login.strip(), password
        papers.admission, papers.known, papers.replaces = None, None, False
        blanks = papers.blanks()
        for field, words in blanks:
            self._view.show_field_error(field, words)
        if not blanks:
            self._ask_server()

    def bind(self, device_name: str) -> None:
        """Give the device its name; the server hears of it if it is another one."""
        papers, admission = self._papers, self._papers.admission
        if self._errand.is_blocked or admission is None:
            return
        self._errand.forget()
        papers.device_name = device_name.strip()
        if not papers.device_name:
            self._view.show_field_error("device_name", _("Give this computer a name"))
        elif papers.device_name == admission.device_name:
            self._show_step("passphrase")
        else:
            door, form = self._door, papers.form()
            self._errand.run(
                self._lanes.on_net, lambda: door.enrol(form, again=admission), self._take_name
            )

    def weigh(self, passphrase: str) -> None:
        """Judge a passphrase while it is typed."""
        self._view.show_judgement(judge(passphrase, self._papers.personal()))

    def make(self, passphrase: str, again: str) -> None:
        """Write the profile: the first thing that reaches the disk."""
        admission = self._papers.admission
        if self._errand.is_blocked or admission is None:
            return
        self._errand.forget()
        refusal = judge(passphrase, self._papers.personal()).refusal
        if refusal:
            self._view.show_field_error("passphrase", refusal)
        elif passphrase != again:
            self._view.show_field_error("again", _("The two are different. Type it again"))
        else:
            self._write(admission, passphrase)

    def go_back(self) -> None:
        """Go one step back; before the first lies the unlock window."""
        if self._errand.is_blocked:
            return
        self._errand.forget()
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
        if action == UNLOCK_KNOWN:
            self._exits.unlock(self._papers.known)
        elif action == SET_UP_AGAIN:
            self._view.ask_replacement(self._papers.login)
        elif action == WITHOUT_KEYCHAIN:
            self._papers.with_keychain = False
            self._errand.forget()
            self._show_notice()

    def replace_known(self) -> None:
        """The user wants a new book in place of the one on this machine."""
        self._papers.replaces = True
        self._errand.forget()
        if self._papers.admission is None:
            self._ask_server()
        else:
            self._show_step("device")

    def second_passed(self) -> None:
        """Count a wait down."""
        self._errand.second_passed()

    def _ask_server(self) -> None:
        door, form, replaces = self._door, self._papers.form(), self._papers.replaces

        def ask() -> tuple[Admission | None, KnownProfile | None]:
            known = None if replaces else door.find_known(form.address, form.login)
            if known is not None:
                return None, known
            admission = door.enrol(form)
            return admission, None if replaces else door.find_same(admission)

        self._errand.run(self._lanes.on_net, ask, self._let_in, beside=SIGN_IN_FIELDS)

    def _let_in(self, found: tuple[Admission | None, KnownProfile | None]) -> None:
        self._papers.admission, self._papers.known = found
        if self._papers.known is None:
            self._show_step("device")
        else:
            self._show_notice()

    def _take_name(self, admission: Admission) -> None:
        self._papers.admission = admission
        self._show_step("passphrase")

    def _write(self, admission: Admission, passphrase: str) -> None:
        door = self._door
        with_keychain, replaces = self._papers.with_keychain, self._papers.replaces

        def write() -> OpenProfile:
            return door.make(admission, passphrase, with_keychain=with_keychain, replaces=replaces)

        def made(profile: OpenProfile) -> None:
            self._papers.password = ""
            self._step = "download"
            self._exits.profile_made(profile, admission)

        self._errand.run(self._lanes.on_work, write, made, stays_busy=True)

    def _show_step(self, step: Step) -> None:
        self._step = step
        session = self._papers.admission.session if self._papers.admission else None
        if session is not None:
            self._view.show_person(session.user_name or self._papers.login, session.org_name)
        self._view.show_step(step, may_go_back=step != "sign_in" or self._may_go_back)

    def _show_notice(self) -> None:
        if self._papers.known is not None and self._step == "sign_in":
            words = _("{user} already has a book on this computer. Unlock it with its passphrase.")
            actions = ((UNLOCK_KNOWN, _("Unlock it")), (SET_UP_AGAIN, _("Set up again")))
            told = words.format(user=self._papers.login)
            self._view.show_trouble(Trouble(told, actions, "info"))
        elif not self._papers.with_keychain and self._step == "passphrase":
            self._view.show_trouble(Trouble(sentence("device.keychain.none"), tone="warn"))

    def _take_keychain(self, found: bool) -> None:
        self._keychain = found
        self._view.show_keychain(found=found)
