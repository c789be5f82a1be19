"""The month: every dealer against its plan, and the chosen dealer by product at the side."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.sales.month import DealerMonth
from ui.delegates.row_table import RowTable
from ui.models.row_table_model import RowTableModel
from ui.screens.sales.columns import SalesCells
from ui.screens.sales.dealer_pane import DealerPane
from ui.screens.sales.rows import DealerView, MonthView
from ui.texts import _
from ui.widgets.blocks import EmptyState, Kpi
from ui.widgets.buttons import IconButton
from ui.widgets.choice_row import Segment
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline, vline
from ui.widgets.text import Text


class MonthPane(QWidget):
    """Arrows for the month, three figures, the grid, and the pane at the right.

    Signals:
        month_stepped: −1 or 1.
        calendar_chosen: "sun" or "moon": what last year's days are.
        dealer_chosen: A dealer of the grid, None without one.
        dealer_opened: The dealer's page is wanted.
    """

    month_stepped = Signal(int)
    calendar_chosen = Signal(str)
    dealer_chosen = Signal(object)
    dealer_opened = Signal(str)

    def __init__(self, cells: SalesCells) -> None:
        super().__init__()
        self.model: RowTableModel[DealerMonth] = RowTableModel(cells.dealers(), self)
        self.table = RowTable(self.model, name=_("Dealers against their plan"))
        self.dealer = DealerPane()
        self.calendar = Segment((("sun", _("Same days")), ("moon", _("By the lunar year"))))
        self._month = Text("", "section")
        self._figures = tuple(Kpi(words) for words in (_("Sold"), _("Plan"), _("Last year")))
        self._empty = EmptyState(
            "target",
            _("Nobody to plan for"),
            _("Dealers stand here who have a plan or bought within three months."),
        )
        self._shown: str | None = None
        self._build()
        self.table.current_changed.connect(self.dealer_chosen)
        self.table.row_opened.connect(lambda dealer: self.dealer_opened.emit(dealer.account_id))
        self.calendar.chosen.connect(self.calendar_chosen)

    def show_month(self, month: MonthView) -> None:
        """Show another month, or the same one anew."""
        is_same = month.key == self._shown
        self._shown = month.key
        self._month.set_words(month.title)
        for kpi, cell in zip(self._figures, month.figures, strict=True):
            kpi.show_figure(cell.figure, note=cell.note, role=cell.role, icon=cell.icon)
        self.table.setVisible(bool(month.dealers))
        self._empty.setVisible(not month.dealers)
        if is_same:
            self.model.refresh_rows(month.dealers)
        else:
            self.model.set_rows(month.dealers)
        if month.dealers and not self.table.currentIndex().isValid():
            self.table.select_row(0)

    def show_dealer(self, dealer: DealerView | None) -> None:
        """Show a dealer's month."""
        self.dealer.show_dealer(dealer)

    def _build(self) -> None:
        before = IconButton("chevron-left", _("The month before"))
        after = IconButton("chevron-right", _("The next month"))
        before.clicked.connect(lambda: self.month_stepped.emit(-1))
        after.clicked.connect(lambda: self.month_stepped.emit(1))
        first, second, third = self._figures
        head = row(
            before, self._month, after, STRETCH, self.calendar, gap=6, margins=(16, 10, 20, 8)
        )
        figures = row(
            (first, 1), vline(), (second, 1), vline(), (third, 1), gap=18, margins=(24, 4, 20, 12)
        )
        grid = column((self.table, 1), (self._empty, 1), gap=0, margins=(12, 0, 8, 8))
        self._empty.hide()
        left = column(head, figures, hline(), (grid, 1), gap=0)
        self.setLayout(row((left, 1), self.dealer, gap=0))
