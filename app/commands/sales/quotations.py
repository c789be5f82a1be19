"""Commands on quotations: make one of goods, give it, hear the answer, order by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from app.commands.sales.orders import OrderDraft
from app.domain.changes import ChangeSet
from app.domain.errors import NotAllowedError
from app.domain.faults import refuse_first
from app.domain.fields import FieldValue
from app.domain.sales.orders import OrderLine, order_total
from app.domain.sales.quotations import STEPS, VALID_DAYS, is_expired, quotation_faults
from app.store.reads.papers.quotations import list_quoted_goods, read_price_facts
from app.store.reads.sales.orders import list_order_lines
from app.store.reads.sales.prices import OfferedProduct, list_offers
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

_QUOTATION, _LINE = "quotation", "quotation_line"
_NUMBER_LETTERS = 6

Fields = Mapping[str, FieldValue]


def quote_goods(
    workspace: Workspace, account_id: str, draft: OrderDraft, *, order_id: str = ""
) -> tuple[str, ChangeSet]:
    """Make a quotation of the goods of an order's draft; the draft itself goes.

    Args:
        workspace: Who, when, where.
        account_id: To whom.
        draft: Goods at the prices of the day, discounts within the rep's authority.
        order_id: The draft that was kept; empty when it was not.

    Raises:
        NotFoundError: The account or the order is not on this device.
        ValidationError: As `quotations.quotation_faults`.

    Source: R089.
    """
    refuse_first(quotation_faults(draft.lines))
    today = workspace.today()
    with workspace.store.unit_of_work() as work:
        work.need("account", account_id)
        prices = read_price_facts(work, [line.price_id for line in draft.lines])
        versions = sorted({price.version for price in prices.values() if price.version})
        fields = {
            "account_id": account_id,
            "number": _number(workspace),
            "author_id": workspace.user_id,
            "quoted_on": today.isoformat(),
            "valid_to_on": (today + dt.timedelta(days=VALID_DAYS)).isoformat(),
            "total_minor": order_total(draft.lines),
            "price_version": ", ".join(versions) or None,
            "remark": draft.remark.strip() or None,
            "state": "draft",
        }
        quotation_id = work.create(_QUOTATION, fields, workspace.author)
        for place, line in enumerate(draft.lines):
            price = prices.get(line.price_id)
            tax = price.tax_basis_points if price else None
            row = _line_fields(line, place, tax)
            named = {"account_id": account_id, "quotation_id": quotation_id, **row}
            work.create(_LINE, named, workspace.author)
        if order_id:
            _discard(workspace, work, order_id)
        return quotation_id, work.commit(workspace.author)


def move_quotation(workspace: Workspace, quotation_id: str, step: str) -> ChangeSet:
    """Take a step: "give", "accept" or "expire".

    Raises:
        NotFoundError: The quotation is not on this device.
        NotAllowedError: It does not stand where the step begins, `quotation.step`; or it is
            accepted after its last day, `quotation.expired`.
    """
    sources, target = STEPS[step]
    with workspace.store.unit_of_work() as work:
        fields = work.need(_QUOTATION, quotation_id).fields
        state = str(fields["state"] or "draft")
        if state not in sources:
            raise NotAllowedError("quotation.step", state=state)
        last = _day(fields["valid_to_on"])
        if step == "accept" and is_expired(state, last, workspace.today()):
            raise NotAllowedError("quotation.expired")
        work.edit(_QUOTATION, quotation_id, {"state": target}, workspace.author)
        return work.commit(workspace.author)


def order_by_quotation(workspace: Workspace, quotation_id: str) -> tuple[str, ChangeSet]:
    """Begin an order with the goods of a quotation that was accepted.

    The price that was quoted stands as long as today's list allows it; the order names today's.

    Raises:
        NotFoundError: The quotation is not on this device.
        NotAllowedError: It was not accepted, `quotation.step`.
        ValidationError: A product has no price today, or the quoted one is outside today's list.
    """
    today = workspace.today()
    with workspace.store.unit_of_work() as work:
        fields = work.need(_QUOTATION, quotation_id).fields
        if fields["state"] != "accepted":
            raise NotAllowedError("quotation.step", state=str(fields["state"] or "draft"))
        account_id = str(fields["account_id"])
        offers = {offer.id: offer for offer in list_offers(work, account_id, today)}
        lines = [
            _ordered(offers.get(product_id), product_id, quantity, quoted)
            for product_id, quantity, quoted in list_quoted_goods(work, quotation_id)
        ]
        refuse_first(quotation_faults(lines))
        order_id = _begin_order(workspace, work, fields, lines)
        return order_id, work.commit(workspace.author)


def _begin_order(
    workspace: Workspace, work: UnitOfWork, quotation: Fields, lines: Sequence[OrderLine]
) -> str:
    account_id = quotation["account_id"]
    order = {
        "account_id": account_id,
        "kind": "order",
        "ordered_on": workspace.today().isoformat(),
        "author_id": workspace.user_id,
        "is_on_credit": 1,
        "total_minor": order_total(lines),
        "remark": quotation["number"],
        "state": "draft",
    }
    order_id = work.create("field_order", order, workspace.author)
    for place, line in enumerate(lines):
        named = {
            "account_id": account_id,
            "order_id": order_id,
            "position": place,
            "product_id": line.product_id,
            "quantity": line.quantity,
            "price_id": line.price_id or None,
            "unit_price_minor": line.unit_price_minor,
            "amount_minor": line.amount_minor,
        }
        work.create("field_order_line", named, workspace.author)
    return order_id


def _ordered(
    offer: OfferedProduct | None, product_id: str, quantity: int, quoted_minor: int
) -> OrderLine:
    """Return a line at the quoted price, judged by today's list; without one it has no price."""
    return OrderLine(
        product_id=product_id,
        quantity=quantity,
        price_id=(offer.price_id or "") if offer else "",
        list_price_minor=offer.price_minor if offer else None,
        unit_price_minor=quoted_minor,
        lowest_price_minor=offer.lowest_minor if offer else None,
    )


def _number(workspace: Workspace) -> str:
    """Return a number that no other device can give: the year and the end of a fresh id."""
    ending = workspace.new_id()[-_NUMBER_LETTERS:].upper()
    return f"BJ-{workspace.today().year}-{ending}"


def _line_fields(line: OrderLine, place: int, tax_basis_points: int | None) -> dict[str, object]:
    return {
        "position": place,
        "product_id": line.product_id,
        "quantity": line.quantity,
        "price_id": line.price_id or None,
        "list_price_minor": line.list_price_minor,
        "unit_price_minor": line.unit_price_minor,
        "amount_minor": line.amount_minor,
        "tax_rate_basis_points": tax_basis_points,
    }


def _discard(workspace: Workspace, work: UnitOfWork, order_id: str) -> None:
    for stored in list_order_lines(work, order_id):
        work.delete("field_order_line", stored.id, workspace.author)
    work.delete("field_order", order_id, workspace.author)


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None
