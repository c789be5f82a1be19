"""Credit, sales and contracts of an account as they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.charts.bar_chart import BarChart, BarSeries, Legend
from ui.delegates.row_table import RowTable
from ui.formats import Formats
from ui.models.cells import Mark, Name, Num, TagCell, Tags
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.account.rows import ContractView, CreditView, SalesView
from ui.texts import _, p_
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button
from ui.widgets.credit import CreditFigures, CreditStrip
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.panel import Panel, vline
from ui.widgets.text import Text

_CHART_HEIGHT, _HIGHEST = 176, 330
_FACT_GAP = 26


class CreditPanel(QWidget):
    """The credit strip; without a limit, words in the place of the bar."""

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._strip = CreditStrip(formats)
        self._as_of = Text("", "meta", "text3", elide=True)
        self._words = Text("", "body-m", elide=True)
        self._facts = row(gap=_FACT_GAP)
        head = row(Text(_("Credit"), "dense-m"), (self._as_of, 1))
        words = column(head, self._words, gap=4)
        content = row((words, 1), vline(), self._facts, gap=20, margins=(16, 12, 18, 12))
        self._plain = Panel(content, "inset")
        self.setLayout(column(self._strip, self._plain, gap=0))

    def show_credit(self, credit: CreditView) -> None:
        """Show the state of credit."""
        self._strip.setVisible(credit.limit is not None)
        self._plain.setVisible(credit.limit is None)
        if credit.limit is not None:
            figures = CreditFigures(credit.owed, credit.orders, credit.limit)
            self._strip.show_figures(figures, as_of=credit.as_of, facts=credit.facts)
            return
        self._as_of.set_words(credit.as_of)
        self._words.set_words(credit.words)
        clear_layout(self._facts)
        for label, value, role in credit.facts:
            figure = column(Text(label, "meta", "text3"), Text(value, "body-m", role), gap=0)
            self._facts.addLayout(figure)


class SalesPanel(QWidget):
    """Months of this year against plan and last year, with the finding as a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._legend = Legend(
            [
                ("c1", "bar", _("This year")),
                ("text2", "line", _("Plan")),
                ("c2", "dot", _("Last year")),
            ]
        )
        self._heading = SectionHeading(_("Sales"), None, "", self._legend)
        self._chart = BarChart(_("Sales"))
        self._chart.setMinimumHeight(_CHART_HEIGHT)
        self._empty = Text(_("No sales this year or last"), "dense", "text3")
        self.setLayout(column(self._heading, self._chart, self._empty, gap=8))
        self.setMaximumHeight(_HIGHEST)

    def show_sales(self, sales: SalesView) -> None:
        """Show the months."""
        self._heading.set_note("" if sales.is_empty else sales.finding)
        self._chart.setVisible(not sales.is_empty)
        self._legend.setVisible(not sales.is_empty)
        self._empty.setVisible(sales.is_empty)
        height = QSizePolicy.Policy.Maximum if sales.is_empty else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        self._chart.show_series(
            BarSeries(
                labels=sales.labels,
                sold=sales.sold,
                plan=sales.plan,
                last=sales.last,
                running=len(sales.sold) - 1,
                unit=sales.unit,
            )
        )


class ContractsPanel(QWidget):
    """The contracts of the account; Enter or a double click opens one.

    Signals:
        open_requested: Id of a contract.
        all_requested: The screen with all contracts.
        new_requested: A new contract.
    """

    open_requested = Signal(str)
    all_requested = Signal()
    new_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        everything = Button(p_("contracts", "All"), "link")
        everything.clicked.connect(self.all_requested)
        begin = Button(_("New contract"), "link")
        begin.clicked.connect(self.new_requested)
        self._heading = SectionHeading(_("Contracts"), 0, "", everything)
        self._model: RowTableModel[ContractView] = RowTableModel(_columns())
        self._table = RowTable(self._model, flush=True, fit=True, name=_("Contracts"))
        self._table.row_opened.connect(self._open)
        words = Text(_("No contract yet."), "dense", "text3")
        self._empty = QWidget()
        self._empty.setLayout(row(words, begin, STRETCH))
        self.setLayout(column(self._heading, self._table, self._empty, gap=4))

    def show_contracts(self, contracts: Sequence[ContractView]) -> None:
        """Show the table."""
        self._heading.set_count(len(contracts))
        self._table.setVisible(bool(contracts))
        self._empty.setVisible(not contracts)
        self._model.refresh_rows(contracts)
        self._table.updateGeometry()

    def _open(self, contract: Any) -> None:
        if isinstance(contract, ContractView):
            self.open_requested.emit(contract.id)


def _columns() -> Sequence[Column[ContractView]]:
    return (
        Column("number", _("No."), _name),
        Column("amount", _("Amount"), lambda row: Num(row.amount), width=140, align="right"),
        Column("ends", _("Ends"), lambda row: row.ends, width=112),
        Column("state", _("State"), _state, width=116),
    )


def _name(contract: ContractView) -> Name:
    marks = (Mark("cloud-upload", "info", _("Not sent yet")),) if contract.waiting else ()
    title = f"{contract.number} · {contract.title}" if contract.title else contract.number
    return Name(title, marks=marks)


def _state(contract: ContractView) -> Tags:
    state = contract.state
    return Tags((TagCell(state.words, state.tone, state.icon),))
