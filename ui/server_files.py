"""Files that are not on this device yet, fetched when somebody opens them."""

from __future__ import annotations

from collections.abc import Callable

from sync.fetching import Fetcher
from ui.tasks import TaskRunner


class ServerFiles:
    """Carries out `ui.screens.context.FileSource` over the network lane."""

    def __init__(
        self, runner: TaskRunner, fetcher: Fetcher, afterwards: Callable[[], None]
    ) -> None:
        """Take the parts.

        Args:
            runner: Its network lane is shared with the sync rounds.
            fetcher: Does the work.
            afterwards: Lets the uploads go on that made room.
        """
        self._runner = runner
        self._fetcher = fetcher
        self._afterwards = afterwards

    def fetch(
        self,
        sha256: str,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
        owner: object | None = None,
    ) -> None:
        """Fetch a file of a record; the callbacks come on the main thread."""
        self._fetcher.want()
        runner, fetcher = self._runner, self._fetcher

        def arrived(_nothing: None) -> None:
            self._afterwards()
            done()

        runner.on_net(
            lambda: fetcher.fetch(sha256, runner.should_stop), arrived, failed, owner=owner
        )
