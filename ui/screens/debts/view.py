"""Draws the list of debts and reports what the user did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.analysis.receivables import Ageing
from app.queries.credit.debts import ACTIONS, DebtLine, DebtView
from ui.delegates.row_table import RowTable
from ui.formats import Formats
from ui.models.row_table_model import RowTableModel
from ui.screens.context import Clock
from ui.screens.debts.columns import DebtCells, view_words
from ui.texts import _, p_
from ui.widgets.blocks import EmptyState
from ui.widgets.buttons import Button
from ui.widgets.choice_row import Tabs
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline
from ui.widgets.screen import Screen
from ui.widgets.text import Text


class DebtsView(Screen):
    """Parts of the list with their counts, the debts, and what can be done about one.

    Signals:
        view_chosen: Key of a part of the list.
        line_opened: A `DebtLine`.
        write_requested: Entity that is to be written, and the `DebtLine`.
        decision_requested: A `DebtLine` whose mark waits.
    """

    view_chosen = Signal(str)
    line_opened = Signal(object)
    write_requested = Signal(str, object)
    decision_requested = Signal(object)

    def __init__(self, formats: Formats, clock: Clock) -> None:
        super().__init__()
        self._formats = formats
        self.tabs = Tabs([(view.value, view_words(view), None) for view in DebtView])
        self.model: RowTableModel[DebtLine] = RowTableModel(
            DebtCells(formats, clock).columns(), self
        )
        self.table = RowTable(self.model, two_lines=True, name=_("Late debts"))
        self.decide = Button(_("Decide the mark…"))
        self.writing = {entity: Button(words) for entity, words in _verbs().items()}
        self._writes: frozenset[str] = frozenset()
        self._ageing = Text("", "meta", "text2", elide=True)
        self._empty = EmptyState(
            "badge-check", _("Nothing is late here"), _("Every debt of this part was paid in time.")
        )
        self._build()
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """Walk tabs and list."""
        return (self.tabs, self.table)

    def show_counts(self, counts: Mapping[DebtView, int]) -> None:
        """Show how many debts stand in each part of the list."""
        for view in DebtView:
            self.tabs.set_count(view.value, counts.get(view, 0))

    def show_ageing(self, ageing: Ageing) -> None:
        """Show what is owed by age."""
        ages = (
            (_("Not due"), ageing.not_due_minor),
            (_("1–30 days"), ageing.days_1_to_30_minor),
            (_("31–60 days"), ageing.days_31_to_60_minor),
            (_("61–90 days"), ageing.days_61_to_90_minor),
            (_("Over 90 days"), ageing.over_90_minor),
            (p_("debts", "Owed in all"), ageing.total_minor),
        )
        told = (f"{words} {self._formats.money_rounded(amount)}" for words, amount in ages)
        self._ageing.set_words("   ".join(told))

    def show_lines(self, lines: Sequence[DebtLine], writes: frozenset[str]) -> None:
        """Show debts, and what the user may write down about them."""
        self._writes = writes
        self.model.refresh_rows(lines)
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._arrange()

    def current(self) -> DebtLine | None:
        """Return the debt that is chosen."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def _arrange(self) -> None:
        line = self.current() if self.model.rowCount() else None
        why = "" if line else _("Choose a debt first")
        for entity, button in self.writing.items():
            refusal = why or ("" if entity in self._writes else _("Your post does not write this"))
            button.setEnabled(not refusal)
            button.setToolTip(refusal)
        waits = line is not None and bool(line.late.mark_id)
        self.decide.setVisible(waits)

    def _build(self) -> None:
        self.set_heading(_("Debts"))
        self.set_actions([self.decide, *self.writing.values()])
        views = row(self.tabs, STRETCH, gap=8, margins=(24, 6, 20, 0))
        facts = row((self._ageing, 1), margins=(24, 10, 20, 6))
        lists = column((self.table, 1), (self._empty, 1), gap=0, margins=(12, 0, 8, 8))
        self.setLayout(column(views, hline(), facts, (lists, 1), gap=0))
        self._empty.hide()
        self._arrange()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.view_chosen)
        self.table.row_opened.connect(self.line_opened)
        self.table.selectionModel().currentChanged.connect(lambda *_rows: self._arrange())
        for entity, button in self.writing.items():
            button.clicked.connect(partial(self._write, entity))
        self.decide.clicked.connect(self._decide)

    def _write(self, entity: str) -> None:
        line = self.current()
        if line is not None:
            self.write_requested.emit(entity, line)

    def _decide(self) -> None:
        line = self.current()
        if line is not None:
            self.decision_requested.emit(line)


def _verbs() -> dict[str, str]:
    words = (_("Note a reminder…"), _("Mark the debt…"), _("Way of collecting…"))
    return dict(zip(ACTIONS, words, strict=True))
