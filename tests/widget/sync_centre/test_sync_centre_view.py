"""The sync centre with real widgets: entries, cards, buttons, keys."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import SIGNAL, QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.domain.changes import ChangeSet
from sync.errors import DeviceForkedError, OfflineError, SignedOutError
from sync.wire.bundles.faults import BundleError
from tests.support.fake_sign_in import FakeSignIn
from tests.support.fake_stick import Brought, FakeStick, Written
from tests.support.sync_scene import (
    ACCOUNT,
    PHONE,
    SECOND,
    STAFF,
    Desk,
    edit,
    settle,
    sync_workspace,
)
from ui.door.admission import EntryRefusedError
from ui.online.sync_control import SyncMood
from ui.screens.sync_centre.build import build_sync_centre
from ui.texts import sentence
from ui.widgets.buttons import Button
from ui.widgets.choice_card import ChoiceCard


class Sync(QObject):
    """The part of `SyncControl` that the screen hears."""

    mood_changed = Signal(object)

    def __init__(self):
        super().__init__()
        self.mood = SyncMood()


@pytest.fixture
def desk(tmp_path):
    workspace = sync_workspace(tmp_path / "device")
    yield Desk(workspace)
    workspace.store.close()


@pytest.fixture
def sync():
    return Sync()


@pytest.fixture
def stick():
    return FakeStick()


@pytest.fixture
def line():
    return FakeSignIn()


@pytest.fixture
def view(desk, sync, stick, line, qtbot):
    number = edit(desk.workspace, SECOND, phone="9")
    settle(desk.workspace, number, "record.not_allowed", entity="account")
    screen, presenter = build_sync_centre(desk.context, sync, stick, line)
    desk.listeners.append(presenter.on_changed)
    qtbot.addWidget(screen)
    screen.resize(1100, 640)
    screen.show()
    qtbot.waitExposed(screen)
    presenter.load()
    return screen


def button(view, words):
    found = [one for one in view.findChildren(Button) if one.words() == words and one.isVisible()]
    assert len(found) == 1, words
    return found[0]


def cards(view):
    shown = [card for card in view.findChildren(ChoiceCard) if card.isVisible()]
    return [(card.words(), card.isChecked()) for card in shown]


def card_of(view, name):
    return next(card for card in view.findChildren(ChoiceCard) if card.accessibleName() == name)


def account(desk, record_id):
    with desk.workspace.store.snapshot() as look:
        return look.records.read("account", record_id).fields


def test_the_first_entry_is_chosen_and_shown(view):
    assert view.table.selected_rows()[0].key == f"conflict:account:{ACCOUNT}"
    assert cards(view) == [("3", False), ("2", True), ("8", False), ("7", True)]


def test_a_clicked_card_lets_only_its_neighbour_go_and_stays_the_same_widget(view):
    card = card_of(view, "电话: 3")
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert cards(view) == [("3", True), ("2", False), ("8", False), ("7", True)]
    assert card_of(view, "电话: 3") is card


def test_all_mine_picks_every_card_and_ctrl_s_saves(view, desk):
    view.conflict._whole.part("mine").click()
    assert cards(view) == [("3", True), ("2", False), ("8", True), ("7", False)]
    QTest.keyClick(view.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    fields = account(desk, ACCOUNT)
    assert (fields["phone"], fields["staff"]) == ("3", 8)
    for conflict in (PHONE, STAFF):
        with desk.workspace.store.snapshot() as look:
            assert look.records.read("conflict", conflict).fields["state"] == "reversed"


def test_choosing_an_entry_shows_its_detail_and_its_buttons(view, desk):
    view.table.select_row(1)
    button(view, "打开客户").click()
    assert desk.navigation.went == [("open_account", SECOND)]


def test_giving_up_asks_first_and_the_safe_button_keeps_the_work(view, desk):
    view.table.select_row(1)
    button(view, "放弃…").click()
    dialog = QApplication.activeModalWidget()
    assert "桥头便民超市" in dialog.windowTitle()
    dialog.reject()
    assert desk.published == []
    button(view, "放弃…").click()
    QApplication.activeModalWidget().accept()
    assert len(desk.published) == 1
    assert view.model.rowCount() == 1


def test_an_empty_tab_shows_words_instead_of_a_list(view):
    view.tabs.part("done").click()
    assert not view.table.isVisible()
    assert view.model.rowCount() == 0
    view.tabs.part("needs").click()
    assert view.table.isVisible()
    assert view.model.rowCount() == 2


def test_the_strip_follows_sync_and_its_button_rests_while_a_round_runs(view, sync, desk):
    go = button(view, "现在同步")
    go.click()
    assert desk.navigation.went == [("sync_now",)]
    sync.mood_changed.emit(SyncMood("running"))
    assert not go.isEnabled()
    sync.mood_changed.emit(SyncMood("idle"))
    assert go.isEnabled()


def test_a_computer_that_is_not_known_any_more_signs_in_again(view, sync, line, desk):
    sync.mood_changed.emit(SyncMood("stopped", DeviceForkedError()))
    line.refusal = EntryRefusedError("session.denied")
    button(view, "重新登录…").click()
    dialog = view.entrance.dialog
    assert dialog.login.text() == line.login
    dialog.password.setText("wrong")
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    assert line.given == [(line.login, "wrong")]
    assert dialog._field.note() == sentence("session.denied")
    line.refusal = None
    dialog.password.setText("right")
    button(dialog, "登录").click()
    assert line.given[-1] == (line.login, "right")
    assert view.entrance.dialog is None
    assert desk.navigation.went[-1] == ("sync_now",)


@pytest.mark.parametrize("error", [None, SignedOutError("user.frozen"), OfflineError()])
def test_signing_in_again_is_offered_only_where_it_helps(view, sync, error):
    sync.mood_changed.emit(SyncMood("stopped" if error else "idle", error))
    assert button(view, "现在同步").isEnabled()
    assert not any(one.isVisible() for one in view.findChildren(Button) if "登录" in one.words())


def test_a_screen_that_is_gone_hears_nothing_of_sync(desk, sync, stick, line):
    screen, _presenter = build_sync_centre(desk.context, sync, stick, line)
    assert sync.receivers(SIGNAL("mood_changed(PyObject)")) == 1
    shiboken6.delete(screen)
    sync.mood_changed.emit(SyncMood("offline"))
    assert sync.receivers(SIGNAL("mood_changed(PyObject)")) == 0


@pytest.mark.parametrize("size", [(1100, 640), (1220, 590)])
def test_nothing_is_wider_than_a_small_window(view, size):
    assert view.minimumSizeHint().width() <= size[0]
    assert view.minimumSizeHint().height() <= size[1]


def test_a_file_is_written_where_the_user_says_and_the_note_says_what_next(
    view, stick, monkeypatch, tmp_path
):
    target = tmp_path / "visit"
    asked = []

    def save(_parent, _title, name, _kinds):
        asked.append(name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    button(view, "写文件到 U 盘…").click()
    assert asked[0].startswith("roadbook-")
    assert asked[0].endswith(".roadbook")
    assert stick.paths == [target.with_suffix(".roadbook")]
    assert not button(view, "写文件到 U 盘…").isEnabled()
    assert not button(view, "从 U 盘读文件…").isEnabled()
    stick.succeed(Written(units=3, files=2, size_bytes=40_000))
    assert view.stick.isVisible()
    assert "3 项" in view.stick.words()
    assert "带到办公室" in view.stick.words()
    assert button(view, "写文件到 U 盘…").isEnabled()


def test_a_file_is_read_and_a_refusal_says_what_to_do(view, stick, monkeypatch, tmp_path, desk):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: (str(tmp_path / "x"), ""))
    button(view, "从 U 盘读文件…").click()
    stick.fail(BundleError("bundle.older"))
    assert sentence("bundle.older") in view.stick.words()
    assert desk.published == []
    button(view, "从 U 盘读文件…").click()
    changes = ChangeSet(frozenset({("account", SECOND)}))
    stick.succeed(Brought(changes=changes, units=3, rows=12))
    assert "12 行" in view.stick.words()
    assert desk.published == [changes]


def test_a_dialog_that_is_left_does_nothing(view, stick, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: ("", ""))
    button(view, "写文件到 U 盘…").click()
    button(view, "从 U 盘读文件…").click()
    assert stick.paths == []
    assert not view.stick.isVisible()
