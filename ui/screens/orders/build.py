"""Joins the page of an order with its presenter."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.queries.accounts.listing import AccountFilter, AccountSummary, find_accounts, read_accounts
from ui.screens.context import ScreenContext
from ui.screens.orders.account_dialog import AccountChoice, OrderAccountDialog
from ui.screens.orders.keeper import OrderKey
from ui.screens.orders.presenter import OrderPresenter
from ui.screens.orders.view import OrderView

_OFFERED = 30


def build_order(
    context: ScreenContext, *, account_id: str = "", order_id: str = "", kind: str = "order"
) -> tuple[OrderView, OrderPresenter]:
    """Build the page of an order, or of a new one of an account; call `load` when it is shown."""
    view = OrderView(context.workspace)
    presenter = OrderPresenter(view, context, OrderKey(account_id, order_id, kind))
    view.product_taken.connect(presenter.add)
    view.head_edited.connect(presenter.set_head)
    view.goods.quantity_edited.connect(presenter.set_quantity)
    view.goods.price_edited.connect(presenter.set_price)
    view.goods.reason_edited.connect(presenter.set_reason)
    view.goods.remove_requested.connect(presenter.remove)
    view.paused.connect(presenter.keeper.save)
    view.send_requested.connect(presenter.send)
    view.account_requested.connect(presenter.open_account)
    steps = presenter.steps
    view.discard_requested.connect(steps.discard)
    view.cancel_requested.connect(steps.cancel)
    view.confirm_requested.connect(steps.confirm)
    view.refuse_given.connect(steps.refuse)
    view.deliver_requested.connect(steps.deliver)
    view.revoke_given.connect(steps.revoke)
    view.quote_requested.connect(presenter.keeper.quote)
    return view, presenter


def ask_order_account(context: ScreenContext, window: QWidget) -> None:
    """Ask of which account an order is taken, and open its page."""
    dialog = OrderAccountDialog(window)
    workspace = context.workspace

    def find(text: str) -> None:
        def look() -> list[AccountChoice]:
            wanted = AccountFilter(today=workspace.today(), text=text.strip())
            found = read_accounts(workspace, find_accounts(workspace, wanted), 0, _OFFERED)
            return [_choice(row) for row in found]

        context.runner.on_store(look, dialog.show_accounts, owner=dialog)

    dialog.text_typed.connect(find)
    dialog.begun.connect(context.navigation.new_order)
    dialog.open()
    find("")


def _choice(row: AccountSummary) -> AccountChoice:
    sub = " · ".join(part for part in (row.city, row.principal) if part)
    return AccountChoice(row.id, row.name, sub, row.grade or "")
