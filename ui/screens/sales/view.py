"""Draws plans, orders and products under three tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.queries.sales.catalogue import CatalogueLine
from app.queries.sales.orders import OrderSummary
from ui.formats import Formats
from ui.screens.context import Clock
from ui.screens.sales.columns import SalesCells
from ui.screens.sales.list_panes import OrdersPane, ProductsPane
from ui.screens.sales.month_pane import MonthPane
from ui.screens.sales.plan_dialog import PlanDialog
from ui.screens.sales.rows import DealerView, MonthView, PlanForm, ProductView
from ui.texts import _, p_
from ui.widgets.buttons import Button
from ui.widgets.choice_row import Tabs
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.panel import hline
from ui.widgets.screen import Screen


class SalesView(Screen):
    """Three tabs over three panes.

    Signals:
        tab_chosen: "plan", "orders" or "products".
        new_requested: The user wants to take an order.
        watch_requested: Which goods run out where.
        plan_kept: Lines, "even" or "ten", support.
    """

    tab_chosen = Signal(str)
    new_requested = Signal()
    plan_kept = Signal(list, str, str)
    watch_requested = Signal()

    def __init__(self, formats: Formats, clock: Clock) -> None:
        super().__init__()
        self._formats = formats
        cells = SalesCells(formats, clock)
        self.month, self.orders, self.products = (
            MonthPane(cells),
            OrdersPane(cells),
            ProductsPane(cells),
        )
        self.tabs = Tabs(
            [
                ("plan", p_("sales", "Plan and sales"), None),
                ("orders", _("Orders and returns"), None),
                ("products", _("Products and prices"), None),
            ]
        )
        self._panes = {"plan": self.month, "orders": self.orders, "products": self.products}
        self._stack = QStackedWidget()
        self._dialog: PlanDialog | None = None
        for pane in self._panes.values():
            self._stack.addWidget(pane)
        new = Button(_("New order"), "primary", "plus")
        new.clicked.connect(self.new_requested)
        self.orders.new_requested.connect(self.new_requested)
        self.set_heading(_("Sales"))
        watch = Button(_("Stock watch"), icon="boxes")
        watch.clicked.connect(self.watch_requested)
        self.set_actions([watch, new])
        bar = row(self.tabs, STRETCH, margins=(24, 6, 20, 0))
        self.setLayout(column(bar, hline(), (self._stack, 1), gap=0))
        self.tabs.chosen.connect(self._turn)

    def panes(self) -> Sequence[QWidget]:
        """Walk list and side pane."""
        return tuple(pane for pane in self._panes.values() if pane.isVisible())

    def show_month(self, month: MonthView) -> None:
        """Show a month."""
        self.month.show_month(month)

    def show_dealer(self, dealer: DealerView | None) -> None:
        """Show a dealer's month."""
        self.month.show_dealer(dealer)

    def open_plan(self, form: PlanForm) -> None:
        """Open the form of a plan."""
        self._dialog = PlanDialog(self, form, self._formats)
        self._dialog.kept.connect(self.plan_kept)
        self._dialog.destroyed.connect(self._forget_dialog)
        self._dialog.open()

    def show_plan_error(self, words: str) -> None:
        """Say why a plan is not taken."""
        if self._dialog is not None:
            self._dialog.show_error(words)

    def close_plan(self) -> None:
        """The plan was taken."""
        if self._dialog is not None:
            self._dialog.accept()

    def show_orders(self, orders: Sequence[OrderSummary]) -> None:
        """Show orders."""
        self.orders.show_orders(orders)

    def show_products(self, products: Sequence[CatalogueLine]) -> None:
        """Show the catalogue."""
        self.products.show_products(products)

    def show_product(self, product: ProductView | None) -> None:
        """Show a product's sheet."""
        self.products.sheet.show_product(product)

    def _turn(self, key: str) -> None:
        self._stack.setCurrentWidget(self._panes[key])
        self.tab_chosen.emit(key)

    def _forget_dialog(self) -> None:
        self._dialog = None
