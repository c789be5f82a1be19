"""Has the device's own warnings judged after a sync, after a change, and when a new day begins."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.commands.warnings.run import DEVICE_FAMILIES, run_warning_rules
from app.domain.changes import ChangeSet
from app.workspace import Workspace
from ui.change_bus import ChangeBus
from ui.tasks import TaskRunner

_PAUSE_MS = 3_000
"""Work in a row, and the pages of a sync, are judged once."""
_DAY_MS = 60_000
_JUDGED = frozenset(
    {
        *("account", "receivable", "collection", "credit_limit", "credit_investigation"),
        *("sales_record", "sales_plan", "stock_count", "incident", "complaint", "contract"),
        *("red_flag", "evaluation", "field_order", "setting", "warning"),
        *("visit_log", "commitment", "selling_expense", "expense_budget"),
    }
)


class WarningKeeper(QObject):
    """Runs on the store lane, one family of rules at a time, so that commands get in between."""

    def __init__(self, workspace: Workspace, runner: TaskRunner, bus: ChangeBus) -> None:
        super().__init__()
        self._workspace, self._runner, self._bus = workspace, runner, bus
        self._waiting: list[int] = []
        self._today = workspace.today()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.run)
        self._day = QTimer(self)
        self._day.setInterval(_DAY_MS)
        self._day.timeout.connect(self._look_at_the_day)
        self._day.start()
        bus.changed.connect(self._on_changed)

    def run(self) -> None:
        """Judge by all rules, unless that is going on; then once more after it."""
        is_running = bool(self._waiting)
        self._waiting = [*self._waiting[:1], *range(len(DEVICE_FAMILIES))]
        if not is_running:
            self._next()

    def run_soon(self) -> None:
        """Judge once what was just asked for has been shown."""
        self._pause.start()

    @property
    def busy(self) -> bool:
        """Whether rules are being judged or about to be."""
        return bool(self._waiting) or self._pause.isActive()

    def _next(self) -> None:
        if not self._waiting:
            return
        workspace, family = self._workspace, DEVICE_FAMILIES[self._waiting[0]]
        self._runner.on_store(
            lambda: run_warning_rules(workspace, family), self._judged, self._failed, owner=self
        )

    def _judged(self, changes: ChangeSet) -> None:
        self._waiting = self._waiting[1:]
        if changes.entities:
            self._bus.changed.emit(changes)
        self._next()

    def _failed(self, error: Exception) -> None:
        self._waiting = []
        raise error

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches(*_JUDGED):
            self.run_soon()

    def _look_at_the_day(self) -> None:
        today = self._workspace.today()
        if today != self._today:
            self._today = today
            self.run()
