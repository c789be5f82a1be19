"""What unlocking decides, without Qt: a fake view, a fake door, a runner that runs at once."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.device.errors import (
    AlreadyOpenError,
    DamagedSlotError,
    KeychainSecretMissingError,
    WaitBeforeRetryError,
    WrongPassphraseError,
)
from app.device.paths import profile_paths
from app.device.settings import ProfileSettings
from app.store.errors import DamagedStoreError, DiskFullError, NewerStoreError
from tests.support.waiting_runner import InlineRunner, WaitingRunner
from ui.door.admission import KnownProfile
from ui.screens.unlock.presenter import SET_UP_AGAIN, UnlockPresenter
from ui.texts import install_language


@dataclass
class FakeView:
    profiles: tuple = ()
    chosen: int = -1
    busy: bool = False
    error: str = ""
    trouble: object = None
    waiting: bool = False
    asked: int = 0

    def show_profiles(self, profiles, chosen):
        self.profiles, self.chosen = tuple(profiles), chosen

    def show_busy(self, *, busy):
        self.busy = busy

    def show_passphrase_error(self, words):
        self.error = words

    def show_trouble(self, trouble):
        self.trouble = trouble

    def show_waiting(self, *, waiting):
        self.waiting = waiting

    def ask_again(self):
        self.asked += 1


@dataclass
class FakeDoor:
    failure: Exception | None = None
    tried: list = field(default_factory=list)

    def unlock(self, known, passphrase):
        self.tried.append((known.user_name, passphrase))
        if self.failure is not None:
            raise self.failure
        return "open profile"


@dataclass
class FakeExits:
    went: list = field(default_factory=list)

    def profile_opened(self, profile, known):
        self.went.append(("opened", profile, known.user_name))

    def profile_chosen(self, known):
        self.went.append(("chosen", known.user_name))

    def set_up(self, known):
        self.went.append(("set_up", known.user_name if known else None))


def known(user, address="https://roadbook.example.com"):
    settings = ProfileSettings(last_user_name=user, last_server_address=address)
    return KnownProfile(profile_paths(Path("root"), server_id="s", user_id=user), settings)


@dataclass
class Scene:
    view: FakeView
    door: FakeDoor
    exits: FakeExits
    presenter: UnlockPresenter


def scene(*profiles, failure=None, runner=None):
    view, door, exits = FakeView(), FakeDoor(failure), FakeExits()
    presenter = UnlockPresenter(door, runner or InlineRunner(), exits, profiles or [known("lan")])
    presenter.show_on(view)
    return Scene(view, door, exits, presenter)


def test_the_right_passphrase_leads_inside():
    at = scene()
    at.presenter.unlock("correct horse battery")
    assert at.exits.went == [("opened", "open profile", "lan")]


def test_user_and_server_are_named_without_the_scheme():
    at = scene()
    assert [(line.name, line.place) for line in at.view.profiles] == [
        ("lan", "roadbook.example.com")
    ]


def test_a_profile_whose_settings_were_lost_is_still_offered():
    at = scene(known("", ""))
    assert at.view.profiles[0].name == "Unknown user"


def test_an_empty_passphrase_is_asked_for_without_a_try():
    at = scene()
    at.presenter.unlock("")
    assert at.view.error == "Enter the passphrase"
    assert at.door.tried == []


def test_a_wrong_passphrase_is_refused_beside_the_field_and_asked_again():
    at = scene(failure=WrongPassphraseError())
    at.presenter.unlock("correct horse batterie")
    assert "wrong" in at.view.error
    assert at.view.asked
    assert not at.view.busy


def test_after_many_wrong_ones_a_countdown_closes_the_button():
    at = scene(failure=WaitBeforeRetryError(seconds=2))
    at.presenter.unlock("correct horse batterie")
    assert at.view.waiting
    assert "2 seconds" in at.view.error
    at.presenter.unlock("correct horse batterie")
    assert len(at.door.tried) == 1
    at.presenter.second_passed()
    assert "1 seconds" in at.view.error
    at.presenter.second_passed()
    assert (at.view.waiting, at.view.error) == (False, "")


@pytest.mark.parametrize("failure", [KeychainSecretMissingError(), DamagedSlotError()])
def test_what_no_passphrase_opens_offers_to_set_up_again(failure):
    at = scene(failure=failure)
    at.presenter.unlock("correct horse battery")
    assert [key for key, _words in at.view.trouble.actions] == [SET_UP_AGAIN]
    at.presenter.act(SET_UP_AGAIN)
    assert at.exits.went == [("set_up", "lan")]


@pytest.mark.parametrize(
    "failure",
    [AlreadyOpenError(), NewerStoreError("store.newer"), DiskFullError("store.disk_full")],
)
def test_what_passes_by_itself_never_offers_to_set_up_again(failure):
    at = scene(failure=failure)
    at.presenter.unlock("correct horse battery")
    assert at.view.trouble.words
    assert at.view.trouble.actions == ()


def test_while_unlocking_nothing_else_begins():
    runner = WaitingRunner()
    at = scene(known("lan"), known("he"), runner=runner)
    at.presenter.unlock("correct horse battery")
    assert at.view.busy
    at.presenter.unlock("correct horse battery")
    at.presenter.choose(1)
    at.presenter.use_other()
    assert len(runner.waiting) == 1
    assert at.exits.went == []
    runner.go_on()
    assert at.exits.went == [("opened", "open profile", "lan")]


def test_another_person_is_unlocked_with_the_own_profile():
    at = scene(known("lan"), known("he"))
    at.presenter.choose(1)
    at.presenter.unlock("correct horse battery")
    assert at.door.tried == [("he", "correct horse battery")]
    assert at.exits.went[0] == ("chosen", "he")


def test_a_new_view_shows_the_same_refusal_in_its_language():
    at = scene(failure=KeychainSecretMissingError())
    at.presenter.unlock("correct horse battery")
    install_language("zh_CN")
    fresh = FakeView()
    at.presenter.show_on(fresh)
    assert "钥匙串" in fresh.trouble.words


def test_our_own_bug_is_not_hidden():
    at = scene(failure=KeyError("bug"))
    with pytest.raises(KeyError):
        at.presenter.unlock("correct horse battery")
    assert not at.view.busy


def test_a_damaged_file_says_what_was_rescued_and_leads_to_the_repair():
    found = {"units": 3, "drafts": 1, "lost": 0}
    at = scene(failure=DamagedStoreError("store.repairable", **found))
    at.presenter.unlock("correct horse battery")
    assert "3 units" in at.view.trouble.words
    assert at.view.trouble.actions == ((SET_UP_AGAIN, "Repair from the server"),)
    at.presenter.act(SET_UP_AGAIN)
    assert at.exits.went == [("set_up", "lan")]
