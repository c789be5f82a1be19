"""Brings the account list's derived figures up to date in small steps, after every change."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer

from app.commands.accounts.cards import CARD, refresh_cards
from app.domain.changes import ChangeSet
from app.workspace import Workspace
from ui.change_bus import ChangeBus
from ui.tasks import TaskRunner

_PUBLISH_SECONDS = 1.0
"""While many accounts are worked through, screens are told this often at most."""
_BATCH = 250


class CardKeeper(QObject):
    """Works on the store lane, one batch at a time, so that commands get in between."""

    def __init__(self, workspace: Workspace, runner: TaskRunner, bus: ChangeBus) -> None:
        super().__init__()
        self._workspace = workspace
        self._runner = runner
        self._bus = bus
        self._busy = False
        self._again = False
        self._last_told = 0.0
        bus.changed.connect(self._on_changed)
        self._day = QTimer(self)
        self._day.setInterval(60_000)
        self._day.timeout.connect(self.refresh)
        self._day.start()

    @property
    def busy(self) -> bool:
        """Whether accounts are being worked off."""
        return self._busy

    def refresh(self) -> None:
        """Begin to work off what is marked; a new day marks everything."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        workspace = self._workspace
        self._runner.on_store(lambda: refresh_cards(workspace, _BATCH), self._done, owner=self)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touched or changes.entities - {CARD}:
            self.refresh()

    def _done(self, outcome: tuple[ChangeSet, int]) -> None:
        touched, remaining = outcome
        self._busy = False
        told_lately = time.monotonic() - self._last_told < _PUBLISH_SECONDS
        if touched.entities and not (remaining and told_lately):
            self._last_told = time.monotonic()
            self._bus.changed.emit(touched)
        if remaining or self._again:
            self._again = False
            self.refresh()
