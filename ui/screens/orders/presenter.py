"""Decides what stands in one order or return. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from app.commands.sales.orders import OrderDraft
from app.domain.changes import ChangeSet
from app.domain.sales.orders import OrderLine, order_total
from app.queries.credit.line import Order, OrderCheck, judge_order
from app.queries.sales.orders import (
    OfferedProduct,
    OrderSheet,
    read_new_order,
    read_offers,
    read_order,
)
from ui.formats import MISSING
from ui.screens.context import ScreenContext
from ui.screens.orders.keeper import OrderKeeper, OrderKey
from ui.screens.orders.order_words import OrderWords
from ui.screens.orders.ports import OrderPage
from ui.screens.orders.steps import OrderSteps

_SHOWN = ("field_order", "field_order_line", "receivable", "collection", "credit_limit", "warning")


class OrderPresenter:
    """An order from the first product to the office's answer.

    Args:
        view: What it is shown on.
        context: Store, lanes, navigation, language.
        key: Which order.

    Attributes:
        keeper: Holds the draft.
        steps: Everything but sending.
    """

    def __init__(self, view: OrderPage, context: ScreenContext, key: OrderKey) -> None:
        self._view, self._context = view, context
        self._words = OrderWords(context.formats, context.workspace)
        self._sheet: OrderSheet | None = None
        self._offers: dict[str, OfferedProduct] = {}
        self._asked = 0
        self.keeper = OrderKeeper(view, context, key)
        self.steps = OrderSteps(context, self.keeper)

    def load(self) -> None:
        """Fetch the order, or what a new one needs."""
        workspace, key = self._context.workspace, self.keeper.key
        if not self.keeper.is_at_rest:
            return
        self._context.runner.on_store(
            lambda: (
                read_order(workspace, key.order_id)
                if key.order_id
                else read_new_order(workspace, key.account_id, key.kind)
            ),
            self._show,
            owner=self._view,
        )

    def on_changed(self, changes: ChangeSet) -> None:
        """Look again at what the office decided, and at the credit."""
        if self._sheet is None or not changes.touches(*_SHOWN):
            return
        if self._sheet.is_editable:
            self._judge()
        else:
            self.load()

    def add(self, product_id: str) -> None:
        """Put a product into the order, or go to the line that has it."""
        lines = self.keeper.draft.lines
        products = [line.product_id for line in lines]
        if product_id in products:
            self._show_lines(enter=products.index(product_id))
        elif offer := self._offers.get(product_id):
            self._put(lines=(*lines, _line_of(offer)))
            self._show_lines(enter=len(lines))

    def set_quantity(self, place: int, quantity: int | None) -> None:
        """Take what was typed as quantity."""
        self._change(place, lambda line: replace(line, quantity=quantity or 0))

    def set_price(self, place: int, minor: int | None) -> None:
        """Take what was agreed for one unit."""
        self._change(place, lambda line: replace(line, unit_price_minor=minor))

    def set_reason(self, place: int, words: str) -> None:
        """Take why goods come back."""
        self._change(place, lambda line: replace(line, return_reason=words))

    def remove(self, place: int) -> None:
        """Take a line out."""
        lines = self.keeper.draft.lines
        self._put(lines=(*lines[:place], *lines[place + 1 :]))
        self._show_lines(enter=None)

    def set_head(self, name: str, value: object) -> None:
        """Take delivery day, terms or remark; another day of the order brings other prices."""
        self._put(**{name: value})
        if name == "ordered_on" and isinstance(value, dt.date):
            workspace, account_id = self._context.workspace, self.keeper.key.account_id
            self._context.runner.on_store(
                lambda: read_offers(workspace, account_id, value), self._reprice, owner=self._view
            )

    def send(self) -> None:
        """Hand the order in."""
        if self._sheet is not None and self._sheet.is_editable:
            self.keeper.send()

    def open_account(self) -> None:
        """Open the account's page."""
        self._context.navigation.open_account(self.keeper.key.account_id)

    def _show(self, sheet: OrderSheet) -> None:
        self._sheet = sheet
        self._offers = {offer.id: offer for offer in sheet.offers}
        self.keeper.begin(
            OrderKey(sheet.account_id, sheet.id, sheet.kind),
            OrderDraft(
                ordered_on=sheet.ordered_on,
                delivery_on=sheet.delivery_on,
                is_on_credit=sheet.is_on_credit,
                remark=sheet.remark,
                lines=tuple(stored.line for stored in sheet.lines),
            ),
        )
        self._view.show_head(self._words.head(sheet))
        self._view.show_products([self._words.choice(offer) for offer in sheet.offers])
        self._show_lines(enter=None)
        self._judge()

    def _show_lines(self, *, enter: int | None) -> None:
        kept = {each.line.product_id: each for each in self._sheet.lines} if self._sheet else {}
        views = []
        for line in self.keeper.draft.lines:
            offer = self._offers.get(line.product_id)
            named = offer or kept.get(line.product_id)
            is_return = self.keeper.key.kind == "return"
            views.append(self._words.line(line, offer, named, is_return=is_return))
        self._view.show_lines(views, enter=enter)
        self._show_amounts()

    def _show_amounts(self) -> None:
        lines, money = self.keeper.draft.lines, self._context.formats.money
        amounts = [
            MISSING if line.amount_minor is None else money(line.amount_minor) for line in lines
        ]
        self._view.show_amounts(amounts, self._words.total(order_total(lines), len(lines)))

    def _change(self, place: int, change: Callable[[OrderLine], OrderLine]) -> None:
        lines = list(self.keeper.draft.lines)
        if place < len(lines):
            lines[place] = change(lines[place])
            self._put(lines=tuple(lines))
            self._show_amounts()

    def _put(self, **values: object) -> None:
        if self._sheet is None or not self._sheet.is_editable:
            return
        if self.keeper.put(**values):
            self._view.show_faults((), go=False)
            self._judge()

    def _reprice(self, offers: tuple[OfferedProduct, ...]) -> None:
        self._offers = {offer.id: offer for offer in offers}
        lines = self.keeper.draft.lines
        self._put(lines=tuple(_repriced(line, self._offers) for line in lines))
        self._view.show_products([self._words.choice(offer) for offer in offers])
        self._show_lines(enter=None)

    def _judge(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if sheet.kind == "return" or not sheet.is_editable:
            self._view.show_check(self._words.told(sheet))
            return
        self._asked += 1
        asked, workspace, key = self._asked, self._context.workspace, self.keeper.key
        draft = self.keeper.draft
        order = Order(order_total(draft.lines), is_on_credit=draft.is_on_credit)

        def show(found: tuple[OrderCheck, int | None]) -> None:
            if asked == self._asked:
                self._view.show_check(self._words.check(*found))

        self._context.runner.on_store(
            lambda: judge_order(workspace, key.account_id, order, order_id=key.order_id),
            show,
            owner=self._view,
        )


def _line_of(offer: OfferedProduct) -> OrderLine:
    """Return a new line at the price of the day."""
    return OrderLine(
        product_id=offer.id,
        quantity=0,
        price_id=offer.price_id or "",
        list_price_minor=offer.price_minor,
        unit_price_minor=offer.price_minor,
        lowest_price_minor=offer.lowest_minor,
    )


def _repriced(line: OrderLine, offers: dict[str, OfferedProduct]) -> OrderLine:
    """Return a line at the prices of another day; what was agreed begins anew."""
    offer = offers.get(line.product_id)
    if offer is None or offer.price_id == line.price_id:
        return line
    fresh = _line_of(offer)
    return replace(fresh, quantity=line.quantity, return_reason=line.return_reason)
