"""Decides on the main thread when sync rounds run, and tells the screens what they brought."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from sync.engine import Progress, RoundReport
from sync.errors import OfflineError, SyncError
from sync.schedule import Attempt, seconds_to_next
from ui.tasks import TaskRunner

_log = logging.getLogger(__name__)
_MILLISECONDS = 1000


class Rounds(Protocol):
    """What runs a round: the engine, then the attachments."""

    def run_once(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] = ...,
    ) -> RoundReport:
        """Run one round on the network lane."""
        ...


@dataclass(frozen=True, slots=True)
class SyncMood:
    """How sync stands, for the status bar.

    Attributes:
        state: "idle", "running", "offline", "stopped".
        error: Why the last round failed; kept while the next one tries, None after a good one. A
            `DomainError` when this device was the reason, such as a full disk.
        progress: Of the running round.
    """

    state: str = "idle"
    error: SyncError | DomainError | None = None
    progress: Progress | None = None

    @property
    def is_reachable(self) -> bool:
        """Whether the server was there when it was last asked; a try in progress proves nothing."""
        return not isinstance(self.error, SyncError)


class SyncControl(QObject):
    """Runs rounds one at a time: after a save, when asked, now and then, later after a failure.

    Signals:
        mood_changed: Carries a `SyncMood`.
        changed: Carries a `ChangeSet` of what arrived.
        finished: Carries a `RoundReport`.
    """

    mood_changed = Signal(object)
    changed = Signal(object)
    finished = Signal(object)
    _progressed = Signal(object)

    def __init__(self, runner: TaskRunner, rounds: Rounds) -> None:
        super().__init__()
        self._runner = runner
        self._rounds = rounds
        self._running = False
        self._again = False
        self._failures = 0
        self.mood = SyncMood()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.sync_now)
        self._progressed.connect(self._on_progress)

    def nudge(self) -> None:
        """Something was saved: send it soon, together with what follows in a moment."""
        if self._failures == 0:
            self._plan(has_work=True)

    def hear_poke(self) -> None:
        """The server has something new: fetch it, unless the schedule waits for a better line."""
        if self._failures == 0:
            self.sync_now()

    def sync_now(self) -> None:
        """Begin a round at once; while one runs, another follows it."""
        if self._running:
            self._again = True
            return
        self._timer.stop()
        self._running = True
        self._set_mood(SyncMood("running", self.mood.error))
        self._runner.on_net(self._round, self._done, self._failed, owner=self)

    def stop(self) -> None:
        """Begin no more rounds."""
        self._timer.stop()
        self._again = False

    def _round(self) -> RoundReport:
        return self._rounds.run_once(
            progress=self._progressed.emit, should_stop=self._runner.should_stop
        )

    def _on_progress(self, progress: Progress) -> None:
        self._publish(progress.touched)
        self._set_mood(SyncMood("running", progress=progress))

    def _done(self, report: RoundReport) -> None:
        self._running, self._failures = False, 0
        self._set_mood(SyncMood("idle"))
        self.finished.emit(report)
        self._next()

    def _failed(self, error: Exception) -> None:
        self._running = False
        self._failures += 1
        shown = error if isinstance(error, SyncError | DomainError) else SyncError()
        _log.info("sync_failed", extra={"code": shown.code})
        offline = isinstance(error, OfflineError)
        self._set_mood(SyncMood("offline" if offline else "stopped", shown))
        self._next(error.retry_after_seconds if isinstance(error, OfflineError) else 0.0)
        if shown is not error:
            raise error

    def _next(self, asked_seconds: float = 0.0) -> None:
        again, self._again = self._again, False
        self._plan(has_work=again, asked_seconds=asked_seconds)

    def _plan(self, *, has_work: bool, asked_seconds: float = 0.0) -> None:
        attempt = Attempt(self._failures, asked_seconds, has_work)
        jitter = random.random()  # noqa: S311 - spreads devices over time, keeps no secret
        self._timer.start(int(seconds_to_next(attempt, jitter) * _MILLISECONDS))

    def _publish(self, touched: ChangeSet) -> None:
        if touched.touched or touched.entities:
            self.changed.emit(touched)

    def _set_mood(self, mood: SyncMood) -> None:
        self.mood = mood
        self.mood_changed.emit(mood)
