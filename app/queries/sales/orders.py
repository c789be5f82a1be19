"""Questions about orders and returns: the list, one with its prices, and the check beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.errors import DomainError, NotFoundError
from app.domain.fields import FieldValue
from app.domain.policy import Action
from app.domain.sales.orders import ORDER_LIFE
from app.domain.schema import ENTITIES, split_labels
from app.store.reads.sales import orders as reads
from app.store.reads.sales.orders import OrderSummary, StoredLine
from app.store.reads.sales.prices import OfferedProduct, list_offers
from app.store.records import Record
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

__all__ = [
    "OfferedProduct",
    "OrderSheet",
    "OrderSummary",
    "StoredLine",
    "count_orders",
    "list_orders",
    "read_new_order",
    "read_offers",
    "read_order",
]

_SAID = "."
"""Stands for the reason that will be given with a step."""


@dataclass(frozen=True, slots=True)
class OrderSheet:
    """One order with everything its form shows.

    Attributes:
        id: Order.
        account_id: Who orders.
        account_name: Its name.
        grade: Its class; empty without one.
        kind: "order" or "return".
        state: Where it stands.
        ordered_on: Day of the order.
        delivery_on: Day on which the goods are wanted.
        is_on_credit: Whether it is paid later.
        remark: Anything else.
        decision: What the office said.
        objections: Codes of what the credit check found when it was sent.
        lines: The goods.
        offers: Products with the price of the day of the order; empty when it was sent.
        steps: "send", "cancel", "discard", "confirm", "refuse", "deliver": what the user may do.
        return_days: Within how many days goods may come back; None without a limit.
    """

    id: str
    account_id: str
    account_name: str
    grade: str
    kind: str
    state: str
    ordered_on: dt.date
    delivery_on: dt.date | None
    is_on_credit: bool
    remark: str
    decision: str
    objections: tuple[str, ...]
    lines: tuple[StoredLine, ...]
    offers: tuple[OfferedProduct, ...]
    steps: frozenset[str]
    return_days: int | None

    @property
    def is_editable(self) -> bool:
        """Whether goods may still be changed here."""
        return "discard" in self.steps


def list_orders(workspace: Workspace, states: Collection[str] = ()) -> tuple[OrderSummary, ...]:
    """Return the orders and returns of this device, newest first, at most 500."""
    with workspace.store.snapshot() as look:
        return reads.list_orders(look, states=states)


def count_orders(workspace: Workspace) -> dict[str, int]:
    """Return how many orders stand in each state."""
    with workspace.store.snapshot() as look:
        return reads.count_orders(look)


def read_order(workspace: Workspace, order_id: str) -> OrderSheet:
    """Return an order with its lines, and while it is a draft with the prices of its day.

    Raises:
        NotFoundError: The order or its account is not on this device.
    """
    with workspace.store.snapshot() as look:
        order = look.records.read("field_order", order_id)
        account_id = str(order.fields["account_id"]) if order else ""
        account = look.records.read("account", account_id)
        if order is None or account is None:
            raise NotFoundError("record.unknown", entity="field_order")
        return _sheet(look, workspace.user_id, order, account)


def read_new_order(workspace: Workspace, account_id: str, kind: str) -> OrderSheet:
    """Return an order that nobody has kept yet, with the prices of today.

    Raises:
        NotFoundError: The account is not on this device.
    """
    today = workspace.today()
    with workspace.store.snapshot() as look:
        account = look.records.read("account", account_id)
        if account is None:
            raise NotFoundError("record.unknown", entity="account")
        fields: dict[str, FieldValue] = {
            **dict.fromkeys(ENTITIES["field_order"].fields),
            "account_id": account_id,
            "kind": kind,
            "ordered_on": today.isoformat(),
            "author_id": workspace.user_id,
            "is_on_credit": 1,
            "total_minor": 0,
            "state": "draft",
        }
        return _sheet(look, workspace.user_id, Record("field_order", "", None, 0, fields), account)


def read_offers(workspace: Workspace, account_id: str, day: dt.date) -> tuple[OfferedProduct, ...]:
    """Return what an account may order with the prices of a day."""
    with workspace.store.snapshot() as look:
        return list_offers(look, account_id, day)


def _sheet(look: Snapshot, user_id: str, order: Record, account: Record) -> OrderSheet:
    fields = order.fields
    steps = _steps(Rights(look.connection, look.records), user_id, order)
    ordered_on = dt.date.fromisoformat(str(fields["ordered_on"]))
    window = account.fields["return_window_days"]
    return OrderSheet(
        id=order.id,
        account_id=account.id,
        account_name=str(account.fields["name"]),
        grade=str(account.fields["class"] or ""),
        kind=str(fields["kind"]),
        state=str(fields["state"] or "draft"),
        ordered_on=ordered_on,
        delivery_on=_day(fields["delivery_on"]),
        is_on_credit=bool(fields["is_on_credit"]),
        remark=str(fields["remark"] or ""),
        decision=str(fields["decision"] or ""),
        objections=split_labels(fields["objections"]),
        lines=reads.list_order_lines(look, order.id),
        offers=list_offers(look, account.id, ordered_on) if "discard" in steps else (),
        steps=steps,
        return_days=window if isinstance(window, int) else None,
    )


def _steps(rights: Rights, user_id: str, order: Record) -> frozenset[str]:
    """Ask the rule that will judge each step; a user of unknown role is left to the server."""
    signed: dict[str, FieldValue] = {"decided_by": user_id, "decision": _SAID}
    state = str(order.fields["state"] or ORDER_LIFE.first)
    possible = set()
    for step in ORDER_LIFE.steps:
        said = signed if step.needs and step.action is Action.APPROVE else {}
        if state in step.sources and _may(rights, user_id, order, {**said, "state": step.target}):
            possible.add(step.name)
    if state == ORDER_LIFE.first and "cancel" in possible:
        possible.add("discard")
    return frozenset(possible)


def _may(rights: Rights, user_id: str, order: Record, changed: Mapping[str, FieldValue]) -> bool:
    try:
        rights.check_edit(user_id, order, changed)
    except DomainError:
        return False
    return True


def _day(value: FieldValue) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None
