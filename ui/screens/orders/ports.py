"""What the parts of an order's page ask of its view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ui.screens.orders.rows import CheckView, HeadView, LineView, ProductChoice


class OrderPage(Protocol):
    """The page of one order."""

    def show_head(self, head: HeadView) -> None:
        """Show whose order it is and where it stands."""
        ...

    def show_products(self, products: Sequence[ProductChoice]) -> None:
        """Offer products."""
        ...

    def show_lines(self, lines: Sequence[LineView], *, enter: int | None) -> None:
        """Show the goods; put the keyboard into the quantity of a line if asked to."""
        ...

    def show_amounts(self, amounts: Sequence[str], total: str) -> None:
        """Show what the lines come to."""
        ...

    def show_check(self, check: CheckView) -> None:
        """Show the credit check."""
        ...

    def show_faults(self, faults: Sequence[tuple[str, str]], *, go: bool) -> None:
        """Mark what is wrong, as field and sentence; go to the first of it if asked to."""
        ...

    def fix_day(self) -> None:
        """The order is kept: its day, and so its prices, do not change any more."""
        ...

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Hear whether everything is kept."""
        ...

    def show_refused(self, words: str) -> None:
        """Hear that the draft could not be kept."""
        ...
