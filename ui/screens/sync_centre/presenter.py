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


class SyncCentrePresenter:
    """Keeps tab, chosen entry and picked values; carries out what the user decides."""

    def __init__(self, view: SyncCentreViewProtocol, context: ScreenContext, mood: Mood) -> None:
        """Take the parts.

        Args:
            view: Shows it.
            context: What every presenter gets.
            mood: How sync stands now.
        """
        self._view = view
        self._context = context
        self._workspace = context.workspace
        self._mood = mood
        self._tab: Tab = "needs"
        self._chosen = ""
        self._picks: dict[str, Side] = {}
        self._centre: SyncCentre | None = None
        self._words: CentreWords | None = None
        self._shown: Detail | None = None
        self._is_loading = self._is_stale = False

    def load(self) -> None:
        """Fetch the tab; while an answer is on its way, one more fetch follows it."""
        if self._is_loading:
            self._is_stale = True
            return
        self._is_loading, self._is_stale = True, False
        workspace, tab = self._workspace, self._tab
        self._context.runner.on_store(
            lambda: read_sync_centre(workspace, tab), self._take, self._fail, owner=self._view
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again: every saved or received record may be listed here."""
        if changes.touched or changes.entities:
            self.load()

    def on_mood(self, mood: Mood) -> None:
        """Show how sync stands; a round that ended brings new entries."""
        ended = self._mood.state == "running" and mood.state != "running"
        self._mood = mood
        self._show_head()
        if ended:
            self.load()

    def sync_now(self) -> None:
        """Begin a round."""
        self._context.navigation.sync_now()

    def show_tab(self, tab: Tab) -> None:
        """Show another list."""
        self._tab, self._chosen = tab, ""
        self.load()

    def choose(self, key: str) -> None:
        """Show the detail of an entry."""
        self._chosen = key
        self._show_detail()

    def postpone(self) -> None:
        """Leave the entry as it is and go to the next one."""
        if self._words is None:
            return
        keys = [row.key for row in self._words.rows()]
        at = keys.index(self._chosen) + 1 if self._chosen in keys else 0
        self._chosen = keys[at % len(keys)] if keys else ""
        self._show_list()

    def pick(self, conflict_id: str, side: Side) -> None:
        """Pick a value of one field."""
        self._picks[conflict_id] = side
        self._show_detail()

    def pick_all(self, side: Side) -> None:
        """Pick the same side in every field."""
        record = self._words.conflict(self._chosen) if self._words else None
        if record is not None:
            self._picks.update(dict.fromkeys((line.id for line in record.lines), side))
            self._show_detail()

    def save(self) -> None:
        """Carry out what was picked for the record that is shown."""
        found, shown = self._words, self._shown
        record = found.conflict(self._chosen) if found else None
        if found is None or record is None or not hasattr(shown, "fields"):
            return
        sides = {field.id: field.chosen for field in shown.fields}
        decisions = {line.id: decision_of(line, sides[line.id], found.me) for line in record.lines}
        workspace = self._workspace
        self._run(
            lambda: decide_conflicts(workspace, decisions),
            lambda changes: self._decided(record, changes),
        )
