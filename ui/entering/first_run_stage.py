"""The first run inside the entrance: its form, and the download that follows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.door.front_door import FrontDoor
from ui.entering.window import EntranceWindow
from ui.screens.first_run.build import build_first_run_view, join_download
from ui.screens.first_run.download import DownloadNews, DownloadPresenter
from ui.screens.first_run.papers import Offer
from ui.screens.first_run.ports import Exits
from ui.screens.first_run.presenter import FirstRunPresenter
from ui.screens.first_run.view import FirstRunView
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from ui.desk_session import DeskSession
    from ui.online.sync_control import SyncMood


class FirstRunStage:
    """Shows the form, again when language or look change; then shows the download.

    Args:
        door: Makes the profile.
        runner: Runs what takes time.
        exits: Where the first run leads.
        window: Where the form is shown.
        offer: What stands in the form at first.

    Attributes:
        view: The form that is shown.
    """

    def __init__(
        self,
        door: FrontDoor,
        runner: TaskRunner,
        exits: Exits,
        window: EntranceWindow,
        offer: Offer,
    ) -> None:
        self._runner, self._window = runner, window
        self._presenter = FirstRunPresenter(door, runner, exits, offer)
        self._download: DownloadPresenter | None = None
        self.view: FirstRunView | None = None

    def begin(self) -> None:
        """Show the form."""
        self.show()
        self._presenter.begin()

    def show(self) -> None:
        """Build the form in the language of the moment; what was typed stays."""
        page = build_first_run_view(self._presenter, self._download)
        if self.view is not None:
            page.retype(self.view.typed())
        self.view = page
        self._window.show_first_run(page)
        page.focus()

    def follow(self, session: DeskSession, start: Callable[[], None]) -> None:
        """Show the download of a new profile.

        Args:
            session: Whose sync is watched.
            start: The user leaves for the work.
        """
        self._download = DownloadPresenter(
            session.profile.workspace, self._runner, start=start, retry=session.sync.sync_now
        )
        if self.view is not None:
            join_download(self.view, self._download)
        session.sync.mood_changed.connect(self._hear)

    def let_go(self, session: DeskSession) -> None:
        """Watch no more."""
        if self._download is not None:
            session.sync.mood_changed.disconnect(self._hear)

    def _hear(self, mood: SyncMood) -> None:
        if self._download is not None:
            self._download.hear(download_news(mood))


def download_news(mood: SyncMood) -> DownloadNews:
    """Return what the download page needs to know of how sync stands."""
    progress, error = mood.progress, mood.error
    touched = frozenset[str]()
    if progress is not None:
        touched = progress.touched.entities | {name for name, _id in progress.touched.touched}
    return DownloadNews(
        state=mood.state,  # type: ignore[arg-type]
        code="" if error is None else error.code,
        params=getattr(error, "params", {}),
        rows_received=progress.rows_received if progress else 0,
        rows_remaining=progress.rows_remaining if progress else None,
        bytes_received=progress.bytes_received if progress else 0,
        touched=touched,
    )
