"""Draws the pairs and reports which account was opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.accounts.duplicates import Likeness
from app.queries.accounts.pairs import AccountPair, PairSide
from ui.delegates.row_table import RowTable
from ui.formats import Formats
from ui.models.cells import Name, TagCell, Tags
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.account.likely_accounts import clue_words
from ui.texts import _
from ui.theme.tokens import Tone
from ui.widgets.blocks import EmptyState
from ui.widgets.buttons import Button
from ui.widgets.choice_row import Tabs
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline
from ui.widgets.screen import Screen
from ui.widgets.text import Text


class PairsScreen(Screen):
    """Two accounts a row, the likeliest first; a row opens one of them.

    Signals:
        group_chosen: "across" or "within".
        account_opened: Id.
    """

    group_chosen = Signal(str)
    account_opened = Signal(str)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self.tabs = Tabs(
            [("across", _("Across sectors"), None), ("within", _("Within a sector"), None)]
        )
        self.model: RowTableModel[AccountPair] = RowTableModel(self._columns(), self)
        self.table = RowTable(self.model, two_lines=True, name=_("Possible duplicates"))
        self.other = Button(_("Open the other one"), "plain", "arrow-right")
        self._note = Text(
            _("Opening an account compares both; a second person decides about a merge."),
            "meta", "text3",
        )  # fmt: skip
        self._empty = EmptyState(
            "badge-check", _("No pairs"), _("No two accounts here look like one party.")
        )
        self._closed = EmptyState(
            "lock",
            _("Not for this role"),
            _("Only group management and group marketing see accounts of every sector."),
        )
        self._chosen: AccountPair | None = None
        self._build()

    def panes(self) -> Sequence[QWidget]:
        """Walk tabs and list."""
        return (self.tabs, self.table)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many pairs each group holds."""
        for key, count in counts.items():
            self.tabs.set_count(key, count)

    def show_pairs(self, pairs: Sequence[AccountPair]) -> None:
        """Show pairs."""
        self.model.refresh_rows(pairs)
        self._arrange(self.table if pairs else self._empty)
        self.other.setEnabled(bool(pairs and self._chosen))

    def show_closed(self) -> None:
        """Say that this user is not told of pairs over all sectors."""
        self.set_actions([])
        self._arrange(self._closed)

    def _arrange(self, shown: QWidget) -> None:
        for place in (self.table, self._empty, self._closed):
            place.setVisible(place is shown)
        for part in (self.tabs, self._note):
            part.setVisible(shown is not self._closed)

    def _build(self) -> None:
        self.set_heading(_("Possible duplicates"))
        self.set_actions([self.other])
        self.other.setEnabled(False)
        views = row(self.tabs, STRETCH, margins=(24, 6, 20, 0))
        note = row(self._note, STRETCH, margins=(24, 10, 20, 6))
        lists = column(
            (self.table, 1), (self._empty, 1), (self._closed, 1), gap=0, margins=(12, 0, 8, 8)
        )
        self.setLayout(column(views, hline(), note, (lists, 1), gap=0))
        self._arrange(self.table)
        self.tabs.chosen.connect(self.group_chosen)
        self.table.row_opened.connect(lambda pair: self.account_opened.emit(pair.first.id))
        self.table.current_changed.connect(self._tell_current)
        self.other.clicked.connect(self._open_other)

    def _tell_current(self, pair: AccountPair | None) -> None:
        self._chosen = pair
        self.other.setEnabled(pair is not None)

    def _open_other(self) -> None:
        if self._chosen is not None:
            self.account_opened.emit(self._chosen.second.id)

    def _columns(self) -> Sequence[Column[AccountPair]]:
        return (
            Column("first", _("Account"), lambda pair: _side(pair.first)),
            Column("second", _("Other account"), lambda pair: _side(pair.second)),
            Column("clues", _("In common"), _clues, width=250, drop_below=900),
            Column("score", _("Likeness"), self._score, width=190),
        )

    def _score(self, pair: AccountPair) -> Tags:
        share = self._formats.percent(pair.match.score)
        is_certain = pair.match.likeness is Likeness.CERTAIN
        tone: Tone = "bad" if is_certain else "warn"
        words = _("certain") if is_certain else share
        tags = [TagCell(words, tone)]
        if pair.is_proposed:
            tags.append(TagCell(_("merge proposed"), "info"))
        return Tags(tuple(tags))


def _side(side: PairSide) -> Name:
    where = " · ".join(part for part in (side.sector, side.city, side.owner) if part)
    return Name(side.name, where, side.grade)


def _clues(pair: AccountPair) -> str:
    return ", ".join(clue_words(clue) for clue in pair.match.clues)
