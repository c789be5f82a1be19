"""Joins the clean-up list's view and presenter."""

from __future__ import annotations

from ui.screens.cleaning.presenter import CleaningPresenter
from ui.screens.cleaning.view import CleaningView
from ui.screens.context import ScreenContext


def build_cleaning(context: ScreenContext) -> tuple[CleaningView, CleaningPresenter]:
    """Build the screen."""
    view = CleaningView(context.formats, context.workspace)
    presenter = CleaningPresenter(view, context)
    view.problem_chosen.connect(presenter.choose)
    view.person_chosen.connect(presenter.choose_person)
    view.account_opened.connect(presenter.open)
    view.rows_needed.connect(presenter.need_rows)
    return view, presenter
