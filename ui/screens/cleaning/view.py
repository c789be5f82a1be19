"""Draws the clean-up list and reports what the user did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.accounts.cleaning import CleaningRow, Problem, QualityLine
from ui.delegates.row_table import RowTable
from ui.formats import NOT_COMPUTABLE, Formats
from ui.models.paged_table_model import PagedTableModel, PageRequest
from ui.models.row_table_model import RowTableModel
from ui.screens.cleaning.columns import CleaningCells, problem_words
from ui.screens.cleaning.presenter import ALL, PEOPLE
from ui.screens.context import Clock
from ui.texts import _, n_, p_
from ui.widgets.blocks import EmptyState, SelectionBar
from ui.widgets.buttons import Button
from ui.widgets.chips import FilterChip
from ui.widgets.choice_row import Tabs
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline
from ui.widgets.screen import Screen
from ui.widgets.text import Text


class CleaningView(Screen):
    """Problems with their counts, the accounts that have one, and the rates of each person.

    Signals:
        problem_chosen: Key of a problem, `ALL` or `PEOPLE`.
        person_chosen: A `QualityLine`, or None for everybody.
        account_opened: Id of an account.
        rows_needed: Answer, first row, count.
        pairs_requested: The pairs over all sectors are wanted.
        mending_requested: Ids of the ticked accounts, whose field is to be set.
    """

    problem_chosen = Signal(str)
    person_chosen = Signal(object)
    account_opened = Signal(str)
    rows_needed = Signal(int, int, int)
    mending_requested = Signal(object)
    pairs_requested = Signal()

    def __init__(self, formats: Formats, clock: Clock) -> None:
        super().__init__()
        self._formats = formats
        cells = CleaningCells(formats, clock)
        self.tabs = Tabs(_views())
        self.model: PagedTableModel[CleaningRow] = PagedTableModel(
            cells.columns(), self._need_page, self
        )
        self.table = RowTable(self.model, two_lines=True, name=_("Files to be settled"))
        self.people: RowTableModel[QualityLine] = RowTableModel(cells.person_columns(), self)
        self.people_table = RowTable(self.people, two_lines=True, name=_("By person"))
        self.person = FilterChip(_("Everybody's accounts"))
        self._quality = Text("", "meta", "text3")
        self._empty = EmptyState(
            "badge-check", _("Nothing to settle"), _("Every file is complete, fresh and once only.")
        )
        self.foot = SelectionBar()
        self.pairs = Button(_("Pairs over all sectors"), "plain", "merge")
        self._ticked: tuple[str, ...] = ()
        self._has_rows = False
        self._build()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk tabs and list."""
        return (self.tabs, self.people_table if self._is_by_person() else self.table)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many accounts have each problem."""
        for key, count in counts.items():
            self.tabs.set_count(key, count)

    def show_quality(self, whole: QualityLine, people: Sequence[QualityLine]) -> None:
        """Show how good all files are, and each person's."""
        self.people.refresh_rows(people)
        share = whole.quality.completeness
        words = n_("{count} account, {share} complete", "{count} accounts, {share} complete",
                   whole.quality.accounts)  # fmt: skip
        percent = NOT_COMPUTABLE if share is None else self._formats.percent(share, places=1)
        count = self._formats.count(whole.quality.accounts)
        self._quality.set_words(words.format(count=count, share=percent))

    def offer_pairs(self) -> None:
        """Offer the pairs over all sectors."""
        self.set_actions([self.pairs])

    def show_person(self, line: QualityLine | None) -> None:
        """Say whose accounts are shown, and show them."""
        if line is None:
            self.person.clear_value()
        else:
            self.person.set_value(line.name or _("Nobody responsible"))
            self.tabs.choose(ALL)
        self._arrange()

    def show_listing(self, count: int, *, keep_place: bool) -> int:
        """Show that many rows; they are asked for as they come into view."""
        self._has_rows = count > 0
        self._arrange()
        if keep_place and count == self.model.rowCount():
            return self.model.refresh()
        return self.model.replace(count)

    def show_rows(self, answer: int, first: int, rows: Sequence[CleaningRow]) -> None:
        """Fill in rows."""
        self.model.deliver(answer, first, rows)

    def _is_by_person(self) -> bool:
        return self.tabs.current() == PEOPLE

    def _arrange(self) -> None:
        by_person = self._is_by_person()
        self.people_table.setVisible(by_person)
        self.table.setVisible(not by_person and self._has_rows)
        self._empty.setVisible(not by_person and not self._has_rows)
        self.person.setVisible(self.person.is_on())

    def _need_page(self, request: PageRequest) -> None:
        self.rows_needed.emit(request.generation, request.first, request.count)

    def _build(self) -> None:
        self.set_heading(_("Clean-up list"))
        views = row(self.tabs, STRETCH, gap=8, margins=(24, 6, 20, 0))
        facts = row(self.person, self._quality, STRETCH, gap=10, margins=(24, 10, 20, 6))
        lists = column(
            (self.table, 1), (self.people_table, 1), (self._empty, 1), gap=0, margins=(12, 0, 8, 8)
        )
        self.setLayout(column(views, hline(), facts, (lists, 1), self.foot, gap=0))
        self._arrange()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose)
        self.pairs.clicked.connect(self.pairs_requested)
        self.table.row_opened.connect(lambda found: self.account_opened.emit(found.id))
        self.people_table.row_opened.connect(self.person_chosen)
        self.person.cleared.connect(lambda: self.person_chosen.emit(None))
        mend = self.foot.add_action(_("Set a field…"), "pencil")
        mend.clicked.connect(lambda: self.mending_requested.emit(self._ticked))
        self.foot.cleared.connect(self.table.clearSelection)
        self.table.selection_changed.connect(self._show_selection)

    def _show_selection(self, rows: Sequence[CleaningRow]) -> None:
        self._ticked = tuple(found.id for found in rows)
        words = n_("{count} file chosen", "{count} files chosen", len(rows))
        self.foot.show_selection(words.format(count=len(rows)))
        self.foot.setVisible(len(rows) > 1)

    def _choose(self, key: str) -> None:
        self._arrange()
        self.problem_chosen.emit(key)


def _views() -> list[tuple[str, str, int | None]]:
    problems: list[tuple[str, str, int | None]] = [
        (problem.value, problem_words(problem), None) for problem in Problem
    ]
    everything = (ALL, p_("problems", "All"), None)
    return [everything, *problems, (PEOPLE, _("By person"), None)]
