"""Keeps Python's cycle collector on the main thread.

The collector runs on whichever thread allocates next; a widget caught in a cycle would then be
destroyed on a worker thread, and Qt crashes the process.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 10_000


def collect_on_main_thread(parent: QObject) -> QTimer:
    """Stop automatic collection and collect on a timer instead.

    Args:
        parent: An object of the main thread that lives as long as the program; owns the timer.
    """
    gc.disable()
    timer = QTimer(parent)
    timer.setInterval(_INTERVAL_MS)
    timer.timeout.connect(_collect)
    timer.start()
    return timer


def _collect() -> None:
    gc.collect()
