"""Joins the view and the presenter of the thresholds."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.thresholds.presenter import ThresholdsPresenter
from ui.screens.thresholds.view import ThresholdsScreen


def build_thresholds(context: ScreenContext) -> tuple[ThresholdsScreen, ThresholdsPresenter]:
    """Build the page."""
    view = ThresholdsScreen()
    presenter = ThresholdsPresenter(view, context)
    view.change_wanted.connect(presenter.begin)
    view.answered.connect(presenter.answer)
    return view, presenter
