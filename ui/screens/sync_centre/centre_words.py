"""One look at the sync centre in words: its entries, and the detail of each."""

from __future__ import annotations

from app.queries.sync.centre import RecordConflicts, RefusedUnit, SyncCentre, SyncUnit
from ui.screens.sync_centre.conflict_words import (
    Me,
    Picks,
    conflict_key,
    conflict_row,
    conflict_words,
)
from ui.screens.sync_centre.head_words import (
    FILES,
    ROUNDS,
    files_row,
    files_table,
    rounds_row,
    rounds_table,
)
from ui.screens.sync_centre.rows import (
    ActionWords,
    Detail,
    ListRow,
    NothingWords,
    UnitWords,
)
from ui.screens.sync_centre.unit_words import refused_words, unit_key, unit_row, unit_words
from ui.screens.sync_centre.value_words import Words
from ui.texts import _, p_

_VISIT = "visit:"


class CentreWords:
    """Finds entries by their keys and puts them into words."""

    def __init__(self, centre: SyncCentre, words: Words, me: Me) -> None:
        self._centre = centre
        self._words = words
        self.me = me
        self._conflicts = {conflict_key(record): record for record in centre.conflicts}
        self._refused = {unit_key(one.unit): one for one in centre.refused}
        self._units = {unit_key(unit): unit for unit in centre.units}

    def rows(self) -> tuple[ListRow, ...]:
        """Return the entries of the tab, what needs a decision first."""
        centre, words = self._centre, self._words
        rows = [conflict_row(record, words, self.me) for record in centre.conflicts]
        rows += [unit_row(one.unit, words) for one in centre.refused]
        rows += [rounds_row(centre.rounds, words)] if centre.rounds else []
        rows += [files_row(centre.files, words)] if centre.files else []
        rows += [unit_row(unit, words) for unit in centre.units]
        return (*rows, *self._visit_rows())

    def empty(self, *, is_else: bool = False) -> NothingWords:
        """Return what is said about a tab without entries; a note above may need the user."""
        match self._centre.tab:
            case "needs":
                return NothingWords(
                    _("Nothing else needs you") if is_else else _("Nothing needs you"),
                    _("Conflicts and work that the office sent back would stand here."),
                )
            case "waiting":
                return NothingWords(
                    _("Everything is sent"), _("What you save offline waits here for a signal.")
                )
            case "done":
                return NothingWords(
                    _("Nothing sent yet"), _("What the office has received stands here.")
                )

    def detail(self, key: str, picks: Picks) -> Detail:
        """Return the detail of an entry."""
        if record := self._conflicts.get(key):
            return conflict_words(record, picks, self._words, self.me)
        if refused := self._refused.get(key):
            return refused_words(refused, self._words)
        if unit := self._units.get(key):
            return unit_words(unit, self._words)
        return self._other(key)

    def conflict(self, key: str) -> RecordConflicts | None:
        """Return the conflicts behind an entry."""
        return self._conflicts.get(key)

    def refused(self, key: str) -> RefusedUnit | None:
        """Return the refused unit behind an entry."""
        return self._refused.get(key)

    def unit(self, key: str) -> SyncUnit | None:
        """Return the unit behind an entry, whatever its state."""
        refused = self._refused.get(key)
        return refused.unit if refused else self._units.get(key)

    @property
    def words(self) -> Words:
        """Spells values for whoever needs more than rows and details."""
        return self._words

    def _visit_rows(self) -> list[ListRow]:
        kind = _("Visit log")
        return [
            ListRow(
                key=f"{_VISIT}{visit.account_id}",
                icon="notebook-pen",
                title=f"{kind}·{visit.account_name}",
                note=_("{when}, not finished; it is sent once it is").format(
                    when=self._words.moment(visit.saved_at)
                ),
                tag=p_("sync", "Draft"),
                tone="quiet",
                tag_icon="pencil",
            )
            for visit in self._centre.visits
        ]

    def _other(self, key: str) -> Detail:
        if key == ROUNDS:
            return rounds_table(self._centre.rounds, self._words)
        if key == FILES:
            return files_table(self._centre.files, self._words)
        for entry in self._visit_rows():
            if entry.key == key:
                return UnitWords(
                    key=key,
                    title=entry.title,
                    tag=entry.tag,
                    tone=entry.tone,
                    tag_icon=entry.tag_icon,
                    note=entry.note,
                    actions=(ActionWords("go_on", _("Go on writing"), "notebook-pen", "primary"),),
                )
        return NothingWords(_("No entry chosen"), _("Choose one to see what it holds."))


def visit_account(key: str) -> str:
    """Return the account of an unfinished visit's entry; empty for other entries."""
    return key.removeprefix(_VISIT) if key.startswith(_VISIT) else ""
