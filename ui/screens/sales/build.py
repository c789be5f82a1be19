"""Joins the sales screen's view and presenter."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.sales.presenter import SalesPresenter
from ui.screens.sales.view import SalesView


def build_sales(context: ScreenContext) -> tuple[SalesView, SalesPresenter]:
    """Build the screen; the first `load` is the caller's."""
    view = SalesView(context.formats, context.workspace)
    presenter = SalesPresenter(view, context)
    view.tab_chosen.connect(presenter.choose_tab)
    view.new_requested.connect(presenter.new_order)
    view.plan_kept.connect(presenter.desk.write)
    month, orders, products = view.month, view.orders, view.products
    month.month_stepped.connect(presenter.step_month)
    month.calendar_chosen.connect(presenter.choose_calendar)
    month.dealer_chosen.connect(presenter.desk.choose)
    month.dealer_opened.connect(presenter.open_account)
    month.dealer.step_requested.connect(presenter.desk.take_step)
    orders.group_chosen.connect(presenter.filter_orders)
    orders.order_opened.connect(presenter.open_order)
    products.text_typed.connect(presenter.find_products)
    products.product_chosen.connect(presenter.choose_product)
    view.watch_requested.connect(lambda: context.navigation.open_page("stock_watch"))
    return view, presenter
