"""Decides what the sync centre shows. No Qt: view, runner and sync come from outside."""

from __future__ import annotations

from typing import Protocol

from app.domain.changes import ChangeSet
from app.queries.sync.centre import Directory, SyncCentre, Tab, read_sync_centre
from app.queries.sync.held_rows import HeldBack, read_held_back
from ui.screens.context import ScreenContext
from ui.screens.sync_centre.centre_words import CentreWords
from ui.screens.sync_centre.conflict_words import Me, decision_of
from ui.screens.sync_centre.errands import Errands
from ui.screens.sync_centre.head_words import Mood, head_words
from ui.screens.sync_centre.held_desk import HeldDesk, HeldView
from ui.screens.sync_centre.rows import (
    ConflictWords,
    Detail,
    HeadWords,
    ListWords,
    Side,
)
from ui.screens.sync_centre.sign_in_desk import SignInDesk
from ui.screens.sync_centre.stick_desk import Stick, StickDesk, StickView
from ui.screens.sync_centre.unit_desk import UnitDesk, UnitView
from ui.screens.sync_centre.value_words import Words

_DELETED = "deleted"


class SyncCentreViewProtocol(UnitView, StickView, Protocol):
    """What the presenter asks of its view."""

    @property
    def held(self) -> HeldView:
        """The note about records that the server says are gone."""
        ...

    def show_head(self, head: HeadWords) -> None:
        """Show connection, last sync and what waits."""
        ...

    def show_list(self, words: ListWords) -> None:
        """Show a tab's entries and the counts of all tabs."""
        ...

    def show_detail(self, detail: Detail) -> None:
        """Show one entry, or that none is chosen."""
        ...


class SyncCentrePresenter:
    """Keeps tab, chosen entry and picked values.

    Attributes:
        work: Carries out the buttons below a unit of work.
        stick: Writes and reads files where there is no network.
        held: Asks about records that the server says are gone.
    """

    def __init__(
        self,
        view: SyncCentreViewProtocol,
        context: ScreenContext,
        mood: Mood,
        stick: Stick,
        entrance: SignInDesk,
    ) -> None:
        """Take the parts.

        Args:
            view: Shows it.
            context: What every presenter gets.
            mood: How sync stands now.
            stick: Writes and reads files.
            entrance: Signs in again.
        """
        self._view = view
        self._context = context
        self._errands = Errands(view, context)
        self.work = UnitDesk(view, context, self._errands)
        self.stick = StickDesk(view, context, stick, self.load)
        self._entrance = entrance
        self.held = HeldDesk(view.held, context, self.load)
        self._mood = mood
        self._tab: Tab = "needs"
        self._chosen = ""
        self._picks: dict[str, Side] = {}
        self._centre: SyncCentre | None = None
        self._entries: CentreWords | None = None
        self._shown: Detail | None = None
        self._is_loading = self._is_stale = False
        self._is_tab_settled = False

    def load(self) -> None:
        """Fetch the tab; while an answer is on its way, one more fetch follows it."""
        if self._is_loading:
            self._is_stale = True
            return
        self._is_loading, self._is_stale = True, False
        workspace, tab = self._context.workspace, self._tab
        self._context.runner.on_store(
            lambda: (read_sync_centre(workspace, tab), read_held_back(workspace)),
            self._take,
            self._fail,
            owner=self._view,
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

    def ask_sign_in(self) -> None:
        """Ask for the password, for the reason why the last round stopped."""
        if self._mood.error is not None:
            self._entrance.ask(self._mood.error.code)

    def show_tab(self, tab: Tab) -> None:
        """Show another list."""
        self._tab, self._chosen, self._is_tab_settled = tab, "", True
        self.load()

    def choose(self, key: str) -> None:
        """Show the detail of an entry."""
        if key != self._chosen:
            self._chosen = key
            self._view.show_trouble("")
            self._show_detail()

    def postpone(self) -> None:
        """Leave the entry as it is and go to the next one."""
        keys = [row.key for row in self._entries.rows()] if self._entries else []
        if keys:
            at = keys.index(self._chosen) + 1 if self._chosen in keys else 0
            self._chosen = keys[at % len(keys)]
            self._show_list()

    def pick(self, conflict_id: str, side: Side) -> None:
        """Pick a value of one field."""
        self._picks[conflict_id] = side
        self._show_detail()

    def pick_all(self, side: Side) -> None:
        """Pick the same side in every field where it is possible."""
        if not isinstance(self._shown, ConflictWords):
            return
        for field in self._shown.fields:
            if (field.mine if side == "mine" else field.theirs).possible:
                self._picks[field.id] = side
        self._show_detail()

    def save(self) -> None:
        """Carry out what was picked for the record that is shown."""
        record = self._entries.conflict(self._chosen) if self._entries else None
        if self._entries is None or record is None or not isinstance(self._shown, ConflictWords):
            return
        sides = {field.id: field.chosen for field in self._shown.fields}
        me = self._entries.me
        decisions = {line.id: decision_of(line, sides[line.id], me) for line in record.lines}
        deletes = [line for line in record.lines if line.field == _DELETED]
        can_undo = all(decisions[line.id] == "kept" for line in deletes)
        self._errands.decide(decisions, can_undo=can_undo)

    def _take(self, read: tuple[SyncCentre, HeldBack]) -> None:
        self._is_loading = False
        centre, held = read
        self.held.take(held)
        self._settle_tab(centre)
        if centre.tab == self._tab:
            self._centre = centre
            me = Me(self._context.workspace.user_id, centre.device_id)
            self._entries = CentreWords(centre, self._words(centre.directory), me)
            self._show_head()
            self._show_list()
        if self._is_stale or centre.tab != self._tab:
            self.load()

    def _settle_tab(self, centre: SyncCentre) -> None:
        """Begin with what waits if nothing needs the user; later the tab is his choice."""
        if not self._is_tab_settled and centre.counts.waiting and not centre.counts.needs:
            self._tab = "waiting"
        self._is_tab_settled = True

    def _fail(self, error: Exception) -> None:
        self._is_loading = False
        raise error

    def _words(self, directory: Directory) -> Words:
        return Words(self._context.formats, self._context.workspace, directory)

    def _show_head(self) -> None:
        self._view.show_head(head_words(self._mood, self._centre, self._words(Directory())))

    def _show_list(self) -> None:
        if self._entries is None or self._centre is None:
            return
        rows = self._entries.rows()
        keys = [row.key for row in rows]
        if self._chosen not in keys:
            self._chosen = keys[0] if keys else ""
        chosen = keys.index(self._chosen) if keys else -1
        empty = self._entries.empty(is_else=not self.held.is_empty)
        self._view.show_list(
            ListWords(self._tab, self._centre.counts, rows, chosen, empty.why, empty.what)
        )
        self._show_detail()

    def _show_detail(self) -> None:
        """Show the entry anew only if its words differ, so that nobody loses the focus."""
        if self._entries is None:
            return
        self.work.look_at(self._entries, self._chosen)
        detail = self._entries.detail(self._chosen, self._picks)
        if detail != self._shown:
            self._shown = detail
            self._view.show_detail(detail)
