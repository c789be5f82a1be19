"""Joins the unlock form and its presenter."""

from __future__ import annotations

from ui.screens.unlock.presenter import UnlockPresenter
from ui.screens.unlock.view import UnlockView


def build_unlock_view(presenter: UnlockPresenter) -> UnlockView:
    """Return a view in the language of the moment, joined to a presenter that goes on."""
    view = UnlockView()
    view.unlock_requested.connect(presenter.unlock)
    view.profile_chosen.connect(presenter.choose)
    view.other_requested.connect(presenter.use_other)
    view.action_requested.connect(presenter.act)
    view.second_passed.connect(presenter.second_passed)
    presenter.show_on(view)
    return view
