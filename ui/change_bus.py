"""Tells every screen that records were touched, by a command or by sync."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """One signal, carrying an `app.domain.changes.ChangeSet`; emitted on the main thread only."""

    changed = Signal(object)
