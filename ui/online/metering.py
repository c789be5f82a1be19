"""Whether photos may go now: what the user chose, else what the system says of the line."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from app.device.settings import MeteredMode
from ui.preferences import Preferences


class Metering(QObject):
    """Watches whether the connection costs by the byte; asked from the network lane."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._is_metered = False
        QTimer.singleShot(0, self._watch)

    def files_may_go(self) -> bool:
        """Return whether large transfers may run; a system that does not know counts as free."""
        mode = self._preferences.settings.metered_mode
        if mode is MeteredMode.ASK_SYSTEM:
            return not self._is_metered
        return mode is MeteredMode.NEVER

    @Slot()
    def _watch(self) -> None:
        from PySide6.QtNetwork import (  # noqa: PLC0415 - no window waits for it
            QNetworkInformation,
        )

        if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered):
            return
        line = QNetworkInformation.instance()
        line.isMeteredChanged.connect(self.note_metered)
        self.note_metered(line.isMetered())

    @Slot(bool)
    def note_metered(self, is_metered: bool) -> None:
        """Take what the system says of the connection."""
        self._is_metered = is_metered
