"""The way from sign-in to passphrase, without Qt, network or disk."""

import pytest

from app.device.errors import KeychainError
from app.store.errors import DiskFullError
from tests.support.first_run_scene import ADDRESS, GOOD, LOGIN, NAME, PASSWORD, FakeView, Scene
from tests.support.waiting_runner import WaitingRunner
from ui.door.admission import EntryRefusedError
from ui.screens.first_run.errand import WITHOUT_KEYCHAIN
from ui.screens.first_run.presenter import SET_UP_AGAIN, UNLOCK_KNOWN
from ui.texts import install_language


def test_three_steps_lead_to_the_profile():
    at = Scene().sign_in()
    assert at.view.step == "device"
    assert at.view.person == ("周岚", "云浦食品")
    at.bind()
    assert at.view.step == "passphrase"
    at.presenter.make(GOOD, GOOD)
    assert at.door.made == [(GOOD, True, False)]
    assert at.exits.went == [("made", "open profile")]


def test_nothing_is_made_before_the_passphrase_is_confirmed():
    at = Scene().sign_in().bind()
    at.presenter.go_back()
    at.presenter.go_back()
    assert at.door.made == []
    assert at.view.step == "sign_in"


def test_blank_fields_are_refused_before_the_server_is_asked():
    at = Scene()
    at.presenter.sign_in(ADDRESS, " ", "")
    assert set(at.view.errors) == {"login", "password"}
    assert at.door.enrolled == []


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("sync.offline", "address"),
        ("sync.not_our_server", "address"),
        ("server.plain", "address"),
        ("session.denied", "password"),
        ("user.frozen", "login"),
    ],
)
def test_a_refusal_stands_beside_the_field_that_mends_it(code, field):
    at = Scene(failure=EntryRefusedError(code)).sign_in()
    assert set(at.view.errors) == {field}
    assert code not in at.view.errors[field]
    assert (at.view.step, at.view.busy) == ("sign_in", False)


def test_a_refusal_that_no_field_mends_is_a_notice():
    at = Scene(failure=EntryRefusedError("sync.must_upgrade")).sign_in()
    assert at.view.errors == {}
    assert "Update" in at.view.trouble.words


@pytest.mark.parametrize("code", ["session.too_many_attempts", "sync.busy"])
def test_too_many_tries_count_down(code):
    at = Scene(failure=EntryRefusedError(code, {"seconds": 2})).sign_in()
    assert at.view.waiting
    assert "2 seconds" in at.view.errors["password"]
    at.door.failure = None
    at.sign_in()
    assert at.door.enrolled == []
    at.presenter.second_passed()
    at.presenter.second_passed()
    assert not at.view.waiting
    at.sign_in()
    assert at.view.step == "device"


def test_while_signing_in_nothing_else_begins():
    runner = WaitingRunner()
    at = Scene(runner)
    runner.go_on()
    at.sign_in().sign_in()
    at.presenter.go_back()
    assert len(runner.waiting) == 1
    assert at.view.busy


def test_the_offered_name_is_not_told_twice():
    at = Scene().sign_in().bind(NAME)
    assert len(at.door.enrolled) == 1


def test_another_name_is_told_with_the_same_key():
    at = Scene().sign_in().bind("周岚的笔记本")
    (_first, _none), (second, again) = at.door.enrolled
    assert second == "周岚的笔记本"
    assert again.device_name == NAME
    assert at.view.step == "passphrase"


def test_a_failure_while_binding_is_a_notice_because_its_field_is_not_on_the_page():
    at = Scene().sign_in()
    at.door.failure = EntryRefusedError("sync.offline")
    at.bind("周岚的笔记本")
    assert at.view.errors == {}
    assert at.view.trouble.words
    assert at.view.step == "device"


def test_a_computer_without_a_name_is_refused():
    at = Scene().sign_in().bind("  ")
    assert set(at.view.errors) == {"device_name"}


@pytest.mark.parametrize("found", [True, False])
def test_the_keychain_is_told_plainly(found):
    assert Scene(keychain=found).view.keychain is found


def test_the_keychain_is_open_while_it_is_looked_up():
    assert Scene(WaitingRunner()).view.keychain is None


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("short", "short", "passphrase"),
        ("zhoulan loves rivers", "zhoulan loves rivers", "passphrase"),
        ("云浦食品 violet harbour", "云浦食品 violet harbour", "passphrase"),
        (GOOD, GOOD + "!", "again"),
    ],
)
def test_a_passphrase_that_breaks_a_rule_is_not_set(first, second, field):
    at = Scene().sign_in().bind()
    at.presenter.make(first, second)
    assert set(at.view.errors) == {field}
    assert at.door.made == []


def test_a_full_disk_is_told_and_the_step_stays():
    at = Scene().sign_in().bind()
    at.door.failure = DiskFullError("store.disk_full")
    at.presenter.make(GOOD, GOOD)
    assert "full" in at.view.trouble.words
    assert (at.view.step, at.view.busy, at.exits.went) == ("passphrase", False, [])


def test_a_keychain_that_refuses_can_be_done_without():
    at = Scene().sign_in().bind()
    at.door.failure = KeychainError()
    at.presenter.make(GOOD, GOOD)
    assert [key for key, _words in at.view.trouble.actions] == [WITHOUT_KEYCHAIN]
    at.door.failure = None
    at.presenter.act(WITHOUT_KEYCHAIN)
    assert at.view.trouble.tone == "warn"
    at.presenter.make(GOOD, GOOD)
    assert at.door.made == [(GOOD, False, False)]


def test_a_user_known_here_is_offered_to_unlock_without_asking_the_server():
    at = Scene(known="the profile").sign_in()
    assert [key for key, _words in at.view.trouble.actions] == [UNLOCK_KNOWN, SET_UP_AGAIN]
    assert at.door.enrolled == []
    at.presenter.act(UNLOCK_KNOWN)
    assert at.exits.went == [("unlock", "the profile")]


def test_a_user_known_by_id_is_found_after_signing_in_under_another_address():
    at = Scene(same="the profile").sign_in()
    assert at.view.step == "sign_in"
    assert at.view.trouble.actions


def test_a_known_profile_is_replaced_only_after_the_question():
    at = Scene(known="the profile").sign_in()
    at.presenter.act(SET_UP_AGAIN)
    assert at.view.asked_about == LOGIN
    assert at.door.enrolled == []
    at.presenter.replace_known()
    at.bind()
    at.presenter.make(GOOD, GOOD)
    assert at.door.made == [(GOOD, True, True)]


def test_another_sign_in_does_not_replace_anything_any_more():
    at = Scene(known="the profile").sign_in()
    at.presenter.replace_known()
    at.presenter.go_back()
    at.door.known = None
    at.sign_in().bind()
    at.presenter.make(GOOD, GOOD)
    assert at.door.made == [(GOOD, True, False)]


def test_the_first_step_leads_back_to_unlocking_if_there_is_a_profile():
    at = Scene(may_go_back=True)
    assert at.view.may_go_back
    at.presenter.go_back()
    assert at.exits.went == [("unlock", None)]
    alone = Scene()
    assert not alone.view.may_go_back
    alone.presenter.go_back()
    assert alone.exits.went == []


def test_a_new_view_stands_at_the_same_step_with_the_same_refusal():
    at = Scene(failure=EntryRefusedError("session.denied")).sign_in()
    install_language("zh_CN")
    fresh = FakeView()
    at.presenter.show_on(fresh)
    assert fresh.offered == (ADDRESS, LOGIN, NAME)
    assert "密码" in fresh.errors["password"]


def test_neither_password_nor_form_shows_in_a_report():
    at = Scene().sign_in()
    assert PASSWORD not in repr(at.presenter._papers.form())
    assert "password" not in repr(at.presenter._papers)
