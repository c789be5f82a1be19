"""A card: heading, chart or table, the finding as a sentence, and the explanation."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.charts.bar_chart import BarChart, BarSeries, Legend
from ui.charts.share_curve import ShareCurve, ShareCurveChart
from ui.delegates.row_table import RowTable
from ui.models.row_table_model import RowTableModel
from ui.screens.analysis.columns import card_columns, card_title
from ui.screens.analysis.explanation_popup import ExplainButton
from ui.screens.analysis.rows import BarsView, CardView, CurveView, Picture, TableRow
from ui.texts import _, n_
from ui.widgets.announce import announce
from ui.widgets.blocks import SectionHeading
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import STRETCH, Part, column, row
from ui.widgets.marks import Icon
from ui.widgets.panel import Panel
from ui.widgets.text import Text

_CHART = 190
_FIRST_ROWS = 6
_TOOL = 28
_FILLS = 100  # takes what there is before the stretch below it does

Chart = BarChart | ShareCurveChart


class FigureCard(Panel):
    """Shows one card's values; the same ones again paint nothing.

    Args:
        key: Which card.
        chart: Drawn above the table, which then waits behind a button; None for a table only.
        legend: Explains the chart's signs.

    Signals:
        account_requested: A row that leads to an account was opened; carries its id.
        export_requested: The rows are wanted in a file; carries the key.
    """

    account_requested = Signal(str)
    export_requested = Signal(str)

    def __init__(self, key: str, chart: Chart | None = None, legend: Legend | None = None) -> None:
        title = card_title(key)
        self._key = key
        self._shown: CardView | None = None
        self._is_linked = self._is_whole = False
        self._shows_table = chart is None
        self._chart, self._legend = chart, legend
        self._model: RowTableModel[TableRow] = RowTableModel(card_columns(key))
        self.table = RowTable(self._model, flush=True, fit=True, name=title)
        self.turn = IconButton("table-2", _("Show as a table"), size=_TOOL)
        self.copy = IconButton("copy", _("Copy the picture"), size=_TOOL)
        self.export = IconButton("download", _("Write into a file…"), size=_TOOL)
        self.explain = ExplainButton()
        self.explain.setEnabled(False)
        self.link = Button("", "link")
        self.whole = Button("", "link")
        self._finding = Text("", "dense", "text2", wrap=True)
        self._empty = Text("", "dense", "text3", wrap=True)
        self._sign = Icon("info", "text3", 14)
        tools: list[QWidget] = [legend] if legend is not None else []
        self.heading = SectionHeading(
            title, None, "", *tools, self.turn, self.copy, self.export, self.explain
        )
        super().__init__(self._lay_out(), "card")
        self._connect()
        self._arrange()

    def show_card(self, card: CardView) -> None:
        """Show other values; an opened table stays open."""
        if card == self._shown:
            return
        self._shown = card
        self._is_linked = self._is_linked and bool(card.linked)
        self.heading.set_note(card.note)
        self.explain.set_explanation(card.explanation)
        self.explain.setEnabled(True)
        self._finding.set_words(card.finding)
        self._empty.set_words(card.empty)
        self._draw(card.picture)
        self._arrange()

    def is_filled(self) -> bool:
        """Return whether its values have arrived."""
        return self._shown is not None

    def _lay_out(self) -> QVBoxLayout:
        chart: Part = None
        if self._chart is not None:
            self._chart.setMinimumHeight(_CHART)
            chart = (self._chart, _FILLS)
        foot = row(self._sign, (self._finding, 1), self.link, gap=6)
        more = row(self.whole, STRETCH)
        return column(
            self.heading, 6, chart, self.table, more, self._empty, STRETCH, 6, foot,
            gap=0, margins=(18, 12, 18, 12),
        )  # fmt: skip

    def _connect(self) -> None:
        self.turn.clicked.connect(self._turn)
        self.copy.clicked.connect(self._copy)
        self.export.clicked.connect(lambda: self.export_requested.emit(self._key))
        self.link.clicked.connect(self._follow)
        self.whole.clicked.connect(self._show_whole)
        self.table.row_opened.connect(self._open)

    def _arrange(self) -> None:
        """Show chart, table or the words in their place."""
        card = self._shown
        is_empty = card is None or bool(card.empty)
        shows_chart = not is_empty and not self._shows_table
        if self._chart is not None:
            self._chart.setVisible(shows_chart or card is None)
        if self._legend is not None:
            self._legend.setVisible(shows_chart)
        self.turn.setVisible(self._chart is not None and not is_empty)
        self.copy.setVisible(shows_chart)
        self.export.setVisible(not is_empty)
        self._empty.setVisible(card is not None and is_empty)
        self.table.setVisible(not is_empty and self._shows_table)
        self.whole.setVisible(False)
        if card is not None and self.table.isVisibleTo(self):
            self._fill(card)
        has_words = card is not None and bool(card.finding)
        self._sign.setVisible(has_words)
        self.link.setVisible(card is not None and bool(card.link))
        if card is not None:
            self.link.set_words(_("Show all accounts") if self._is_linked else card.link)

    def _fill(self, card: CardView) -> None:
        rows = card.linked if self._is_linked else card.rows
        is_long = len(rows) > _FIRST_ROWS + 1
        shown = rows if self._is_whole or not is_long else rows[:_FIRST_ROWS]
        self._model.refresh_rows(shown)
        self.table.updateGeometry()
        self.whole.setVisible(is_long)
        words = n_("Show {count} row", "Show all {count} rows", len(rows))
        self.whole.set_words(
            _("Show fewer rows") if self._is_whole else words.format(count=f"{len(rows):,}")
        )

    def _draw(self, picture: Picture | None) -> None:
        match self._chart, picture:
            case BarChart() as chart, BarsView():
                chart.show_series(
                    BarSeries(
                        labels=picture.labels, sold=picture.sold, plan=picture.plan,
                        last=picture.last, running=picture.running,
                    )
                )  # fmt: skip
            case ShareCurveChart() as chart, CurveView():
                chart.show_curve(
                    ShareCurve(
                        picture.points, picture.cuts, picture.names, picture.limits, picture.count
                    )
                )
            case _:
                return

    def _turn(self) -> None:
        self._shows_table = not self._shows_table
        self._is_linked = False
        self._show_turn()

    def _copy(self) -> None:
        """Put the chart as it is drawn on the clipboard."""
        if self._chart is not None:
            QGuiApplication.clipboard().setPixmap(self._chart.grab())
            announce(self.copy, _("Picture copied"))

    def _follow(self) -> None:
        """Show the accounts that the finding speaks of, or all again."""
        self._is_linked = not self._is_linked
        self._shows_table = True
        self._show_turn()
        if self._is_linked and not self.table.hasFocus():
            self.table.setFocus()

    def _show_turn(self) -> None:
        table = self._shows_table
        words = _("Show the chart") if table else _("Show as a table")
        self.turn.set_icon("chart-column" if table else "table-2")
        self.turn.set_words(words)
        self.turn.setToolTip(words)
        self._arrange()

    def _show_whole(self) -> None:
        self._is_whole = not self._is_whole
        self._arrange()

    def _open(self, found: object) -> None:
        if isinstance(found, TableRow) and found.account_id:
            self.account_requested.emit(found.account_id)
