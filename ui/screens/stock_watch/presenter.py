"""Decides what the stock watch shows. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.changes import ChangeSet
from app.domain.sales.stock import StockNeed
from app.queries.sales.stock_watch import WatchedGoods, read_stock_watch
from ui.screens.context import ScreenContext

ALL, KEY = "all", "key"
_SHOWN = ("stock_count", "sales_record", "account", "product")


class StockWatchView(Protocol):
    """What the presenter asks of its view."""

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many goods each group holds."""
        ...

    def show_goods(self, goods: Sequence[WatchedGoods]) -> None:
        """Show goods, the most urgent first."""
        ...


class StockWatchPresenter:
    """Reads the watch once; a group is a part of it."""

    def __init__(self, view: StockWatchView, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._goods: tuple[WatchedGoods, ...] = ()
        self._group = ALL

    def load(self) -> None:
        """Read which goods are watched."""
        workspace = self._context.workspace
        self._context.runner.on_store(
            lambda: read_stock_watch(workspace), self._arrived, owner=self._view
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Read again when something was counted or sold."""
        if changes.touches(*_SHOWN):
            self.load()

    def choose(self, group: str) -> None:
        """Show one group: all, those of key accounts, or one need."""
        self._group = group
        self._show()

    def open(self, account_id: str) -> None:
        """Open the page of an account."""
        self._context.navigation.open_account(account_id)

    def order(self, account_id: str) -> None:
        """Take an order of an account."""
        self._context.navigation.new_order(account_id)

    def _arrived(self, goods: tuple[WatchedGoods, ...]) -> None:
        self._goods = goods
        groups = (ALL, KEY, *(need.value for need in StockNeed if need is not StockNeed.NONE))
        self._view.show_counts({group: len(self._of(group)) for group in groups})
        self._show()

    def _show(self) -> None:
        self._view.show_goods(self._of(self._group))

    def _of(self, group: str) -> Sequence[WatchedGoods]:
        match group:
            case "all":
                return self._goods
            case "key":
                return [one for one in self._goods if one.goods.is_key]
            case _:
                return [one for one in self._goods if one.need == group]
