"""Draws the stock watch and reports what the user did."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.sales.stock import StockNeed
from app.queries.sales.stock_watch import WatchedGoods
from ui.delegates.row_table import RowTable
from ui.formats import MISSING, Formats
from ui.models.cells import Mark, Name, Num, TagCell, Tags
from ui.models.columns import Column
from ui.models.row_table_model import RowTableModel
from ui.screens.context import Clock
from ui.texts import _, current_language, n_, p_
from ui.theme.tokens import Tone
from ui.widgets.blocks import EmptyState
from ui.widgets.buttons import Button
from ui.widgets.choice_row import Tabs
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline
from ui.widgets.screen import Screen
from ui.widgets.text import Text

_TONES: dict[StockNeed, Tone] = {
    StockNeed.OUT: "bad",
    StockNeed.LOW: "warn",
    StockNeed.OVERSTOCKED: "info",
}


class StockWatchScreen(Screen):
    """Goods that are gone, nearly gone or lie too long, key accounts first.

    Signals:
        group_chosen: Key of a group.
        account_opened: Id.
        order_requested: Id of the account of the chosen row.
    """

    group_chosen = Signal(str)
    account_opened = Signal(str)
    order_requested = Signal(str)

    def __init__(self, formats: Formats, clock: Clock) -> None:
        super().__init__()
        self._formats, self._clock = formats, clock
        self.tabs = Tabs(
            [
                ("all", p_("stock", "All"), None),
                ("key", _("Key accounts"), None),
                *((need.value, need_words(need), None) for need in _TONES),
            ]
        )
        self.model: RowTableModel[WatchedGoods] = RowTableModel(self._columns(), self)
        self.table = RowTable(self.model, two_lines=True, name=_("Stock watch"))
        self.order = Button(_("Take an order"), "primary", "package")
        self._note = Text(
            _("From the last counts; goods that were not counted for 60 days are not watched."),
            "meta", "text3",
        )  # fmt: skip
        self._empty = EmptyState(
            "boxes", _("Nothing runs out"), _("Count goods during a visit; they are watched then.")
        )
        self._chosen = ""
        self._build()

    def panes(self) -> Sequence[QWidget]:
        """Walk tabs and list."""
        return (self.tabs, self.table)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many goods each group holds."""
        for key, count in counts.items():
            self.tabs.set_count(key, count)

    def show_goods(self, goods: Sequence[WatchedGoods]) -> None:
        """Show goods."""
        self.model.refresh_rows(goods)
        self.table.setVisible(bool(goods))
        self._empty.setVisible(not goods)
        self.order.setEnabled(bool(goods and self._chosen))

    def _build(self) -> None:
        self.set_heading(_("Stock watch"))
        self.set_actions([self.order])
        self.order.setEnabled(False)
        views = row(self.tabs, STRETCH, margins=(24, 6, 20, 0))
        note = row(self._note, STRETCH, margins=(24, 10, 20, 6))
        lists = column((self.table, 1), (self._empty, 1), gap=0, margins=(12, 0, 8, 8))
        self.setLayout(column(views, hline(), note, (lists, 1), gap=0))
        self.tabs.chosen.connect(self.group_chosen)
        self.table.row_opened.connect(lambda one: self.account_opened.emit(one.goods.account_id))
        self.table.current_changed.connect(self._tell_current)
        self.order.clicked.connect(lambda: self.order_requested.emit(self._chosen))

    def _tell_current(self, one: WatchedGoods | None) -> None:
        self._chosen = one.goods.account_id if one is not None else ""
        self.order.setEnabled(bool(self._chosen))

    def _columns(self) -> Sequence[Column[WatchedGoods]]:
        return (
            Column("account", _("Account"), self._account),
            Column("product", p_("stock", "Goods"), product_words),
            Column("need", _("What it needs"), _need, width=128),
            Column("counted", p_("stock", "Counted"), self._counted, width=132, align="right"),
            Column("days", _("Lasts"), self._lasts, width=112, align="right"),
            Column(
                "season", _("Season ahead"), self._season, width=148, align="right", drop_below=820
            ),
        )

    def _account(self, one: WatchedGoods) -> Name:
        key = (Mark("crown", "accent", _("Key account")),) if one.goods.is_key else ()
        return Name(one.goods.account_name, "", one.goods.grade, key)

    def _counted(self, one: WatchedGoods) -> Num:
        day = self._formats.day(one.goods.counted_on, today=self._clock.today())
        return Num(f"{self._formats.count(one.goods.quantity)} {one.goods.unit}".strip(), sub=day)

    def _lasts(self, one: WatchedGoods) -> Num:
        if one.days is None:
            return Num(MISSING, "text3", _("nothing sold"))
        role = "bad" if one.need in {StockNeed.OUT, StockNeed.LOW} else "text"
        return Num(n_("{count} day", "{count} days", one.days).format(count=one.days), role)

    def _season(self, one: WatchedGoods) -> Num:
        if not one.goods.season_quantity:
            return Num(MISSING, "text3")
        words = f"{self._formats.count(one.goods.season_quantity)} {one.goods.unit}".strip()
        return Num(words, sub=_("30 days, last year"))


def need_words(need: StockNeed) -> str:
    """Return what should be done about goods."""
    words = {
        StockNeed.OUT: p_("stock", "Gone"),
        StockNeed.LOW: p_("stock", "Nearly gone"),
        StockNeed.OVERSTOCKED: p_("stock", "Too many"),
    }
    return words.get(need, "")


def product_words(one: WatchedGoods) -> str:
    """Return the product's name in the user's language."""
    if current_language() != "zh_CN" and one.goods.product_name_en:
        return one.goods.product_name_en
    return one.goods.product_name


def _need(one: WatchedGoods) -> Tags:
    return Tags((TagCell(need_words(one.need), _TONES[one.need]),))
