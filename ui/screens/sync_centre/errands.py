"""Carries out what the user decided in the sync centre, and tells how it went."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from app.commands.sync.centre import give_up_refused, resend_refused, write_export
from app.commands.sync.conflicts import decide_conflicts, reopen_conflicts
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.texts import _, sentence


class TroubleView(Protocol):
    """The part of the view that hears why something was not done."""

    def show_trouble(self, words: str) -> None:
        """Say beside the buttons why something was not done; no words clear it."""
        ...


class Errands:
    """Runs commands off the main thread; a refusal stands beside the buttons."""

    def __init__(self, view: TroubleView, context: ScreenContext) -> None:
        self._view = view
        self._context = context

    def decide(self, decisions: Mapping[str, str], *, can_undo: bool) -> None:
        """Settle conflicts; the toast takes it back.

        Args:
            decisions: By conflict id.
            can_undo: Off when a deletion is among them.
        """
        workspace = self._context.workspace

        def tell() -> None:
            undo = (lambda: self._reopen(list(decisions))) if can_undo else None
            words = _("Saved; the other side receives the result")
            self._context.navigation.show_toast(
                words, action=_("Undo") if can_undo else "", on_action=undo
            )

        self._run(lambda: decide_conflicts(workspace, decisions), tell)

    def resend(self, device_seq: int) -> None:
        """Send a refused unit again."""
        workspace = self._context.workspace
        words = _("Waits to be sent again")
        self._run(lambda: resend_refused(workspace, device_seq), self._toast(words))

    def give_up(self, device_seq: int) -> None:
        """Let a refused unit go."""
        workspace = self._context.workspace
        words = _("Given up; the journal keeps what was written")
        self._run(lambda: give_up_refused(workspace, device_seq), self._toast(words))

    def export(self, path: Path, text: str) -> None:
        """Write a refused unit into a file."""
        words = _("Written to {name}").format(name=path.name)
        self._context.runner.on_work(
            lambda: write_export(path, text),
            lambda _nothing: self._toast(words)(),
            self._refused,
            owner=self._view,
        )

    def _reopen(self, conflict_ids: Sequence[str]) -> None:
        workspace = self._context.workspace
        self._run(lambda: reopen_conflicts(workspace, conflict_ids), lambda: None)

    def _toast(self, words: str) -> Callable[[], None]:
        return lambda: self._context.navigation.show_toast(words)

    def _run(self, task: Callable[[], ChangeSet], tell: Callable[[], None]) -> None:
        def done(changes: ChangeSet) -> None:
            self._view.show_trouble("")
            self._context.publish(changes)
            tell()

        self._context.runner.on_store(task, done, self._refused, owner=self._view)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_trouble(sentence(error))
