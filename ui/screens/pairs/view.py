"""Draws the pairs and reports which account of a pair was opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.queries.accounts.pairs import AccountPair
from ui.formats import Formats
from ui.screens.pairs.columns import PairCells
from ui.screens.pairs.presenter import ACROSS, WITHIN
from ui.screens.row_actions.view import ListWords, RowActionsView
from ui.texts import _
from ui.widgets.blocks import EmptyState

OTHER = "other"


class PairsScreen(RowActionsView[AccountPair]):
    """Two accounts a row, the likeliest first; a row opens one of them, the button the other."""

    def __init__(self, formats: Formats) -> None:
        super().__init__(
            ListWords(
                heading=_("Possible duplicates"),
                rows=_("Possible duplicates"),
                empty=(_("No pairs"), _("No two accounts here look like one party.")),
                choose=_("Choose a pair first"),
            ),
            [(ACROSS, _("Across sectors")), (WITHIN, _("Within a sector"))],
            PairCells(formats).columns(),
            {OTHER: _("Open the other one")},
        )
        self.facts.set_words(
            _("Opening an account compares both; a second person decides about a merge.")
        )
        self._closed = EmptyState(
            "lock",
            _("Not for this role"),
            _("Only group management and group marketing see accounts of every sector."),
            inset=False,
        )
        self._closed.hide()
        self._page.addWidget(self._closed, 1)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many pairs each group holds."""
        for key, count in counts.items():
            self.tabs.set_count(key, count)

    def show_pairs(self, pairs: Sequence[AccountPair]) -> None:
        """Show pairs."""
        self.show_lines(pairs, frozenset({OTHER}))

    def show_closed(self) -> None:
        """Say that this user is not told of pairs over all sectors."""
        self.set_actions([])
        self._list.hide()
        self._closed.show()
