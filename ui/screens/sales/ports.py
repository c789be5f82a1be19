"""What the sales screen's presenters ask of its view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.queries.sales.catalogue import CatalogueLine
from app.queries.sales.orders import OrderSummary
from ui.screens.sales.rows import DealerView, MonthView, PlanForm, ProductView


class SalesPage(Protocol):
    """What the presenter asks of its view."""

    def show_month(self, month: MonthView) -> None:
        """Show a month."""
        ...

    def show_dealer(self, dealer: DealerView | None) -> None:
        """Show a dealer's month."""
        ...

    def open_plan(self, form: PlanForm) -> None:
        """Open the form of a plan."""
        ...

    def show_plan_error(self, words: str) -> None:
        """Say why a plan is not taken."""
        ...

    def close_plan(self) -> None:
        """The plan was taken."""
        ...

    def show_orders(self, orders: Sequence[OrderSummary]) -> None:
        """Show orders."""
        ...

    def show_products(self, products: Sequence[CatalogueLine]) -> None:
        """Show the catalogue."""
        ...

    def show_product(self, product: ProductView | None) -> None:
        """Show a product's sheet."""
        ...
