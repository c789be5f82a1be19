"""A whole round: records first, then the attachments that wait."""

from __future__ import annotations

from collections.abc import Callable

from sync.attachments import Uploader
from sync.engine import Progress, RoundReport, SyncEngine


class FullRound:
    """What the schedule runs: small things that everybody waits for go before large ones."""

    def __init__(
        self, engine: SyncEngine, uploader: Uploader, files_may_go: Callable[[], bool]
    ) -> None:
        """Take the parts.

        Args:
            engine: Exchanges records.
            uploader: Sends attachments.
            files_may_go: Whether attachments may go over the connection of this moment.
        """
        self._engine = engine
        self._uploader = uploader
        self._files_may_go = files_may_go

    def run_once(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> RoundReport:
        """Exchange records, then send attachments if they may go now.

        Raises:
            SyncError: It stopped; what was committed so far stays.
            StoreFault: The device refused to write.
        """
        report = self._engine.run_once(progress=progress, should_stop=should_stop)
        if self._files_may_go():
            self._uploader.run(should_stop)
        return report
