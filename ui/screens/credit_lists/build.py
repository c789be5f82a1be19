"""Joins view and presenter of the lists of accounts for their credit."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.credit_lists.presenter import CreditListsPresenter
from ui.screens.credit_lists.view import CreditListsView


def build_credit_lists(context: ScreenContext) -> tuple[CreditListsView, CreditListsPresenter]:
    """Build the screen."""
    view = CreditListsView(context.formats)
    presenter = CreditListsPresenter(view, context)
    view.view_chosen.connect(presenter.choose)
    view.line_opened.connect(presenter.open)
    view.action_requested.connect(presenter.begin)
    return view, presenter
