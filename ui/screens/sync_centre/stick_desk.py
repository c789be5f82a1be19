"""Decides what writing and reading files for a stick does and says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.sync_centre.rows import StickWords
from ui.screens.sync_centre.stick_words import (
    Brought,
    Written,
    brought_words,
    carried_words,
    running_words,
    written_words,
)
from ui.texts import _, sentence

_ENDING = ".roadbook"


class Stick(Protocol):
    """Writes and reads files off the main thread, never while a round runs."""

    def write(
        self,
        path: Path,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        owner: object,
    ) -> None:
        """Write what waits into a file; `done` gets a `Written`."""
        ...

    def read(
        self,
        path: Path,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        owner: object,
    ) -> None:
        """Apply a file of the office, or take a colleague's along.

        `done` gets a `Brought`, or None for a colleague's file.
        """
        ...


class StickView(Protocol):
    """The part of the view that asks for files and tells how it went."""

    def ask_file_place(self, name: str) -> None:
        """Ask where the file for the office goes."""
        ...

    def show_stick(self, note: StickWords) -> None:
        """Show how it goes or went."""
        ...


class StickDesk:
    """Writes and reads one file at a time."""

    def __init__(
        self, view: StickView, context: ScreenContext, stick: Stick, reload: Callable[[], None]
    ) -> None:
        """Take the parts.

        Args:
            view: Asks and tells.
            context: What every presenter gets.
            stick: Writes and reads.
            reload: Shows the lists again.
        """
        self._view = view
        self._context = context
        self._stick = stick
        self._reload = reload

    def ask_place(self) -> None:
        """Ask where the file goes, with a name that tells when it was written."""
        workspace = self._context.workspace
        now = workspace.moment(workspace.now_milliseconds())
        formats = self._context.formats
        stamp = f"{formats.local_day(now):%Y%m%d}-{formats.clock(now).replace(':', '')}"
        self._view.ask_file_place(f"roadbook-{stamp}{_ENDING}")

    def write(self, path: Path) -> None:
        """Write what waits."""
        self._view.show_stick(running_words(is_reading=False))

        def done(written: Written) -> None:
            self._view.show_stick(written_words(written, path.name, self._context.formats))
            self._reload()

        self._stick.write(path, done, self._failed, self._view)

    def read(self, path: Path) -> None:
        """Apply a file of the office."""
        self._view.show_stick(running_words(is_reading=True))

        def done(brought: Brought | None) -> None:
            if brought is None:
                self._view.show_stick(carried_words())
                return
            self._view.show_stick(brought_words(brought, self._context.formats))
            self._context.publish(brought.changes)
            self._reload()

        self._stick.read(path, done, self._failed, self._view)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            self._view.show_stick(StickWords(_("The file was not written or read."), "", "bad"))
            raise error
        self._view.show_stick(StickWords(sentence(error), "", "bad"))
