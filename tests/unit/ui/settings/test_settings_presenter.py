"""Settings take effect at once and are kept; the passphrase changes only when all is right."""

from __future__ import annotations

import dataclasses

import pytest

from app.device.database_key import KeyPurpose
from app.device.errors import WrongPassphraseError
from app.device.key_slot import SlotIdentity
from app.device.key_stretching import KdfCost, KdfFloor
from app.device.keychain import NoKeychain, SystemKeychain
from app.device.settings import Density, MeteredMode, ProfileSettings, Theme
from app.device.vault import create_slot, open_slot
from app.domain.changes import ChangeSet
from tests.support.sync_scene import ME, Desk, put, sync_workspace
from ui.screens.settings.key_slot_locks import KeySlotLocks
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.rows import DeviceFacts
from ui.texts import sentence

OLD, NEW = "four words open it", "other words open it now"
CHEAP = KdfFloor(KdfCost(8, 1, 1), KdfCost(8, 1, 1))
FACTS = DeviceFacts("zhoulan", "https://roadbook.example", "7f3a91c2", "/home/rep/book", "")


class View:
    def __init__(self):
        self.choices = None
        self.facts = ()
        self.notice = None
        self.strength = ("", "")
        self.errors = {}
        self.busy = []
        self.closed = 0

    def show_choices(self, choices):
        self.choices = choices

    def show_facts(self, facts):
        self.facts = tuple(facts)

    def show_keychain_notice(self, words):
        self.notice = words

    def show_strength(self, word, tone):
        self.strength = (word, tone)

    def show_passphrase_error(self, field, words):
        self.errors[field] = words

    def show_passphrase_busy(self, *, busy):
        self.busy.append(busy)

    def close_passphrase_form(self):
        self.closed += 1


class Preferences:
    def __init__(self):
        self.settings = ProfileSettings(language="en")
        self.full = False

    @property
    def language(self):
        return self.settings.language

    def change(self, **values):
        if self.full:
            raise OSError(28, "full")
        self.settings = dataclasses.replace(self.settings, **values)


@pytest.fixture
def desk(tmp_path):
    workspace = sync_workspace(tmp_path / "device")
    yield Desk(workspace)
    workspace.store.close()


@pytest.fixture
def view():
    return View()


@pytest.fixture
def preferences():
    return Preferences()


@pytest.fixture
def make_slot(tmp_path, desk):
    def make(keychain):
        path = tmp_path / "keyslot.json"
        identity = SlotIdentity(server_id="s", user_id="u", device_id="d")
        create_slot(path, OLD, keychain, identity, floor=CHEAP).wipe()
        return KeySlotLocks(path, lambda: keychain, desk.workspace.now, CHEAP)

    return make


@pytest.fixture
def settings(desk, view, preferences, make_slot):
    presenter = SettingsPresenter(view, desk.context, preferences, FACTS, make_slot(NoKeychain()))
    presenter.load()
    return presenter


def test_what_is_chosen_is_shown(settings, view):
    assert settings is not None
    choices = view.choices
    assert (choices.language, choices.theme, choices.density) == ("en", "system", "comfortable")
    assert (choices.size, choices.metered) == ("100", False)


@pytest.mark.parametrize(
    ("choose", "value", "kept"),
    [
        ("choose_language", "zh_CN", {"language": "zh_CN"}),
        ("choose_theme", "dark", {"theme": Theme.DARK}),
        ("choose_density", "compact", {"density": Density.COMPACT}),
        ("choose_size", "115", {"font_factor": 1.15}),
    ],
)
def test_a_choice_is_in_force_at_once(settings, view, preferences, *, choose, value, kept):
    getattr(settings, choose)(value)
    assert preferences.settings == dataclasses.replace(ProfileSettings(language="en"), **kept)
    assert value in dataclasses.astuple(view.choices)


def test_photos_wait_for_free_connections_unless_allowed(settings, preferences):
    settings.allow_metered(allowed=True)
    assert preferences.settings.metered_mode is MeteredMode.NEVER
    settings.allow_metered(allowed=False)
    assert preferences.settings.metered_mode is MeteredMode.ASK_SYSTEM


def test_a_setting_that_cannot_be_kept_is_told_and_not_shown(settings, view, preferences, desk):
    preferences.full = True
    settings.choose_density("compact")
    assert view.choices.density == "comfortable"
    assert desk.navigation.went[0][0] == "show_refusal"


def test_the_facts_of_account_and_device_leave_out_what_is_unknown(settings, view):
    assert settings is not None
    assert view.facts == (
        ("Name", "周岚·Rep"),
        ("Sign-in name", "zhoulan"),
        ("Server", "https://roadbook.example"),
        ("Device number", "7f3a91c2"),
        ("Data folder", "/home/rep/book"),
    )


def test_the_name_follows_the_office(settings, view, desk):
    with desk.workspace.store.unit_of_work() as work:
        put(work, "user", {"id": ME, "name": "周岚岚", "login": "zhoulan", "roles": "rep"})
        work.commit()
    settings.on_changed(ChangeSet(frozenset({("user", ME)})))
    assert view.facts[0] == ("Name", "周岚岚·Rep")


def test_a_missing_keychain_is_told(settings, view):
    assert settings is not None
    assert view.notice == sentence("device.keychain.none")


def test_a_keychain_that_helps_needs_no_words(desk, view, preferences, make_slot, memory_keyring):
    locks = make_slot(SystemKeychain(memory_keyring))
    SettingsPresenter(view, desk.context, preferences, FACTS, locks).load()
    assert view.notice == ""


def test_the_passphrase_is_changed_and_the_book_opens_with_the_new_one(
    settings, view, make_slot, desk, tmp_path
):
    assert make_slot is not None
    settings.change_passphrase(OLD, NEW, NEW)
    assert view.errors == {}
    assert view.busy == [True, False]
    assert view.closed == 1
    now = desk.workspace.now()
    slot = tmp_path / "keyslot.json"
    key = open_slot(slot, NEW, NoKeychain(), now=now, floor=CHEAP)
    assert key.derive(KeyPurpose.ATTACHMENTS)
    with pytest.raises(WrongPassphraseError):
        open_slot(slot, OLD, NoKeychain(), now=now, floor=CHEAP)


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("", NEW, NEW, "old"),
        ("not the old one at all", NEW, NEW, "old"),
        (OLD, "short", "short", "new"),
        (OLD, "zhoulan has four words", "zhoulan has four words", "new"),
        (OLD, NEW, NEW + "!", "again"),
    ],
)
def test_a_wrong_field_is_refused_beside_itself(settings, view, *, old, new, again, field):
    settings.change_passphrase(old, new, again)
    assert list(view.errors) == [field]
    assert view.errors[field]
    assert view.closed == 0
    assert view.busy in ([], [True, False])


def test_a_disk_that_refuses_leaves_the_old_passphrase(settings, view, desk, tmp_path):
    slot = tmp_path / "keyslot.json"
    (tmp_path / "keyslot.json.new").mkdir()
    settings.change_passphrase(OLD, NEW, NEW)
    assert list(view.errors) == ["again"]
    assert open_slot(slot, OLD, NoKeychain(), now=desk.workspace.now(), floor=CHEAP)


def test_the_strength_is_told_while_typing(settings, view):
    settings.rate("short")
    weak = view.strength
    settings.rate("six words make it really strong")
    assert view.strength[0] not in {"", weak[0]}
    settings.rate("")
    assert view.strength[0] == ""
