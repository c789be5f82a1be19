"""A whole round: records first, then the attachments that wait, then what is carried for others."""

from __future__ import annotations

from collections.abc import Callable

from sync.attachments import Uploader
from sync.bundles.courier import Courier
from sync.engine import Progress, RoundReport, SyncEngine


class FullRound:
    """What the schedule runs: small things that everybody waits for go before large ones."""

    def __init__(
        self,
        engine: SyncEngine,
        uploader: Uploader,
        files_may_go: Callable[[], bool],
        courier: Courier,
    ) -> None:
        """Take the parts.

        Args:
            engine: Exchanges records.
            uploader: Sends attachments.
            files_may_go: Whether attachments may go over the connection of this moment.
            courier: Hands over colleagues' files.
        """
        self._engine = engine
        self._uploader = uploader
        self._files_may_go = files_may_go
        self._courier = courier

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
            self._courier.run(should_stop)
        return report
