"""Keeps the window's frame true: status bar, counts in the rail, banner, who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.commands.sync.lost_log import dismiss_loss
from app.domain.changes import ChangeSet
from app.queries.status import SyncStatus, Whoami, read_status, read_whoami
from app.queries.sync.held_rows import is_anything_held
from app.workspace import Workspace
from ui.failures import failure_sentence
from ui.fault_watch import FaultWatch
from ui.formats import Formats
from ui.frame.main_window import MainWindow
from ui.frame.status_words import fault_words, loss_words, rail_person, status_line
from ui.online.sync_control import SyncMood
from ui.tasks import TaskRunner
from ui.texts import _

_PAUSE_MS = 80
"""Several changes in a row are read once."""


class StatusKeeper(QObject):
    """Reads where the device stands after every change and shows it."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        runner: TaskRunner,
        formats: Formats,
        *,
        mood: SyncMood,
        faults: FaultWatch,
    ) -> None:
        super().__init__()
        self._window = window
        self._workspace = workspace
        self._runner = runner
        self._formats = formats
        self._mood = mood
        self._faults = faults
        self._status: SyncStatus | None = None
        self._is_anything_held = False
        self._whoami = Whoami()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.read)

    def read(self) -> None:
        """Read where the device stands, and who is signed in while that is not known."""
        workspace = self._workspace
        self._runner.on_store(
            lambda: (read_status(workspace), is_anything_held(workspace)),
            self._take_status,
            owner=self,
        )
        if not self._whoami.name:
            self._runner.on_store(lambda: read_whoami(workspace), self._take_whoami, owner=self)

    def on_changed(self, _changes: ChangeSet) -> None:
        """Something was saved or arrived."""
        self._pause.start()

    def on_mood(self, mood: SyncMood) -> None:
        """A round began, went on or ended."""
        self._mood = mood
        self._show()
        if mood.state != "running":
            self._pause.start()

    def on_fault(self, _fault: object) -> None:
        """The device refused to write, or takes it again."""
        self._show()
        self._show_banner()

    def stop(self) -> None:
        """Show nothing more."""
        self._pause.stop()

    def _take_status(self, read: tuple[SyncStatus, bool]) -> None:
        self._status, self._is_anything_held = read
        self._show()

    def _take_whoami(self, whoami: Whoami) -> None:
        self._whoami = whoami
        self._window.set_person(rail_person(whoami))

    def _show(self) -> None:
        status = self._status
        if status is None:
            return
        as_of = self._as_of(status)
        line = status_line(status, self._mood, self._formats, as_of, fault=self._faults.fault)
        self._window.set_status(line)
        needs = status.refused + status.conflicts + self._is_anything_held
        self._window.set_counts({"sync": status.to_send + needs})
        self._show_banner()

    def _show_banner(self) -> None:
        """Say the gravest lasting thing: the device first, for nothing can be saved."""
        fault, error = self._faults.fault, self._mood.error
        if fault is not None:
            words, icon = fault_words(fault), "circle-alert"
            again = self._faults.try_now
            self._window.show_banner(
                words, tone="bad", icon=icon, action=_("Try again"), on_action=again
            )
        elif self._mood.state == "stopped" and error is not None:
            reason = failure_sentence(error)
            self._window.show_banner(_("Sync stopped: {reason}").format(reason=reason))
        elif self._status is not None and self._status.lost_units is not None:
            words = loss_words(self._status.lost_units)
            self._window.show_banner(
                words,
                tone="warn",
                icon="triangle-alert",
                action=_("I have read it"),
                on_action=self._dismiss_loss,
            )
        elif self._mood.state != "running" or error is None:
            self._window.hide_banner()

    def _dismiss_loss(self) -> None:
        workspace = self._workspace
        self._runner.on_store(
            lambda: dismiss_loss(workspace), lambda _changes: self.read(), owner=self
        )

    def _as_of(self, status: SyncStatus) -> str:
        if status.last_sync_at is None:
            return ""
        moment = self._workspace.moment(status.last_sync_at)
        return self._formats.moment(moment, now=self._workspace.now())
