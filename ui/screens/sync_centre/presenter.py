"""Decides what the sync centre shows. No Qt: view, runner and sync come from outside."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from app.commands.conflicts import decide_conflicts, reopen_conflicts
from app.commands.sync_centre import give_up_refused, resend_refused, write_export
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.queries.sync_centre import RecordConflicts, RefusedUnit, SyncCentre, Tab, read_sync_centre
from ui.screens.context import ScreenContext
from ui.screens.sync_centre.centre_words import CentreWords
from ui.screens.sync_centre.conflict_words import decision_of
from ui.screens.sync_centre.head_words import Mood
from ui.screens.sync_centre.rows import Action, Detail, HeadWords, ListWords, Side
from ui.screens.sync_centre.unit_words import export_json, export_text, place_of
from ui.texts import _, sentence

_DELETED = "deleted"


class SyncCentreViewProtocol(Protocol):
    """What the presenter asks of its view."""

    def show_head(self, head: HeadWords) -> None:
        """Show connection, last sync and what waits."""
        ...

    def show_list(self, words: ListWords) -> None:
        """Show a tab's entries and the counts of all tabs."""
        ...

    def show_detail(self, detail: Detail) -> None:
        """Show one entry, or that none is chosen."""
        ...

    def show_trouble(self, words: str) -> None:
        """Say beside the buttons why something was not done; no words clear it."""
        ...

    def ask_give_up(self, title: str, body: str) -> None:
        """Ask before work is let go; the answer comes back as `give_up_confirmed`."""
        ...

    def ask_export_place(self, name: str) -> None:
        """Ask for a file; the answer comes back as `export_placed`."""
        ...
