"""Decides what the sales screen shows and carries out what the user wants. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.accounts.follow_ups import months_after
from app.domain.analysis.periods import month_of, month_period
from app.domain.changes import ChangeSet
from app.queries.sales.catalogue import CatalogueLine, list_catalogue, read_product
from app.queries.sales.month import read_month_grid
from app.queries.sales.orders import list_orders
from ui.screens.context import ScreenContext
from ui.screens.sales.plan_desk import PlanDesk
from ui.screens.sales.ports import SalesPage
from ui.screens.sales.rows import MonthView
from ui.screens.sales.sales_words import SalesWords

_SALES = ("sales_plan", "sales_record", "channel_sale", "account")
_ORDERS = ("field_order", "field_order_line", "journal", "account")
_PRODUCTS = ("product", "price", "price_list")
_GROUPS = {
    "open": ("draft",),
    "sent": ("sent",),
    "done": ("confirmed", "refused", "delivered", "cancelled"),
}


class SalesPresenter:
    """Plans by month, orders, and the catalogue; each is read when its tab is looked at.

    Attributes:
        desk: The chosen dealer's plan.
    """

    def __init__(self, view: SalesPage, context: ScreenContext) -> None:
        self._view, self._context = view, context
        self._words = SalesWords(context.formats, context.workspace)
        self._month = month_of(context.workspace.today())
        self._tab, self._group, self._text = "plan", "all", ""
        self._is_lunar = False
        self.desk = PlanDesk(view, context, self._words, self._month)

    def load(self) -> None:
        """Fetch what the tab shows."""
        match self._tab:
            case "plan":
                self._load_month()
            case "orders":
                self._load_orders()
            case _:
                self._load_products()

    def on_changed(self, changes: ChangeSet) -> None:
        """Fetch again if what changed is shown."""
        shown = {"plan": _SALES, "orders": _ORDERS}.get(self._tab, _PRODUCTS)
        if changes.touches(*shown):
            self.load()

    def choose_tab(self, key: str) -> None:
        """Look at plans, orders or products."""
        self._tab = key
        self.load()

    def step_month(self, months: int) -> None:
        """Look at another month."""
        first = month_period(self._month).first_on
        self._month = month_of(months_after(first, months))
        self._load_month()

    def choose_calendar(self, key: str) -> None:
        """Compare with the same days, or by the lunar year."""
        self._is_lunar = key == "moon"
        self._load_month()

    def filter_orders(self, group: str) -> None:
        """Show orders by where they stand."""
        self._group = group
        self._load_orders()

    def open_order(self, order_id: str) -> None:
        """Open an order."""
        self._context.navigation.open_page("order", order_id)

    def new_order(self) -> None:
        """Choose an account and take an order of it."""
        self._context.navigation.new_order()

    def open_account(self, account_id: str) -> None:
        """Open an account's page."""
        self._context.navigation.open_account(account_id)

    def find_products(self, text: str) -> None:
        """Look for products."""
        self._text = text
        self._load_products()

    def choose_product(self, product: CatalogueLine | None) -> None:
        """Show a product's sheet at the side."""
        if product is None:
            self._view.show_product(None)
            return
        workspace, product_id = self._context.workspace, product.id
        self._run(
            lambda: read_product(workspace, product_id),
            lambda sheet: self._view.show_product(self._words.product(sheet)),
        )

    def _load_month(self) -> None:
        workspace, month, is_lunar = self._context.workspace, self._month, self._is_lunar

        def show(view: MonthView) -> None:
            if view.key == self._month:
                self._view.show_month(view)

        words = self._words
        self._run(lambda: words.month(read_month_grid(workspace, month, is_lunar=is_lunar)), show)
        self.desk.show_month(month)

    def _load_orders(self) -> None:
        workspace, states = self._context.workspace, _GROUPS.get(self._group, ())
        self._run(lambda: list_orders(workspace, states), self._view.show_orders)

    def _load_products(self) -> None:
        workspace, text = self._context.workspace, self._text
        self._run(lambda: list_catalogue(workspace, text), self._view.show_products)

    def _run(self, task: Callable[[], object], show: Callable[..., None]) -> None:
        self._context.runner.on_store(task, show, owner=self._view)
