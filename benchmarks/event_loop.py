"""Lets the program run as it does on a desk: asleep between events."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

_WAKE_MS = 20
"""So that what no event announces is seen, and what never comes ends in an error."""


def run_until(condition: Callable[[], object], seconds: float = 30.0) -> None:
    """Handle events until a condition holds.

    Asking again and again instead would take the interpreter away from the lanes that work.

    Raises:
        TimeoutError: The condition did not come true.
    """
    wake = QTimer()
    wake.start(_WAKE_MS)
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the program did not get there")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
