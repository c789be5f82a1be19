"""The note about records that the server says are gone, with real widgets."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.domain.changes import ChangeSet
from app.store.held.rows import DELETED, HeldRows
from tests.support.fake_sign_in import FakeSignIn
from tests.support.fake_stick import FakeStick
from tests.support.sync_scene import ACCOUNT, SECOND, Desk, sync_workspace
from ui.fault_watch import FaultWatch
from ui.formats import Formats
from ui.frame.main_window import MainWindow
from ui.frame.status_keeper import StatusKeeper
from ui.frame.status_words import rail_items
from ui.online.sync_control import SyncMood
from ui.screens.sync_centre.build import build_sync_centre
from ui.screens.sync_centre.held_dialog import HeldDialog
from ui.screens.sync_centre.held_note import HeldNote
from ui.screens.sync_centre.held_words import HeldWords
from ui.tasks import TaskRunner

LOW = 140
"""Pixels: higher than the note with one line of each, lower than with two."""


class Sync(QObject):
    """The part of `SyncControl` that the screen hears."""

    mood_changed = Signal(object)
    mood = SyncMood()


@pytest.fixture
def desk(tmp_path):
    workspace = sync_workspace(tmp_path / "device")
    yield Desk(workspace)
    workspace.store.close()


@pytest.fixture
def sync():
    return Sync()


@pytest.fixture
def view(desk, sync, qtbot):
    screen, presenter = build_sync_centre(desk.context, sync, FakeStick(), FakeSignIn())
    desk.listeners.append(presenter.on_changed)
    qtbot.addWidget(screen)
    screen.resize(1100, 640)
    screen.show()
    qtbot.waitExposed(screen)
    presenter.load()
    return screen


def hold(desk, *account_ids):
    """Let the device keep accounts that the server says are deleted."""
    workspace = desk.workspace
    with workspace.store.unit_of_work() as work:
        HeldRows(work.connection).hold(
            "account", account_ids, DELETED, workspace.now_milliseconds()
        )
        work.commit()


def accounts(desk):
    with desk.workspace.store.snapshot() as look:
        found = look.records.read_many("account", [ACCOUNT, SECOND])
    return set(found)


def test_the_note_appears_with_what_a_round_kept_and_not_before(view, desk, sync):
    assert not view.held.isVisible()
    hold(desk, ACCOUNT, SECOND)
    sync.mood_changed.emit(SyncMood("running"))
    sync.mood_changed.emit(SyncMood("idle"))
    assert view.held.isVisible()
    assert "客户 2 条" in view.held.words()
    assert "一条也没有移除" in view.held.words()
    assert "先问办公室" in view.held.words()


def test_the_records_are_listed_with_name_and_kind(view, desk):
    hold(desk, ACCOUNT, SECOND)
    desk.publish(ChangeSet(entities=frozenset({"account"})))
    view.held.list_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HeldDialog)
    lines = [dialog.model.row_at(number) for number in range(dialog.model.rowCount())]
    assert [(line.name, line.kind, line.said) for line in lines] == [
        ("百禾粮油商贸行", "客户", "已删除"),
        ("桥头便民超市", "客户", "已删除"),
    ]
    assert not dialog.rest.isVisible()
    dialog.reject()
    assert accounts(desk) == {ACCOUNT, SECOND}


def test_the_note_asks_first_with_the_number_and_keeping_is_safe(view, desk):
    hold(desk, ACCOUNT, SECOND)
    desk.publish(ChangeSet(entities=frozenset({"account"})))
    view.held.remove_button.click()
    dialog = QApplication.activeModalWidget()
    assert dialog.windowTitle() == "从本机移除 2 条记录？"
    assert dialog.focusWidget().words() == "先保留"
    dialog.reject()
    assert accounts(desk) == {ACCOUNT, SECOND}
    assert view.held.isVisible()


def test_confirmed_records_go_with_a_toast_and_the_note_goes_too(view, desk):
    hold(desk, ACCOUNT, SECOND)
    desk.publish(ChangeSet(entities=frozenset({"account"})))
    view.held.remove_button.click()
    QApplication.activeModalWidget().accept()
    assert accounts(desk) == set()
    assert desk.navigation.went == [("toast", "已从本机移除 2 条记录")]
    assert not view.held.isVisible()


@pytest.mark.parametrize("size", [(1100, 640), (1220, 590)])
def test_the_screen_with_the_note_is_not_larger_than_a_small_window(view, desk, size):
    hold(desk, ACCOUNT, SECOND)
    desk.publish(ChangeSet(entities=frozenset({"account"})))
    view.resize(*size)
    assert view.held.isVisible()
    assert view.minimumSizeHint().width() <= size[0]
    assert view.minimumSizeHint().height() <= size[1]


def test_the_note_is_no_higher_than_its_words_in_a_window_that_grows(qtbot):
    note = HeldNote()
    qtbot.addWidget(note)
    note.show_held(HeldWords("联系人 30 条" * 8, "请先问办公室。" * 8))
    note.resize(1100, 300)
    qtbot.waitUntil(lambda: note.sizeHint().height() < LOW)
    note.resize(420, 300)
    qtbot.waitUntil(lambda: note.sizeHint().height() > LOW)
    note.resize(1100, 300)
    qtbot.waitUntil(lambda: note.sizeHint().height() < LOW)


def test_the_rail_counts_the_question_once_however_many_records_wait(desk, qtbot):
    window = MainWindow(rail_items())
    qtbot.addWidget(window)
    runner = TaskRunner(lambda _error: None)
    counted = []
    window.set_counts = counted.append
    keeper = StatusKeeper(
        window, desk.workspace, runner, Formats("zh_CN", ZoneInfo("Asia/Shanghai")),
        mood=SyncMood(), faults=FaultWatch(desk.workspace, runner),
    )  # fmt: skip
    keeper.read()
    qtbot.waitUntil(lambda: bool(counted))
    hold(desk, ACCOUNT, SECOND)
    keeper.on_mood(SyncMood("idle"))
    qtbot.waitUntil(lambda: counted[-1] != counted[0])
    runner.shut_down()
    assert counted[-1]["sync"] == counted[0]["sync"] + 1
