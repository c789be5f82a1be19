"""Runs plain functions off the main thread and brings the result back onto it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

logger = logging.getLogger(__name__)
T = TypeVar("T")
Lane = Literal["store", "net", "work"]
_LANES: tuple[Lane, ...] = ("store", "net", "work")


@dataclass(slots=True)
class _Errand:
    """A task and who waits for it; only the main thread lets go of it."""

    task: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    owner: object | None
    result: Any = None
    error: BaseException | None = None

    def carry_out(self) -> None:
        """Run the task; whatever it raises is kept for the main thread."""
        try:
            self.result = self.task()
        except BaseException as error:  # noqa: BLE001 - the task runner is one of the four edges
            self.error = error

    def is_wanted(self) -> bool:
        """Return whether the owner still exists; without an owner the answer is always wanted."""
        return not isinstance(self.owner, QObject) or shiboken6.isValid(self.owner)


class TaskRunner(QObject):
    """Three lanes of one thread each: commands keep their order and nothing blocks them.

    A task is a closure over plain values and must not touch a widget. `done` and `failed` are
    called on the main thread. Errands stay in a table of the main thread until then: if a worker
    held the last reference to a callback, a widget could be destroyed on the worker.

    Args:
        on_unhandled: Told on the main thread about an error nobody asked to hear of.

    Signals:
        failed: Carries whatever a task raised, also when its owner is gone.
    """

    failed = Signal(object)
    _finished = Signal(int)

    def __init__(self, on_unhandled: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._on_unhandled = on_unhandled
        self._closed = False
        self._numbers = count(1)
        self._errands: dict[int, _Errand] = {}
        self._lanes = {lane: ThreadPoolExecutor(1, thread_name_prefix=lane) for lane in _LANES}
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def on_store(
        self,
        task: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: object | None = None,
    ) -> None:
        """Run a database task.

        Args:
            task: Returns frozen rows or a change set.
            done: Takes the result.
            failed: Takes the exception; without it `on_unhandled` is told.
            owner: A widget; the result is dropped when it no longer exists at delivery.
        """
        self._start("store", _Errand(task, done, failed, owner))

    def on_net(
        self,
        task: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: object | None = None,
    ) -> None:
        """Run a network task; see `on_store`."""
        self._start("net", _Errand(task, done, failed, owner))

    def on_work(
        self,
        task: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: object | None = None,
    ) -> None:
        """Run a long computation, such as a document; see `on_store`."""
        self._start("work", _Errand(task, done, failed, owner))

    def should_stop(self) -> bool:
        """Return whether a task that works in batches should give up before its next batch."""
        return self._closed

    def shut_down(self) -> None:
        """Wait for running tasks and for everything queued for the store; late results are dropped.

        What waits for the store may be the last keystrokes of a form; the network and
        documents can be begun again.
        """
        self._closed = True
        for name, lane in self._lanes.items():
            lane.shutdown(wait=True, cancel_futures=name != "store")
        self._errands.clear()

    def _start(self, lane: Lane, errand: _Errand) -> None:
        if self._closed:
            return
        number = next(self._numbers)
        self._errands[number] = errand
        self._lanes[lane].submit(self._run, number)

    def _run(self, number: int) -> None:
        self._errands[number].carry_out()
        self._finished.emit(number)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        errand = self._errands.pop(number, None)
        if errand is None:
            return
        if errand.error is not None:
            self.failed.emit(errand.error)
        if not errand.is_wanted():
            return
        if errand.error is None:
            errand.done(errand.result)
        elif errand.failed is not None and isinstance(errand.error, Exception):
            errand.failed(errand.error)
        else:
            logger.error("task_failed", exc_info=errand.error)
            self._on_unhandled(errand.error)
