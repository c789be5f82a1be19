"""Joins the score sheet's view and presenter."""

from __future__ import annotations

from ui.screens.context import ScreenContext
from ui.screens.evaluation.presenter import EvaluationPresenter
from ui.screens.evaluation.view import EvaluationScreen


def build_evaluation(
    context: ScreenContext, account_id: str
) -> tuple[EvaluationScreen, EvaluationPresenter]:
    """Build the score sheet of an account; call `load` when it is shown."""
    view = EvaluationScreen()
    presenter = EvaluationPresenter(view, context, account_id)
    view.scheme_chosen.connect(presenter.choose_scheme)
    view.edited.connect(presenter.compute)
    view.save_requested.connect(presenter.save)
    return view, presenter
