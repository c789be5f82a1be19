"""Decides what is said and done about records that the server says are gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.commands.sync.held_rows import remove_held_rows
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.sync.held_rows import HeldBack, HeldList, list_held_rows
from ui.screens.context import ScreenContext
from ui.screens.sync_centre.held_words import (
    HeldListWords,
    HeldQuestion,
    HeldWords,
    held_list,
    held_question,
    held_words,
    removed_words,
)
from ui.screens.sync_centre.value_words import Words
from ui.texts import sentence

_NOTHING = HeldBack((), {})


class HeldView(Protocol):
    """The note about them, with its list and its question."""

    def show_held(self, words: HeldWords | None) -> None:
        """Show the note, or none while nothing is kept."""
        ...

    def show_records(self, words: HeldListWords) -> None:
        """Show the records by name."""
        ...

    def ask_removal(self, question: HeldQuestion) -> None:
        """Ask before they are removed."""
        ...


class HeldDesk:
    """Keeps what was last read of them, and what the user was asked about."""

    def __init__(self, view: HeldView, context: ScreenContext, reload: Callable[[], None]) -> None:
        """Take the parts.

        Args:
            view: Shows and asks.
            context: What every presenter gets.
            reload: Reads what is kept again, with all that the screen shows.
        """
        self._view = view
        self._context = context
        self._reload = reload
        self._held = self._asked = _NOTHING
        self._trouble = ""
        self._is_removing = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits for a word."""
        return not self._held.rows

    def take(self, held: HeldBack) -> None:
        """Show what was read of them."""
        self._held = held
        if self.is_empty:
            self._trouble = ""
        self._show()

    def list_records(self) -> None:
        """Show them by name."""
        workspace = self._context.workspace

        def show(listed: HeldList) -> None:
            words = Words(self._context.formats, workspace, listed.directory)
            if listed.held.rows:
                self._view.show_records(held_list(listed, words))

        self._context.runner.on_store(
            lambda: list_held_rows(workspace), show, self._failed, owner=self._view
        )

    def ask_removal(self) -> None:
        """Ask whether those may go that the note tells of."""
        if self.is_empty or self._is_removing:
            return
        self._asked = self._held
        self._view.ask_removal(held_question(self._asked, self._context.formats))

    def remove(self) -> None:
        """Let those go that were asked about; what was held back since stays."""
        workspace, asked = self._context.workspace, self._asked
        confirmed = frozenset(row.id for row in asked.rows)
        if not confirmed or self._is_removing:
            return
        self._asked, self._trouble, self._is_removing = _NOTHING, "", True
        self._show()
        self._context.runner.on_store(
            lambda: remove_held_rows(workspace, confirmed),
            lambda changes: self._removed(changes, asked),
            self._failed,
            owner=self._view,
        )

    def _removed(self, changes: ChangeSet, asked: HeldBack) -> None:
        self._is_removing = False
        gone = sum((row.entity, row.id) in changes.touched for row in asked.rows)
        self._context.publish(changes)
        self._context.navigation.show_toast(
            removed_words(gone, len(asked.rows), self._context.formats)
        )
        self._reload()

    def _show(self) -> None:
        if self.is_empty:
            self._view.show_held(None)
            return
        formats, is_running = self._context.formats, self._is_removing
        self._view.show_held(held_words(self._held, formats, self._trouble, is_running=is_running))

    def _failed(self, error: Exception) -> None:
        self._is_removing = False
        if isinstance(error, DomainError):
            self._trouble = sentence(error)
        self._show()
        if not isinstance(error, DomainError):
            raise error
