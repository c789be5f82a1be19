"""Commands on orders and returns: begin, keep, send, cancel, and what the office decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.changes import ChangeSet
from app.domain.credit.check import Answer, Order, OrderCheck, check_order
from app.domain.errors import NotAllowedError
from app.domain.faults import refuse_first
from app.domain.sales.orders import OrderLine, order_faults, order_total
from app.domain.schema import join_labels
from app.store.reads.credit.page import read_credit_page
from app.store.reads.sales.orders import list_order_lines
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

__all__ = ["OrderDraft"]

_ORDER, _LINE = "field_order", "field_order_line"


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """What a rep writes into an order or a return.

    Attributes:
        ordered_on: Day of the order, as it was begun; its prices are those of this day.
        delivery_on: Day on which the goods are wanted.
        is_on_credit: Whether it is paid later.
        remark: Anything else.
        lines: The goods, in order.
    """

    ordered_on: dt.date
    delivery_on: dt.date | None = None
    is_on_credit: bool = True
    remark: str = ""
    lines: tuple[OrderLine, ...] = ()


def begin_order(
    workspace: Workspace,
    account_id: str,
    kind: str = "order",
    *,
    ordered_on: dt.date | None = None,
    visit_log_id: str = "",
) -> tuple[str, ChangeSet]:
    """Begin an order or a return; it waits as a draft on this device and at the office.

    Args:
        workspace: Who, when, where.
        account_id: Who orders.
        kind: "order" or "return".
        ordered_on: Its day, which decides its prices and never changes; None for today.
        visit_log_id: The visit at which it was taken.

    Raises:
        NotFoundError: The account is not on this device.
        NotAllowedError: The user may not take orders of this account.
    """
    with workspace.store.unit_of_work() as work:
        work.need("account", account_id)
        fields = {
            "account_id": account_id,
            "visit_log_id": visit_log_id or None,
            "kind": kind,
            "ordered_on": (ordered_on or workspace.today()).isoformat(),
            "author_id": workspace.user_id,
            "is_on_credit": 1,
            "total_minor": 0,
            "state": "draft",
        }
        order_id = work.create(_ORDER, fields, workspace.author)
        return order_id, work.commit(workspace.author)


def keep_order(workspace: Workspace, order_id: str, draft: OrderDraft) -> ChangeSet:
    """Keep a draft as it stands, complete or not.

    Raises:
        NotFoundError: The order is not on this device.
        NotAllowedError: It was sent, or a price is not the office's.
    """
    with workspace.store.unit_of_work() as work:
        _keep(workspace, work, order_id, draft)
        return work.commit(workspace.author)


def send_order(
    workspace: Workspace, order_id: str, draft: OrderDraft
) -> tuple[OrderCheck | None, ChangeSet]:
    """Hand an order in; from now on the office has it, with every objection of the credit check.

    Keeping, judging and sending are one transaction: what was judged is what is sent.

    Returns:
        What the check said (None for a return), and what was touched.

    Raises:
        NotFoundError: The order or its account is not on this device.
        ValidationError: As `orders.order_faults`.
        NotAllowedError: The strictest objection when nobody below the group may let it through,
            or as `keep_order`.

    Source: domain.md 4.4, step 4; R098.
    """
    today = workspace.today()
    with workspace.store.unit_of_work() as work:
        order = work.need(_ORDER, order_id)
        kind, account_id = str(order.fields["kind"]), str(order.fields["account_id"])
        refuse_first(
            order_faults(
                kind,
                draft.lines,
                ordered_on=draft.ordered_on,
                delivery_on=draft.delivery_on,
                today=today,
            )
        )
        check = None
        if kind == "order":
            page = read_credit_page(work, account_id, today, without_order=order_id)
            asked = Order(order_total(draft.lines), is_on_credit=draft.is_on_credit)
            check = check_order(page.line, page.standing, asked, today=today)
            _refuse_barred(check)
        _keep(workspace, work, order_id, draft)
        codes = [found.code for found in check.objections] if check else []
        sent = {"state": "sent", "objections": join_labels(codes)}
        work.edit(_ORDER, order_id, sent, workspace.author)
        return check, work.commit(workspace.author)


def cancel_order(workspace: Workspace, order_id: str, *, remark: str = "") -> ChangeSet:
    """Take an order back that the office has not decided about.

    Raises:
        NotFoundError: The order is not on this device.
        NotAllowedError: It was decided about, or it is not the user's.
    """
    said = {"remark": remark.strip()} if remark.strip() else {}
    return _move(workspace, order_id, {"state": "cancelled", **said})


def discard_order(workspace: Workspace, order_id: str) -> ChangeSet:
    """Throw a draft away with its lines.

    Raises:
        NotFoundError: The order is not on this device.
        NotAllowedError: It was sent.
    """
    with workspace.store.unit_of_work() as work:
        for stored in list_order_lines(work, order_id):
            work.delete(_LINE, stored.id, workspace.author)
        work.delete(_ORDER, order_id, workspace.author)
        return work.commit(workspace.author)


def decide_order(
    workspace: Workspace, order_id: str, *, is_confirmed: bool, decision: str = ""
) -> ChangeSet:
    """Accept or refuse an order that somebody else took; a refusal says why.

    Raises:
        NotFoundError: The order is not on this device.
        NotAllowedError: The user took it, sells on the account, is not the sector's head, or it
            is not waiting for a decision.

    Source: domain.md 5.4.
    """
    fields = {
        "state": "confirmed" if is_confirmed else "refused",
        "decided_by": workspace.user_id,
        "decision": decision.strip() or None,
    }
    return _move(workspace, order_id, fields)


def end_order(workspace: Workspace, order_id: str, *, reason: str = "") -> ChangeSet:
    """Note that a confirmed order was delivered; with a reason, that it will not be.

    Raises:
        NotFoundError: The order is not on this device.
        NotAllowedError: As `decide_order`.
    """
    if not reason.strip():
        return _move(workspace, order_id, {"state": "delivered"})
    said = {"decided_by": workspace.user_id, "decision": reason.strip()}
    return _move(workspace, order_id, {"state": "cancelled", **said})


def _move(workspace: Workspace, order_id: str, fields: Mapping[str, object]) -> ChangeSet:
    with workspace.store.unit_of_work() as work:
        work.edit(_ORDER, order_id, fields, workspace.author)
        return work.commit(workspace.author)


def _refuse_barred(check: OrderCheck) -> None:
    for found in check.objections:
        if found.answer is Answer.REFUSED:
            raise NotAllowedError(found.code, **found.params)


def _keep(workspace: Workspace, work: UnitOfWork, order_id: str, draft: OrderDraft) -> None:
    account_id = work.need(_ORDER, order_id).fields["account_id"]
    fields = {
        "delivery_on": draft.delivery_on.isoformat() if draft.delivery_on else None,
        "is_on_credit": int(draft.is_on_credit),
        "remark": draft.remark.strip() or None,
        "total_minor": order_total(draft.lines),
    }
    work.edit(_ORDER, order_id, fields, workspace.author)
    there = [stored.id for stored in list_order_lines(work, order_id)]
    for line_id in there[len(draft.lines) :]:
        work.delete(_LINE, line_id, workspace.author)
    for place, line in enumerate(draft.lines):
        spelled = _spelled(line, place)
        if place < len(there):
            work.edit(_LINE, there[place], spelled, workspace.author)
        else:
            named = {"account_id": account_id, "order_id": order_id, **spelled}
            work.create(_LINE, named, workspace.author)


def _spelled(line: OrderLine, place: int) -> dict[str, object]:
    return {
        "position": place,
        "product_id": line.product_id,
        "quantity": line.quantity,
        "price_id": line.price_id or None,
        "unit_price_minor": line.unit_price_minor,
        "amount_minor": line.amount_minor,
        "return_reason": line.return_reason.strip() or None,
    }
