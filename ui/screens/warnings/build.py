"""Joins the warnings screen's view and presenter."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.warnings.presenter import WarningsPresenter
from ui.screens.warnings.view import WarningsScreen
from ui.screens.warnings.warning_words import step_names


def build_warnings(context: ScreenContext) -> tuple[WarningsScreen, WarningsPresenter]:
    """Build the screen."""
    view = WarningsScreen(step_names())
    presenter = WarningsPresenter(view, context)
    view.text_typed.connect(presenter.filter_text)
    view.group_chosen.connect(presenter.filter_group)
    view.rows_needed.connect(presenter.need_rows)
    view.line_chosen.connect(presenter.choose)
    view.account_opened.connect(presenter.open_account)
    view.step_wanted.connect(presenter.take)
    view.answered.connect(presenter.answer)
    return view, presenter
