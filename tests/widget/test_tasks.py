"""Work off the main thread, results on it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.tasks import TaskRunner

WAIT_MS = 5_000


class Outcome:
    """Collects what came back, and on which thread."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.threads: set[threading.Thread] = set()

    def take(self, value: object) -> None:
        self.values.append(value)
        self.threads.add(threading.current_thread())


@pytest.fixture
def unhandled() -> list[BaseException]:
    return []


@pytest.fixture
def runner(qapp: object, unhandled: list[BaseException]) -> Iterator[TaskRunner]:
    assert qapp is not None
    tasks = TaskRunner(unhandled.append)
    yield tasks
    tasks.shut_down()


def test_a_task_runs_elsewhere_and_its_result_arrives_on_the_main_thread(
    runner: TaskRunner, qtbot: QtBot
):
    outcome = Outcome()
    for start in (runner.on_store, runner.on_net, runner.on_work):
        start(threading.current_thread, outcome.take)
    qtbot.waitUntil(lambda: len(outcome.values) == 3, timeout=WAIT_MS)
    assert outcome.threads == {threading.main_thread()}
    assert threading.main_thread() not in outcome.values
    assert len(set(outcome.values)) == 3


def test_tasks_of_one_lane_keep_their_order(runner: TaskRunner, qtbot: QtBot):
    outcome = Outcome()
    for number in range(50):
        runner.on_store(lambda n=number: n, outcome.take)
    qtbot.waitUntil(lambda: len(outcome.values) == 50, timeout=WAIT_MS)
    assert outcome.values == list(range(50))


def test_an_expected_error_goes_to_who_asked(
    runner: TaskRunner, qtbot: QtBot, unhandled: list[BaseException]
):
    outcome = Outcome()
    runner.on_store(lambda: 1 // 0, outcome.take, outcome.take)
    qtbot.waitUntil(lambda: bool(outcome.values), timeout=WAIT_MS)
    assert isinstance(outcome.values[0], ZeroDivisionError)
    assert outcome.threads == {threading.main_thread()}
    assert unhandled == []


def test_an_error_nobody_asked_for_is_told(
    runner: TaskRunner, qtbot: QtBot, unhandled: list[BaseException]
):
    runner.on_work(lambda: 1 // 0, lambda _value: None)
    qtbot.waitUntil(lambda: bool(unhandled), timeout=WAIT_MS)
    assert isinstance(unhandled[0], ZeroDivisionError)


def test_a_result_for_a_view_that_is_gone_is_dropped(runner: TaskRunner, qtbot: QtBot):
    gone, stays, outcome = QObject(), QObject(), Outcome()
    held = threading.Event()
    runner.on_store(lambda: held.wait(5) and "gone", outcome.take, owner=gone)
    runner.on_store(lambda: "stays", outcome.take, owner=stays)
    with qtbot.waitSignal(gone.destroyed, timeout=WAIT_MS):
        gone.deleteLater()
    held.set()
    qtbot.waitUntil(lambda: "stays" in outcome.values, timeout=WAIT_MS)
    assert outcome.values == ["stays"]


def test_after_shut_down_nothing_is_delivered_and_nothing_starts(qtbot: QtBot):
    runner, outcome = TaskRunner(lambda _error: None), Outcome()
    started, held = threading.Event(), threading.Event()
    stop_seen: list[bool] = []

    def long_task() -> None:
        started.set()
        held.wait(5)
        stop_seen.append(runner.should_stop())

    runner.on_net(long_task, outcome.take)
    runner.on_net(lambda: stop_seen.append(False), outcome.take)
    assert started.wait(5)
    threading.Timer(0.05, held.set).start()
    runner.shut_down()
    runner.on_store(lambda: stop_seen.append(False), outcome.take)
    qtbot.wait(20)
    assert stop_seen == [True]
    assert outcome.values == []


def test_what_waits_for_the_store_is_still_saved_at_shut_down():
    runner = TaskRunner(lambda _error: None)
    held, saved = threading.Event(), []
    runner.on_store(lambda: held.wait(5), lambda _result: None)
    for words in ("first", "last keystrokes"):
        runner.on_store(lambda words=words: saved.append(words), lambda _result: None)
    threading.Timer(0.02, held.set).start()
    runner.shut_down()
    assert saved == ["first", "last keystrokes"]
