"""Draws the lists of accounts for their credit and reports what the user did."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.credit.lists import ACTIONS, CreditLine, CreditLists, CreditView
from ui.delegates.row_table import RowTable
from ui.formats import NOT_COMPUTABLE, Formats
from ui.models.row_table_model import RowTableModel
from ui.screens.credit_lists.columns import CreditCells, view_words
from ui.texts import _
from ui.widgets.blocks import EmptyState
from ui.widgets.buttons import Button
from ui.widgets.choice_row import Tabs
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline
from ui.widgets.screen import Screen
from ui.widgets.text import Text


class CreditListsView(Screen):
    """The lists with their counts, the accounts of one, and what can be begun about an account.

    Signals:
        view_chosen: Key of a list.
        line_opened: A `CreditLine`.
        begin_requested: Entity that is to be begun, and the `CreditLine`.
    """

    view_chosen = Signal(str)
    line_opened = Signal(object)
    begin_requested = Signal(str, object)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self.tabs = Tabs([(view.value, view_words(view), None) for view in CreditView])
        self.model: RowTableModel[CreditLine] = RowTableModel(CreditCells(formats).columns(), self)
        self.table = RowTable(self.model, two_lines=True, name=_("Accounts for their credit"))
        self.beginning = {entity: Button(words) for entity, words in _verbs().items()}
        self._writes: frozenset[str] = frozenset()
        self._coverage = Text("", "meta", "text2", elide=True)
        self._empty = EmptyState(
            "badge-check", _("Nobody stands in this list"), _("The list is made anew each time.")
        )
        self._build()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk tabs and list."""
        return (self.tabs, self.table)

    def show_lists(self, lists: CreditLists) -> None:
        """Show counts and coverage."""
        for view in CreditView:
            self.tabs.set_count(view.value, lists.counts.get(view, 0))
        share = NOT_COMPUTABLE
        if lists.with_dealings:
            whole = Decimal(lists.graded) / lists.with_dealings
            share = self._formats.percent(whole)
        words = _("Evaluated and with a limit: {share} ({graded} of {all} accounts with dealings)")
        self._coverage.set_words(
            words.format(
                share=share,
                graded=self._formats.count(lists.graded),
                all=self._formats.count(lists.with_dealings),
            )
        )

    def show_lines(self, lines: Sequence[CreditLine], writes: frozenset[str]) -> None:
        """Show accounts, and what the user may begin about them."""
        self._writes = writes
        self.model.refresh_rows(lines)
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._arrange()

    def current(self) -> CreditLine | None:
        """Return the account that is chosen."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def _arrange(self) -> None:
        line = self.current() if self.model.rowCount() else None
        why = "" if line else _("Choose an account first")
        for entity, button in self.beginning.items():
            refusal = why or ("" if entity in self._writes else _("Your post does not write this"))
            button.setEnabled(not refusal)
            button.setToolTip(refusal)

    def _build(self) -> None:
        self.set_heading(_("Credit lists"))
        self.set_actions(list(self.beginning.values()))
        views = row(self.tabs, STRETCH, gap=8, margins=(24, 6, 20, 0))
        facts = row((self._coverage, 1), margins=(24, 10, 20, 6))
        lists = column((self.table, 1), (self._empty, 1), gap=0, margins=(12, 0, 8, 8))
        self.setLayout(column(views, hline(), facts, (lists, 1), gap=0))
        self._empty.hide()
        self._arrange()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.view_chosen)
        self.table.row_opened.connect(self.line_opened)
        self.table.selectionModel().currentChanged.connect(lambda *_rows: self._arrange())
        for entity, button in self.beginning.items():
            button.clicked.connect(partial(self._begin, entity))

    def _begin(self, entity: str) -> None:
        line = self.current()
        if line is not None:
            self.begin_requested.emit(entity, line)


def _verbs() -> dict[str, str]:
    words = (
        *(_("Evaluate…"), _("Propose a limit…"), _("Confirm as a good customer…")),
        _("Propose for the blacklist…"),
    )
    return dict(zip(ACTIONS, words, strict=True))
