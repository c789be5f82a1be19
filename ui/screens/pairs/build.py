"""Joins the view and the presenter of the pairs."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.pairs.presenter import PairsPresenter
from ui.screens.pairs.view import PairsScreen


def build_pairs(context: ScreenContext) -> tuple[PairsScreen, PairsPresenter]:
    """Build the screen."""
    view = PairsScreen(context.formats)
    presenter = PairsPresenter(view, context)
    view.view_chosen.connect(presenter.choose)
    view.line_opened.connect(presenter.open)
    view.action_requested.connect(presenter.open_other)
    return view, presenter
