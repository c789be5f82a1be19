"""Joins view and presenter of the list of debts."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.debts.presenter import DebtsPresenter
from ui.screens.debts.view import DebtsView


def build_debts(context: ScreenContext) -> tuple[DebtsView, DebtsPresenter]:
    """Build the screen."""
    view = DebtsView(context.formats, context.workspace)
    presenter = DebtsPresenter(view, context)
    view.view_chosen.connect(presenter.choose)
    view.line_opened.connect(presenter.open)
    view.action_requested.connect(presenter.write)
    view.decision_requested.connect(presenter.decide)
    return view, presenter
