"""Joins the view and the presenter of the evaluation schemes."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.schemes.presenter import SchemesPresenter
from ui.screens.schemes.view import SchemesScreen


def build_schemes(
    context: ScreenContext, scheme_id: str = ""
) -> tuple[SchemesScreen, SchemesPresenter]:
    """Build the page; it begins with a scheme where one is named."""
    view = SchemesScreen()
    presenter = SchemesPresenter(view, context, scheme_id)
    view.line_chosen.connect(presenter.choose)
    view.save_wanted.connect(presenter.save)
    view.copy_wanted.connect(presenter.copy)
    view.step_wanted.connect(presenter.take)
    return view, presenter
