"""Joins the account list's view and presenter."""

from __future__ import annotations

from ui.screens.accounts.presenter import AccountsPresenter
from ui.screens.accounts.view import AccountsListView
from ui.screens.context import ScreenContext


def build_accounts(context: ScreenContext) -> tuple[AccountsListView, AccountsPresenter]:
    """Build the screen."""
    view = AccountsListView(context.formats, context.workspace)
    presenter = AccountsPresenter(view, context)
    view.text_typed.connect(presenter.filter_text)
    view.view_chosen.connect(presenter.filter_view)
    view.cities_chosen.connect(presenter.filter_cities)
    view.classes_chosen.connect(presenter.filter_classes)
    view.segments_chosen.connect(presenter.filter_segments)
    view.sort_requested.connect(
        lambda order, descending: presenter.sort(order, descending=descending)
    )
    view.rows_needed.connect(presenter.need_rows)
    view.account_chosen.connect(presenter.glance)
    view.account_opened.connect(presenter.open)
    view.visit_requested.connect(presenter.start_visit)
    view.contract_requested.connect(presenter.new_contract)
    view.new_account_requested.connect(context.navigation.new_account)
    view.cleaning_requested.connect(lambda: context.navigation.show_screen("cleaning"))
    return view, presenter
