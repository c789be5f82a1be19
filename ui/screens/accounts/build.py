"""Joins the account list's view and presenter."""

from __future__ import annotations

from app.queries.accounts.ownership import HandoverKind
from ui.screens.account.owner.changing_hands import ChangingHands
from ui.screens.accounts.presenter import AccountsPresenter
from ui.screens.accounts.view import AccountsListView
from ui.screens.context import ScreenContext
from ui.screens.papers.subjects import open_papers


def build_accounts(context: ScreenContext) -> tuple[AccountsListView, AccountsPresenter]:
    """Build the screen."""
    view = AccountsListView(context.formats, context.workspace)
    presenter = AccountsPresenter(view, context)
    view.text_typed.connect(presenter.filter_text)
    view.view_chosen.connect(presenter.filter_view)
    view.cities_chosen.connect(presenter.filter_cities)
    view.classes_chosen.connect(presenter.filter_classes)
    view.segments_chosen.connect(presenter.filter_segments)
    view.owners_chosen.connect(presenter.filter_owners)
    view.sort_requested.connect(
        lambda order, descending: presenter.sort(order, descending=descending)
    )
    view.rows_needed.connect(presenter.need_rows)
    view.account_chosen.connect(presenter.glance)
    view.account_opened.connect(presenter.open)
    view.visit_requested.connect(presenter.start_visit)
    view.contract_requested.connect(presenter.new_contract)
    view.new_account_requested.connect(context.navigation.new_account)
    view.import_requested.connect(lambda: context.navigation.open_page("import"))
    view.export_chosen.connect(presenter.exports.export)
    hands = ChangingHands(view.foot, context)
    view.foot.handover_requested.connect(lambda ids, kind: hands.ask(ids, HandoverKind(kind)))
    view.foot.handover_answered.connect(lambda person, _role, reason: hands.answer(person, reason))
    view.foot.papers_requested.connect(lambda ids, kind: open_papers(context, kind, ids))
    view.cleaning_requested.connect(lambda: context.navigation.show_screen("cleaning"))
    view.switch.left_for.connect(context.navigation.show_screen)
    return view, presenter
