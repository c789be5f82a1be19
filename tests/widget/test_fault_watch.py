"""A device that does not take what is written: noticed on any lane, shown, gone when it passes."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.queries.status import read_status
from app.store import facts
from app.store.errors import DamagedStoreError, DiskFullError, StoreFault
from app.workspace import Workspace
from tests.support.devices import make_workspace
from ui.fault_watch import FaultWatch
from ui.formats import Formats
from ui.frame.main_window import MainWindow
from ui.frame.status_keeper import StatusKeeper
from ui.frame.status_words import rail_items
from ui.online.sync_control import SyncMood
from ui.tasks import TaskRunner
from ui.texts import _, sentence
from ui.widgets.blocks import Banner
from ui.widgets.status_bar import StatusBar

FULL, DAMAGED = DiskFullError("store.disk_full"), DamagedStoreError("store.damaged")


@pytest.fixture
def workspace(tmp_path) -> Iterator[Workspace]:
    made = make_workspace(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def runner(workspace: Workspace) -> Iterator[TaskRunner]:
    del workspace  # closed after the lanes
    made = TaskRunner(lambda _error: None)
    yield made
    made.shut_down()


@pytest.fixture
def watch(workspace: Workspace, runner: TaskRunner) -> FaultWatch:
    return FaultWatch(workspace, runner)


@pytest.fixture
def shown(
    qtbot: QtBot, workspace: Workspace, runner: TaskRunner, watch: FaultWatch
) -> SimpleNamespace:
    window = MainWindow(rail_items())
    qtbot.addWidget(window)
    window.show()
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    keeper = StatusKeeper(window, workspace, runner, formats, mood=SyncMood(), faults=watch)
    watch.changed.connect(keeper.on_fault)
    keeper.read()
    bar = window.findChild(StatusBar)
    qtbot.waitUntil(lambda: bar.grab() is not None and keeper._status is not None)
    return SimpleNamespace(
        keeper=keeper, banner=window.findChild(Banner), foot=bar._buttons["connection"]
    )


def refuse(fault: Exception) -> None:
    raise fault


@pytest.mark.parametrize("lane", ["on_store", "on_net", "on_work"])
def test_a_fault_is_heard_from_every_lane(
    lane: str, runner: TaskRunner, watch: FaultWatch, qtbot: QtBot
):
    with qtbot.waitSignal(watch.changed) as told:
        getattr(runner, lane)(lambda: refuse(FULL), lambda _: None, lambda _: None)
    assert told.args == [FULL]


def test_a_fault_is_heard_although_who_asked_is_gone(
    runner: TaskRunner, watch: FaultWatch, qtbot: QtBot
):
    gone = MainWindow(rail_items())
    with qtbot.waitSignal(gone.destroyed):
        gone.end()
    with qtbot.waitSignal(watch.changed):
        runner.on_store(lambda: refuse(FULL), lambda _: None, lambda _: None, owner=gone)


def test_the_same_fault_is_told_once(runner: TaskRunner, watch: FaultWatch, qtbot: QtBot):
    heard: list[StoreFault] = []
    watch.changed.connect(heard.append)
    for _again in range(3):
        with qtbot.waitSignal(runner.failed):
            runner.on_store(lambda: refuse(FULL), lambda _: None, lambda _: None)
    assert heard == [FULL]


def test_a_mistake_of_the_user_is_no_fault_of_the_device(
    runner: TaskRunner, watch: FaultWatch, qtbot: QtBot
):
    with qtbot.waitSignal(runner.failed):
        runner.on_store(lambda: refuse(ValueError("typed")), lambda _: None, lambda _: None)
    assert watch.fault is None


def test_a_fault_goes_when_the_device_writes_again(
    runner: TaskRunner, watch: FaultWatch, qtbot: QtBot
):
    with qtbot.waitSignal(watch.changed):
        runner.on_store(lambda: refuse(FULL), lambda _: None, lambda _: None)
    with qtbot.waitSignals([watch.changed, watch.recovered]):
        watch.try_now()
    assert watch.fault is None


def test_a_fault_stays_while_the_device_still_refuses(
    workspace: Workspace, runner: TaskRunner, watch: FaultWatch, qtbot: QtBot
):
    with workspace.store.unit_of_work() as work:  # the file may not grow, as on a full disk
        work.connection.exec_driver_sql("PRAGMA query_only = ON")
    with qtbot.waitSignal(watch.changed):
        watch.try_now()
    first = watch.fault
    assert first is not None
    with qtbot.waitSignal(runner.failed):
        watch.try_now()
    assert watch.fault is first


def test_a_damaged_file_stays_damaged_whatever_else_fails(
    runner: TaskRunner, watch: FaultWatch, qtbot: QtBot
):
    for fault in (DAMAGED, FULL):
        with qtbot.waitSignal(runner.failed):
            runner.on_store(lambda fault=fault: refuse(fault), lambda _: None, lambda _: None)
    assert watch.fault is DAMAGED
    done: list[None] = []
    watch.try_now()
    runner.on_store(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert watch.fault is DAMAGED


def test_banner_and_status_bar_say_what_happened_until_it_has_passed(
    runner: TaskRunner, watch: FaultWatch, shown: SimpleNamespace, qtbot: QtBot
):
    with qtbot.waitSignal(watch.changed):
        runner.on_store(lambda: refuse(FULL), lambda _: None, lambda _: None)
    assert shown.banner.isVisible()
    assert shown.banner.words() == sentence("store.disk_full")
    assert _("Nothing can be saved") in shown.foot.accessibleName()
    with qtbot.waitSignal(watch.recovered):
        watch.try_now()
    assert not shown.banner.isVisible()
    assert _("Nothing can be saved") not in shown.foot.accessibleName()


def test_what_a_deleted_log_took_along_is_said_until_it_was_read(
    qtbot: QtBot, workspace: Workspace, shown: SimpleNamespace
) -> None:
    with workspace.store.unit_of_work() as work:
        work.facts.write(facts.LOST_UNITS, "2")
        work.commit()
    shown.keeper.read()
    qtbot.waitUntil(lambda: "2" in shown.banner.words() and shown.banner.isVisible())
    shown.banner.findChild(QAbstractButton).click()
    qtbot.waitUntil(lambda: not shown.banner.isVisible())
    assert read_status(workspace).lost_units is None
