"""A first run without Qt: a fake view that remembers, a fake door that says yes or no."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sync.wire.sessions import Session
from tests.support.waiting_runner import InlineRunner
from ui.door.admission import Admission
from ui.screens.first_run.papers import Offer
from ui.screens.first_run.presenter import FirstRunPresenter

ADDRESS, LOGIN, PASSWORD, NAME = "https://roadbook.example.com", "zhoulan", "pw", "LAPTOP-7"
GOOD = "violet harbour lamp seven"


@dataclass
class FakeView:
    step: str = ""
    may_go_back: bool = False
    busy: bool = False
    waiting: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    trouble: Any = None
    person: tuple[str, str] = ("", "")
    keychain: Any = "never told"
    judgement: Any = None
    offered: tuple[str, ...] = ()
    asked_about: str = ""

    def offer(self, address, login, device_name):
        self.offered = (address, login, device_name)

    def show_step(self, step, *, may_go_back):
        self.step, self.may_go_back = step, may_go_back

    def show_busy(self, *, busy):
        self.busy = busy

    def show_field_error(self, field, words):
        self.errors[field] = words

    def clear_errors(self):
        self.errors.clear()

    def show_trouble(self, trouble):
        self.trouble = trouble

    def show_waiting(self, *, waiting):
        self.waiting = waiting

    def show_person(self, name, company):
        self.person = (name, company)

    def show_keychain(self, *, found):
        self.keychain = found

    def show_judgement(self, judgement):
        self.judgement = judgement

    def ask_replacement(self, user_name):
        self.asked_about = user_name


@dataclass
class FakeDoor:
    failure: Exception | None = None
    known: Any = None
    same: Any = None
    keychain: bool = True
    enrolled: list = field(default_factory=list)
    made: list = field(default_factory=list)

    def has_keychain(self):
        return self.keychain

    def find_known(self, address, login):
        return self.known

    def find_same(self, admission):
        return self.same

    def enrol(self, form, *, again=None):
        if self.failure is not None:
            raise self.failure
        self.enrolled.append((form.device_name, again))
        session = Session("token", 600, "server", "epoch", "user", "周岚", "云浦食品")
        key = again.device_key if again else object()
        return Admission(form.address, form.login, form.device_name, "device", key, session)

    def make(self, admission, passphrase, *, with_keychain, replaces):
        if self.failure is not None:
            raise self.failure
        self.made.append((passphrase, with_keychain, replaces))
        return "open profile"


@dataclass
class FakeExits:
    went: list = field(default_factory=list)

    def unlock(self, known):
        self.went.append(("unlock", known))

    def profile_made(self, profile, admission):
        self.went.append(("made", profile))


class Scene:
    def __init__(self, runner=None, may_go_back=False, **door):
        self.view, self.door, self.exits = FakeView(), FakeDoor(**door), FakeExits()
        offer = Offer(ADDRESS, "", NAME, may_go_back)
        self.presenter = FirstRunPresenter(self.door, runner or InlineRunner(), self.exits, offer)
        self.presenter.show_on(self.view)
        self.presenter.begin()

    def sign_in(self):
        self.presenter.sign_in(ADDRESS, LOGIN, PASSWORD)
        return self

    def bind(self, name=NAME):
        self.presenter.bind(name)
        return self
