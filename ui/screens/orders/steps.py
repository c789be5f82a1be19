"""Steps of an order besides sending: throw away, take back, and what the office decides."""

from __future__ import annotations

from collections.abc import Callable

from app.commands.sales.orders import cancel_order, decide_order, discard_order, end_order
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from ui.screens.context import ScreenContext
from ui.screens.orders.keeper import OrderKeeper
from ui.texts import _, sentence


class OrderSteps:
    """Takes one step and leaves the page; a refusal is said in one line and changes nothing."""

    def __init__(self, context: ScreenContext, keeper: OrderKeeper) -> None:
        self._context, self._keeper = context, keeper

    def discard(self) -> None:
        """Throw the draft away; one that was never kept is simply left."""
        self._keeper.close()
        if not self._keeper.key.order_id:
            self._context.navigation.go_back()
            return
        self._take(_("Draft thrown away."), discard_order)

    def cancel(self) -> None:
        """Take a sent order back."""
        self._take(_("Order taken back."), cancel_order)

    def confirm(self) -> None:
        """Accept the order."""
        self._take(
            _("Order confirmed."),
            lambda workspace, order_id: decide_order(workspace, order_id, is_confirmed=True),
        )

    def refuse(self, reason: str) -> None:
        """Refuse the order, with the reason."""
        self._take(
            _("Order refused."),
            lambda workspace, order_id: decide_order(
                workspace, order_id, is_confirmed=False, decision=reason
            ),
        )

    def deliver(self) -> None:
        """Note the delivery."""
        self._take(_("Delivery noted."), end_order)

    def revoke(self, reason: str) -> None:
        """Cancel a confirmed order, with the reason."""
        self._take(
            _("Order cancelled."),
            lambda workspace, order_id: end_order(workspace, order_id, reason=reason),
        )

    def _take(self, said: str, act: Callable[..., ChangeSet]) -> None:
        workspace, order_id = self._context.workspace, self._keeper.key.order_id
        self._context.runner.on_store(
            lambda: act(workspace, order_id),
            lambda changes: self._done(changes, said),
            self._failed,
        )

    def _done(self, changes: ChangeSet, said: str) -> None:
        self._context.publish(changes)
        self._context.navigation.show_toast(said)
        self._context.navigation.go_back()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._context.navigation.show_refusal(sentence(error))
