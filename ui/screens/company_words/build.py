"""Joins the view and the presenter of what the company decided in words."""

from __future__ import annotations

from ui.screens.company_words.presenter import CompanyWordsPresenter
from ui.screens.company_words.view import CompanyWordsScreen
from ui.screens.context import ScreenContext


def build_company_words(
    context: ScreenContext,
) -> tuple[CompanyWordsScreen, CompanyWordsPresenter]:
    """Build the page."""
    view = CompanyWordsScreen()
    presenter = CompanyWordsPresenter(view, context)
    view.groups_given.connect(presenter.set_groups)
    view.switched.connect(lambda on: presenter.switch(on=on))
    view.account_requested.connect(context.navigation.open_account)
    return view, presenter
