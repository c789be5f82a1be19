"""Files that are not on this device yet, fetched when somebody opens them."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject

from sync.attachments.fetching import Fetcher
from sync.errors import SyncError
from ui.tasks import TaskRunner
from ui.texts import sentence


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
        failed: Callable[[str], None],
        owner: object | None = None,
    ) -> None:
        """Fetch a file of a record; `failed` takes a sentence. Both come on the main thread."""
        self._fetcher.want()
        runner, fetcher = self._runner, self._fetcher

        def arrived(_nothing: None) -> None:
            self._afterwards()
            if _is_there(owner):
                done()

        def refused(error: Exception) -> None:
            self._afterwards()
            if _is_there(owner):
                failed(_reason(error))

        runner.on_net(lambda: fetcher.fetch(sha256, runner.should_stop), arrived, refused)


def _is_there(owner: object | None) -> bool:
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _reason(error: Exception) -> str:
    match error:
        case SyncError():
            return sentence(error.code, error.params)
        case OSError():
            return sentence("attachment.disk")
        case _:
            raise error
