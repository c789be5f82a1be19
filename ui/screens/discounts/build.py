"""Joins the view and the presenter of the discount matrix."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.discounts.presenter import DiscountsPresenter
from ui.screens.discounts.view import DiscountsScreen


def build_discounts(context: ScreenContext) -> tuple[DiscountsScreen, DiscountsPresenter]:
    """Build the page."""
    view = DiscountsScreen()
    presenter = DiscountsPresenter(view, context)
    view.change_wanted.connect(presenter.begin)
    view.answered.connect(presenter.answer)
    return view, presenter
