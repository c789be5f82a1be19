"""When the hands rest: soon the checks, then the paper, then the store."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

CHECK_MS = 180
PAPER_MS = 500
SAVE_MS = 600


class Pauses(QObject):
    """Three pauses after the last keystroke.

    Signals:
        check_due: Check what was typed.
        paper_due: Set the paper anew.
        save_due: Bring it to the store.
    """

    check_due = Signal()
    paper_due = Signal()
    save_due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timers = tuple(self._timer(length) for length in (CHECK_MS, PAPER_MS, SAVE_MS))
        for timer, told in zip(
            self._timers, (self.check_due, self.paper_due, self.save_due), strict=True
        ):
            timer.timeout.connect(told)

    def begin(self) -> None:
        """Something was typed: count from here."""
        for timer in self._timers:
            timer.start()

    def end_now(self) -> None:
        """The hands are gone: whatever is due is due now."""
        for timer in self._timers:
            if timer.isActive():
                timer.stop()
                timer.timeout.emit()

    def _timer(self, length: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(length)
        return timer
