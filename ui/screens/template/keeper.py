"""Brings what was typed to this device's store at every pause; Save brings it to everybody."""

from __future__ import annotations

from typing import Protocol

from app.commands.contracts.templates import drop_typed_text
from app.domain.changes import ChangeSet
from app.domain.contracts.texts.editing import Written
from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.template.opened import OpenVersion, keep_typed, save_version
from ui.texts import _, sentence


class KeepingView(Protocol):
    """What the keeper asks of the page."""

    def is_open(self) -> bool:
        """Return whether the user still looks at it."""
        ...

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Hear whether the device holds everything that was typed."""
        ...

    def show_saved(self, words: str, *, failed: bool = False) -> None:
        """Say where the text stands."""
        ...


class TextKeeper:
    """Keeps the newest text; nothing is kept twice.

    Attributes:
        is_typed: Whether something was typed that is not saved for everybody.
    """

    def __init__(self, view: KeepingView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._opened: OpenVersion | None = None
        self._written: Written | None = None
        self._on_the_way = 0
        self.is_typed = False

    def begin(self, opened: OpenVersion) -> None:
        """Watch over a version."""
        self._opened, self._written = opened, None
        self.is_typed = opened.typed is not None
        self._tell()

    def note(self, written: Written) -> None:
        """Remember the newest text."""
        self._written = written
        self.is_typed = True
        self._tell()

    def keep(self) -> None:
        """Keep the newest text on this device."""
        opened, written = self._opened, self._written
        if opened is None or written is None:
            return
        self._written = None
        self._on_the_way += 1
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: keep_typed(workspace, opened, written),
            self._kept,
            lambda error: self._failed(written, error),
        )

    def save(self, written: Written) -> None:
        """Save the text for everybody."""
        opened = self._opened
        if opened is None:
            return
        self._written = None
        self._on_the_way += 1
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: save_version(workspace, opened, written),
            self._saved,
            lambda error: self._failed(written, error),
        )

    def drop(self) -> None:
        """Throw away what was typed on this device."""
        opened, workspace = self._opened, self._context.workspace
        self._written = None
        if opened is not None:
            self._context.runner.on_store(
                lambda: drop_typed_text(workspace, opened.entity, opened.detail.id),
                lambda _nothing: self._context.publish(
                    ChangeSet(frozenset({(opened.entity, opened.detail.id)}), frozenset())
                ),
            )

    def _tell(self) -> None:
        self._view.show_unsaved(unsaved=self._written is not None or self._on_the_way > 0)

    def _kept(self, at: int) -> None:
        self._on_the_way -= 1
        self._tell()
        if self._view.is_open():
            time = self._context.formats.clock(self._context.workspace.moment(at))
            self._view.show_saved(_("Draft kept on this device {time}").format(time=time))

    def _saved(self, changes: ChangeSet) -> None:
        self._on_the_way -= 1
        self.is_typed = False
        self._tell()
        self._view.show_saved("")
        self._context.publish(changes)
        self._context.navigation.show_toast(_("Saved; it goes to colleagues with the next sync"))

    def _failed(self, written: Written, error: Exception) -> None:
        self._on_the_way -= 1
        self._written = self._written or written
        self._tell()
        if not isinstance(error, DomainError):
            raise error
        words = _("Not saved: {reason}").format(reason=sentence(error))
        self._view.show_saved(words, failed=True)
