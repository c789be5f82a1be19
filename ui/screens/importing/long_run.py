"""One piece of long work at a time: off the main thread, with its progress, to be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from app.domain.errors import DomainError
from app.domain.importing.tallies import Tally
from ui.screens.context import ScreenContext
from ui.screens.importing.page_view import ImportPageView
from ui.screens.importing.rows import ProgressWords
from ui.texts import _, sentence

T = TypeVar("T")


class LongRun:
    """Runs work that reads or writes a whole file."""

    def __init__(self, view: ImportPageView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._stop: threading.Event | None = None
        self._line, self._lines = 0, 0

    @property
    def is_running(self) -> bool:
        """Whether something runs that leaving would cut off."""
        return self._stop is not None

    def begin(self, lines: int = 0) -> Callable[[], bool]:
        """Take note that long work begins; return what it asks whether to stop.

        Args:
            lines: Of the file, where that is known.
        """
        self._stop, self._line, self._lines = threading.Event(), 0, lines
        self.tick()
        return self._stop.is_set

    def told(self, tally: Tally) -> None:
        """Take note of how far it is; called off the main thread."""
        self._line = tally.line

    def stop(self) -> None:
        """Let it end before its next batch."""
        if self._stop is not None:
            self._stop.set()

    def tick(self) -> None:
        """Show how far it is; asked by the view's timer."""
        if not self.is_running:
            self._view.show_progress(None)
            return
        count = self._context.formats.count
        words, share = _("Line {line}").format(line=count(self._line)), 0.0
        if self._lines:
            of_all = _("Line {line} of {total}")
            words = of_all.format(line=count(self._line), total=count(self._lines))
            share = min(1.0, self._line / self._lines)
        self._view.show_progress(ProgressWords(words, share))

    def run(self, task: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do something off the main thread; a refusal is shown on the page."""

        def arrived(result: T) -> None:
            self._end()
            done(result)

        self._view.show_trouble("")
        self._context.runner.on_work(task, arrived, self._failed, owner=self._view)

    def _end(self) -> None:
        self._stop = None
        self._view.show_progress(None)

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, OSError):
            self._view.show_trouble(_("The disk refused. Choose another place, and try again."))
        elif isinstance(error, DomainError):
            self._view.show_trouble(sentence(error))
        else:
            raise error
