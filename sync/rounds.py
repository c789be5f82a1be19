"""A whole round: records first, then the attachments that wait."""

from __future__ import annotations

from collections.abc import Callable

from sync.attachments import Uploader
from sync.engine import Progress, RoundReport, SyncEngine


class FullRound:
    """What the schedule runs: small things that everybody waits for go before large ones."""

    def __init__(self, engine: SyncEngine, uploader: Uploader) -> None:
        self._engine = engine
        self._uploader = uploader

    def run_once(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> RoundReport:
        """Exchange records, then send attachments.

        Raises:
            SyncError: It stopped; what was committed so far stays.
            StoreFault: The device refused to write.
        """
        report = self._engine.run_once(progress=progress, should_stop=should_stop)
        self._uploader.run(should_stop)
        return report
