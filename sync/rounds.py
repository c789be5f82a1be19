"""A whole round: small pictures, records, the attachments that wait, what is carried for others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from app.domain.changes import ChangeSet
from app.store.held.blobs import Errand
from sync.attachments.fetching import Fetcher
from sync.attachments.sending import Uploader
from sync.bundles.courier import Courier
from sync.engine import Progress, RoundReport, SyncEngine
from sync.errors import SyncError


class FullRound:
    """What the schedule runs: small things that everybody waits for go before large ones.

    The small pictures of photos go before the records that name them, so that whoever hears of
    a photo can see it; they come right after the records that name them.
    """

    def __init__(
        self,
        engine: SyncEngine,
        uploader: Uploader,
        fetcher: Fetcher,
        files_may_go: Callable[[], bool],
        courier: Courier,
    ) -> None:
        """Take the parts.

        Args:
            engine: Exchanges records.
            uploader: Sends attachments.
            fetcher: Fetches small pictures.
            files_may_go: Whether whole photos may go over the connection of this moment; small
                pictures and files of contracts always may.
            courier: Hands over colleagues' files.
        """
        self._engine = engine
        self._uploader = uploader
        self._fetcher = fetcher
        self._files_may_go = files_may_go
        self._courier = courier

    def run_once(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> RoundReport:
        """Exchange records, and the attachments that may go now.

        Raises:
            SyncError: It stopped; what was committed so far stays.
            StoreFault: The device refused to write.
        """
        # Records must not wait for a picture that will not go.
        with suppress(SyncError):
            self._uploader.run(should_stop, Errand.THUMBNAILS)
        report = self._engine.run_once(progress=progress, should_stop=should_stop)
        if self._fetcher.fetch_thumbnails(should_stop) and progress is not None:
            progress(_pictures_came(report))
        errand = Errand.EVERYTHING if self._files_may_go() else Errand.CONTRACTS_TOO
        # Somebody who opens a photo is not kept waiting by those that nobody looks at.
        self._uploader.run(lambda: should_stop() or self._fetcher.is_wanted(), errand)
        if errand is Errand.EVERYTHING:
            self._courier.run(should_stop)
        return report


def _pictures_came(report: RoundReport) -> Progress:
    touched = ChangeSet(entities=frozenset({"attachment"}))
    return Progress(report.rows_received, 0, report.bytes_received, touched)
