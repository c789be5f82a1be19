"""Holds what was typed into an order, keeps it at every pause, and hands it in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.commands.sales.orders import OrderDraft, begin_order, keep_order, send_order
from app.commands.sales.quotations import quote_goods
from app.domain.changes import ChangeSet
from app.domain.errors import DomainError
from app.domain.sales.orders import order_faults
from app.workspace import Workspace
from ui.screens.context import ScreenContext
from ui.screens.orders.ports import OrderPage
from ui.texts import _, sentence

_MINOR = "_minor"


@dataclass(frozen=True, slots=True)
class OrderKey:
    """Which order: its id, or whose and what kind while it is new."""

    account_id: str
    order_id: str
    kind: str


class OrderKeeper:
    """The draft between the page and the store.

    Nothing is written before there is something to keep; what the rules refuse waits on the page.

    Attributes:
        key: Which order it is; its id comes with the first save.
        draft: What the page holds.
    """

    def __init__(self, view: OrderPage, context: ScreenContext, key: OrderKey) -> None:
        self._view, self._context = view, context
        self.key = key
        self.draft = OrderDraft(context.workspace.today())
        self._is_dirty = self._is_closed = False
        self._is_sending = False
        self._on_the_way = 0

    @property
    def is_at_rest(self) -> bool:
        """Whether the store holds everything, so that the page may be read again."""
        return not (self._is_dirty or self._on_the_way or self._is_closed)

    def begin(self, key: OrderKey, draft: OrderDraft) -> None:
        """Take the order as the store has it."""
        self.key, self.draft = key, draft

    def put(self, **values: object) -> bool:
        """Change the draft; return whether anything differs from before."""
        changed = replace(self.draft, **values)  # type: ignore[arg-type]
        if changed == self.draft or self._is_closed:
            return False
        self.draft, self._is_dirty = changed, True
        self._view.show_unsaved(unsaved=True)
        return True

    def save(self) -> None:
        """Keep what is new, unless a price would be refused."""
        if not self._is_dirty or self._is_closed or self._on_the_way:
            return
        outside = [each for each in self.faults() if each[0].endswith(_MINOR)]
        if outside:
            self._view.show_faults(outside, go=False)
            self._view.show_refused(outside[0][1])
            return
        self._is_dirty, self._on_the_way = False, 1
        workspace, key, draft = self._context.workspace, self.key, self.draft
        self._context.runner.on_store(
            lambda: _keep(workspace, key, draft),
            lambda kept: self._kept(*kept),
            self._not_kept,
            owner=self._view,
        )

    def send(self) -> None:
        """Hand the order in, unless something is wrong with it; what is new is kept first."""
        faults = self.faults()
        self._view.show_faults(faults, go=True)
        self._is_sending = not (faults or self._is_closed)
        if self._is_sending and self.is_at_rest and self.key.order_id:
            self._hand_in()
        elif self._is_sending:
            self.save()

    def quote(self) -> None:
        """Offer the goods in writing instead of ordering them: the draft becomes a quotation."""
        if self._on_the_way or self._is_closed:
            return
        faults = [each for each in self.faults() if not each[0].endswith("_on")]
        self._view.show_faults(faults, go=True)
        if faults:
            return
        self._is_closed, self._is_dirty = True, False
        workspace, key, draft = self._context.workspace, self.key, self.draft
        self._context.runner.on_store(
            lambda: quote_goods(workspace, key.account_id, draft, order_id=key.order_id),
            self._quoted,
            self._not_sent,
            owner=self._view,
        )

    def close(self) -> None:
        """Keep nothing more."""
        self._is_closed, self._is_dirty = True, False
        self._view.show_unsaved(unsaved=False)

    def faults(self) -> list[tuple[str, str]]:
        """Return what keeps the order from being sent, as field and sentence."""
        draft = self.draft
        found = order_faults(
            self.key.kind,
            draft.lines,
            ordered_on=draft.ordered_on,
            delivery_on=draft.delivery_on,
            today=self._context.workspace.today(),
        )
        return [(fault.field, sentence(fault.code, fault.params)) for fault in found]

    def _kept(self, order_id: str, changes: ChangeSet) -> None:
        self.key, self._on_the_way = replace(self.key, order_id=order_id), 0
        self._view.fix_day()
        self._context.publish(changes)
        if self._is_dirty:
            self.save()
            return
        self._view.show_unsaved(unsaved=False)
        if self._is_sending:
            self._hand_in()

    def _hand_in(self) -> None:
        self._is_sending, self._is_closed = False, True
        workspace, key, draft = self._context.workspace, self.key, self.draft
        self._context.runner.on_store(
            lambda: send_order(workspace, key.order_id, draft)[1],
            self._sent,
            self._not_sent,
            owner=self._view,
        )

    def _not_kept(self, error: Exception) -> None:
        self._is_dirty, self._is_sending, self._on_the_way = True, False, 0
        if not isinstance(error, DomainError):
            raise error
        words = sentence(error)
        self._view.show_refused(words)
        self._context.navigation.show_refusal(words)

    def _sent(self, sent: ChangeSet) -> None:
        self.close()
        self._context.publish(sent)
        self._context.navigation.show_toast(_("Sent to the office."))
        self._context.navigation.go_back()

    def _quoted(self, made: tuple[str, ChangeSet]) -> None:
        quotation_id, changes = made
        self.close()
        self._context.publish(changes)
        self._context.navigation.show_toast(_("Quotation made. Print it, or change its terms."))
        self._context.navigation.go_back()
        self._context.navigation.records.open("quotation", quotation_id)

    def _not_sent(self, error: Exception) -> None:
        self._is_closed = False
        if not isinstance(error, DomainError):
            raise error
        words = sentence(error)
        self._view.show_faults([(str(error.params.get("field", "")), words)], go=True)
        self._context.navigation.show_refusal(words)


def _keep(workspace: Workspace, key: OrderKey, draft: OrderDraft) -> tuple[str, ChangeSet]:
    order_id = key.order_id
    if not order_id:
        day = draft.ordered_on
        order_id, _changes = begin_order(workspace, key.account_id, key.kind, ordered_on=day)
    return order_id, keep_order(workspace, order_id, draft)
