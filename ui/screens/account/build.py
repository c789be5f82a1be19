"""Joins views and presenters of the account page and of the form for a new account."""

from __future__ import annotations

from functools import partial

from app.queries.accounts.dealer_tree import read_dealer_tree
from ui.screens.account.file.dealer import DealerFile
from ui.screens.account.history_words import GROUPS, group_words
from ui.screens.account.money.agreements import Agreements
from ui.screens.account.new_presenter import NewAccountPresenter
from ui.screens.account.new_view import NewAccountView
from ui.screens.account.owner.owning import Owning
from ui.screens.account.owner.panel import OwnershipPanel
from ui.screens.account.people.confiding import Confiding
from ui.screens.account.presenter import AccountPresenter
from ui.screens.account.standing.reading import StandingReading
from ui.screens.account.tree.words import tree_view
from ui.screens.account.twins.merging import TwinMerging
from ui.screens.account.twins.panel import TwinPanel
from ui.screens.account.view import AccountView
from ui.screens.account.warning_reading import WarningReading
from ui.screens.context import ScreenContext
from ui.screens.history.build import open_history
from ui.screens.papers.subjects import open_papers
from ui.screens.preparation.build import open_preparation


def build_account(context: ScreenContext, account_id: str) -> tuple[AccountView, AccountPresenter]:
    """Build the page of one account; call `load` when it is shown.

    Args:
        context: What presenters need.
        account_id: The account.
    """
    groups = [(group, group_words(group)) for group in GROUPS]
    view = AccountView(context.formats, groups)
    twins = TwinMerging(view.twins, context, account_id)
    dealer = DealerFile(view.dealer, context, account_id)
    warnings = WarningReading(view.warnings, context, account_id)
    standing = StandingReading(view.standing, context, account_id)
    owning = Owning(view.owning, context, account_id)
    agreements = Agreements(view.agreements, context, account_id)

    def load_beside() -> None:
        twins.load()
        warnings.load()
        dealer.load()
        standing.load()
        owning.load()
        agreements.load()
        context.runner.on_store(
            lambda: read_dealer_tree(context.workspace, account_id),
            lambda tree: view.tree.show_tree(tree_view(tree, context.formats)),
            owner=view,
        )

    presenter = AccountPresenter(view, context, account_id, beside=load_beside)
    view.dealer.opened.connect(dealer.open)
    view.agreements.requested.connect(agreements.act)
    view.agreements.given.connect(agreements.choose)
    _connect_owning(view.owning, owning)
    view.warnings.all_requested.connect(warnings.show_all)
    view.evaluation_requested.connect(
        lambda: context.navigation.open_page("evaluation", account_id)
    )
    view.tree.account_requested.connect(context.navigation.open_account)
    _connect_orders(view, context, account_id)
    _connect_twins(view.twins, twins)
    _connect_page(view, presenter)
    _connect_file(view, presenter)
    view.file.history.clicked.connect(lambda: open_history(context, view, "account", account_id))
    _connect_people(view, presenter)
    _connect_confidences(view, Confiding(view.people, context))
    return view, presenter


def _connect_page(view: AccountView, presenter: AccountPresenter) -> None:
    view.visit_requested.connect(presenter.start_visit)
    view.plan_requested.connect(presenter.ask_plan)
    view.plans.submitted.connect(presenter.planning.plan)
    view.head.alert_followed.connect(presenter.follow_alert)
    view.contracts.open_requested.connect(presenter.open_contract)
    view.contracts.all_requested.connect(presenter.show_contracts)
    view.contracts.new_requested.connect(presenter.new_contract)
    view.timeline.groups_chosen.connect(presenter.filter_timeline)
    view.timeline.more_requested.connect(presenter.more_timeline)


def _connect_orders(view: AccountView, context: ScreenContext, account_id: str) -> None:
    take = context.navigation.new_order
    view.preparation_requested.connect(lambda: open_preparation(context, view, account_id))
    view.order_requested.connect(lambda: take(account_id))
    view.return_requested.connect(lambda: take(account_id, "return"))
    view.paper_requested.connect(lambda kind: open_papers(context, kind, [account_id]))


def _connect_twins(panel: TwinPanel, twins: TwinMerging) -> None:
    panel.compare_requested.connect(twins.compare)
    panel.act_requested.connect(twins.act)
    panel.decline_requested.connect(twins.decline)


def _connect_owning(panel: OwnershipPanel, owning: Owning) -> None:
    panel.claim_requested.connect(owning.claim)
    panel.handover_requested.connect(owning.hand_over)
    panel.release_requested.connect(owning.release)
    panel.naming_requested.connect(owning.name)
    panel.removal_requested.connect(owning.remove)
    panel.decision_requested.connect(
        lambda request_id, approves: owning.decide(request_id, approves=approves)
    )
    panel.answered.connect(owning.answer)
    panel.mark_requested.connect(lambda mark, on: owning.mark(mark, on=on))


def _connect_file(view: AccountView, presenter: AccountPresenter) -> None:
    view.file.edit_requested.connect(presenter.blocks.edit)
    view.file.confirm_requested.connect(presenter.blocks.confirm)
    view.file.field_left.connect(presenter.blocks.check)
    view.file.lookup_requested.connect(presenter.blocks.look_up)
    view.file.save_requested.connect(presenter.blocks.save)
    view.leaving_save_requested.connect(lambda: presenter.blocks.save(view.leave_requested.emit))
    view.file.cancel_requested.connect(view.drop_block)
    view.block_dropped.connect(presenter.blocks.cancel)
    view.file.changes_requested.connect(presenter.blocks.show_changes)


def _connect_people(view: AccountView, presenter: AccountPresenter) -> None:
    view.people.add_requested.connect(presenter.contacts.edit)
    view.people.edit_requested.connect(presenter.contacts.edit)
    view.people.delete_requested.connect(presenter.contacts.delete)
    view.people.call_requested.connect(presenter.contacts.call)
    view.contact_field_left.connect(presenter.contacts.check)
    view.contact_save_requested.connect(presenter.contacts.save)
    view.contact_closed.connect(presenter.contacts.close)


def _connect_confidences(view: AccountView, confiding: Confiding) -> None:
    # Partials, because nothing else keeps the presenter alive.
    view.people.confidence_requested.connect(partial(confiding.open))
    view.people.reveal_requested.connect(partial(confiding.reveal))
    view.people.confidence_saved.connect(partial(confiding.save))


def build_new_account(context: ScreenContext) -> tuple[NewAccountView, NewAccountPresenter]:
    """Build the page that opens the file of a new account; call `load` when it is shown."""
    view = NewAccountView()
    presenter = NewAccountPresenter(view, context)
    view.field_left.connect(presenter.check)
    view.name_typed.connect(presenter.look_for_likely)
    view.save_requested.connect(presenter.save)
    view.cancel_requested.connect(context.navigation.go_back)
    view.leaving_save_requested.connect(lambda: presenter.save(view.leave_requested.emit))
    view.account_requested.connect(presenter.open)
    return view, presenter
