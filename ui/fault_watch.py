"""Watches whether the device takes what is written, and whether a fault has passed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.commands.sync.prove_writable import prove_writable
from app.store.errors import DiskFullError, ReadOnlyStoreError, StoreFault, StoreLockedError
from app.workspace import Workspace
from ui.tasks import TaskRunner

_TRY_AGAIN_MS = 5_000
_PASSING = (DiskFullError, ReadOnlyStoreError, StoreLockedError)
_UNSTEADY_DISK = "store.io"


def fault_passes(fault: StoreFault) -> bool:
    """Return whether the user can mend it while the program runs, such as a full disk."""
    return isinstance(fault, _PASSING) or fault.code == _UNSTEADY_DISK


class FaultWatch(QObject):
    """Hears of every fault of the store, and tries by itself whether it has passed.

    Signals:
        changed: Carries the `StoreFault` that stands in the way, or None.
        recovered: The device writes again: what waits can be saved.
    """

    changed = Signal(object)
    recovered = Signal()

    def __init__(self, workspace: Workspace, runner: TaskRunner) -> None:
        super().__init__()
        self._workspace = workspace
        self._runner = runner
        self.fault: StoreFault | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TRY_AGAIN_MS)
        self._timer.timeout.connect(self.try_now)
        runner.failed.connect(self._hear)

    def try_now(self) -> None:
        """Write something small; a failure is heard of as every other."""
        workspace = self._workspace
        self._runner.on_store(
            lambda: prove_writable(workspace), self._passed, lambda _error: None, owner=self
        )

    def _hear(self, error: object) -> None:
        if not isinstance(error, StoreFault):
            return
        if fault_passes(error):
            self._timer.start()
        if self._is_news(error):
            self.fault = error
            self.changed.emit(error)

    def _is_news(self, fault: StoreFault) -> bool:
        """A damaged file stays damaged, whatever else goes wrong with it."""
        if self.fault is None:
            return True
        return fault_passes(self.fault) and fault.code != self.fault.code

    def _passed(self, _none: None) -> None:
        if self.fault is not None and fault_passes(self.fault):
            self.fault = None
            self.changed.emit(None)
            self.recovered.emit()
