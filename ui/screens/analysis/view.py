"""Analysis as it is drawn: period, key figures, cards; it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.charts.bar_chart import BarChart, Legend
from ui.charts.share_curve import ShareCurveChart
from ui.screens.analysis.card_export import FIGURES
from ui.screens.analysis.columns import card_columns, card_title
from ui.screens.analysis.figure_card import FigureCard
from ui.screens.analysis.figure_list import FigureList
from ui.screens.analysis.kpi_strip import KpiStrip
from ui.screens.analysis.period_bar import PeriodBar
from ui.screens.analysis.rows import CardHeads, FilterView, PartView, PeriodView
from ui.screens.exporting.dialog import ask_figures_export
from ui.texts import _
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panes import ScrollColumn
from ui.widgets.screen import Screen

_CONTENT_WIDTH = 1400
_FILLS = 100
_GAP = 12
_QUICK_MS = 300
"""What is quicker than this is not announced."""


class AnalysisView(Screen):
    """Key figures above, two charts, the cross ratio, then cards two by two.

    Signals:
        span_chosen, back_chosen: Another period is wanted.
        filter_chosen: Another part is wanted: by what, and the value or "".
        account_requested: Carries the id of an account.
        export_chosen: The rows of a card are wanted in a file: its key and what was chosen.
    """

    span_chosen = Signal(str)
    back_chosen = Signal(int)
    filter_chosen = Signal(str, str)
    account_requested = Signal(str)
    export_chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.period = PeriodBar()
        self.figures = KpiStrip()
        self.more = FigureList()
        self.cards = _make_cards()
        self._scroll = ScrollColumn(self._lay_out())
        self._is_busy = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_QUICK_MS)
        self._pause.timeout.connect(lambda: self.period.show_busy(is_busy=True))
        self.set_heading(_("Analysis"))
        self.setLayout(column(self.period, (self._scroll, 1), gap=0))
        self.period.span_chosen.connect(self.span_chosen)
        self.period.back_chosen.connect(self.back_chosen)
        self.period.filter_chosen.connect(self.filter_chosen)
        self.more.export_requested.connect(lambda: self._ask_export(FIGURES))
        for card in self.cards.values():
            card.account_requested.connect(self.account_requested)
            card.export_requested.connect(self._ask_export)

    def panes(self) -> Sequence[QWidget]:
        """Return the period, the key figures and the cards for F6."""
        return (self.period, self.figures, self._scroll)

    def show_period(self, period: PeriodView) -> None:
        """Show which period is meant."""
        self.period.show_period(period)

    def show_filters(self, filters: Sequence[FilterView]) -> None:
        """Show by what the figures are narrowed and by what they could be."""
        self.period.show_filters(filters)

    def show_part(self, part: PartView) -> None:
        """Show some figures and cards; all others stay as they are."""
        self.period.show_as_of(part.as_of)
        for figure in part.figures:
            self.figures.show_figure(figure)
        for card in part.cards:
            self.cards[card.key].show_card(card)
        self.more.show_figures(part.more)

    def show_busy(self, *, is_busy: bool) -> None:
        """Say that figures are still to come, if it takes a while."""
        self._is_busy = is_busy
        if is_busy:
            self._pause.start()
            return
        self._pause.stop()
        self.period.show_busy(is_busy=False)

    def card_heads(self, key: str) -> CardHeads:
        """Return title and headings of a card, for a file."""
        return CardHeads(card_title(key), tuple(column.title for column in card_columns(key)))

    def is_complete(self) -> bool:
        """Return whether all figures of the period have arrived."""
        return not self._is_busy and all(card.is_filled() for card in self.cards.values())

    def is_looked_at(self) -> bool:
        """Return whether the screen is the one in front."""
        return self.isVisible()

    def _ask_export(self, key: str) -> None:
        ask_figures_export(
            self, card_title(key), lambda choice: self.export_chosen.emit(key, choice)
        )

    def _lay_out(self) -> QHBoxLayout:
        cards = self.cards
        body = QWidget()
        body.setMaximumWidth(_CONTENT_WIDTH)
        body.setLayout(
            column(
                self.figures,
                row((cards["abc"], 5), (cards["year"], 6), gap=_GAP),
                cards["cross"],
                row((cards["structure"], 7), (cards["ageing"], 5), gap=_GAP),
                row((cards["loss"], 7), (cards["rhythm"], 5), gap=_GAP),
                row((cards["golden"], 7), (cards["composition"], 5), gap=_GAP),
                row((cards["rfm"], 7), (cards["segments"], 5), gap=_GAP),
                cards["turnover"],
                row((cards["product_plan"], 7), (cards["festival"], 5), gap=_GAP),
                cards["profit"],
                row((cards["forecast"], 7), (cards["changes"], 5), gap=_GAP),
                row((cards["reach"], 6), (cards["risk"], 6), gap=_GAP),
                cards["people"],
                cards["quality"],
                self.more,
                STRETCH,
                gap=_GAP,
                margins=(24, 16, 10, 16),
            )
        )
        return row((body, _FILLS), STRETCH, gap=0)


def _make_cards() -> dict[str, FigureCard]:
    legend = Legend(
        [
            ("c1", "bar", _("Actual")),
            ("text2", "line", _("Plan")),
            ("c2", "dot", _("Last year")),
        ]
    )
    charts = {
        "abc": FigureCard("abc", ShareCurveChart(card_title("abc"))),
        "year": FigureCard("year", BarChart(card_title("year")), legend),
    }
    tables = (
        *("cross", "structure", "ageing", "loss", "rhythm"),
        *("turnover", "composition", "golden", "rfm", "segments", "profit", "product_plan"),
        *("festival", "changes", "forecast", "risk", "reach", "people", "quality"),
    )
    return charts | {key: FigureCard(key) for key in tables}
