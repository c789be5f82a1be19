"""Joins the stock watch's view and presenter."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.stock_watch.presenter import StockWatchPresenter
from ui.screens.stock_watch.view import StockWatchScreen


def build_stock_watch(context: ScreenContext) -> tuple[StockWatchScreen, StockWatchPresenter]:
    """Build the screen."""
    view = StockWatchScreen(context.formats, context.workspace)
    presenter = StockWatchPresenter(view, context)
    view.group_chosen.connect(presenter.choose)
    view.account_opened.connect(presenter.open)
    view.order_requested.connect(presenter.order)
    return view, presenter
