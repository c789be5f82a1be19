"""Orders and returns: the list of them, one with its lines, the last of an account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from app.domain.sales.orders import OrderLine
from app.store.journal import REFUSED, WAITING
from app.store.unit_of_work import Snapshot

_LIST = f"""
SELECT o.id, o.account_id, a.name, coalesce(a.class, ''), o.kind, coalesce(o.state, 'draft'),
  o.ordered_on, o.delivery_on, coalesce(o.total_minor, 0), coalesce(o.is_on_credit, 0),
  (SELECT count(*) FROM field_order_line l WHERE l.order_id = o.id),
  coalesce((SELECT u.name FROM user u WHERE u.id = o.author_id), ''), o.objections IS NOT NULL,
  (SELECT min(j.state) FROM journal_operation j WHERE j.record_id = o.id
   AND j.state IN ('{WAITING}', '{REFUSED}'))
FROM field_order o JOIN account a ON a.id = o.account_id
WHERE (:states = '' OR instr(:states, ',' || coalesce(o.state, 'draft') || ',') > 0)
  AND (:account = '' OR o.account_id = :account)
ORDER BY o.ordered_on DESC, o.id DESC LIMIT :limit
"""
_COUNTS = "SELECT coalesce(state, 'draft'), count(*) FROM field_order GROUP BY 1"
_LINES = """
SELECT l.id, l.product_id, l.quantity, coalesce(l.price_id, ''), r.unit_price_minor,
  l.unit_price_minor, r.lowest_price_minor, coalesce(l.return_reason, ''),
  coalesce(p.name, ''), coalesce(p.name_en, ''), coalesce(p.specification, ''),
  coalesce(p.unit, '')
FROM field_order_line l LEFT JOIN product p ON p.id = l.product_id
LEFT JOIN price r ON r.id = l.price_id
WHERE l.order_id = ? ORDER BY l.position, l.id
"""


@dataclass(frozen=True, slots=True)
class OrderSummary:
    """One line of the list of orders.

    Attributes:
        id: Order.
        account_id: Who orders.
        account_name: Its name.
        grade: Its class; empty without one.
        kind: "order" or "return".
        state: Where it stands.
        ordered_on: Day of the order.
        delivery_on: Day on which the goods are wanted.
        total_minor: With tax.
        is_on_credit: Whether it is paid later.
        lines: How many products.
        author: Name of who took it.
        is_objected: Whether the credit check found something.
        transport: "waiting" or "refused" while the office does not have it; None when it has.
    """

    id: str
    account_id: str
    account_name: str
    grade: str
    kind: str
    state: str
    ordered_on: dt.date
    delivery_on: dt.date | None
    total_minor: int
    is_on_credit: bool
    lines: int
    author: str
    is_objected: bool
    transport: str | None


@dataclass(frozen=True, slots=True)
class StoredLine:
    """One line with what names its product.

    Attributes:
        id: Record of the line.
        line: What is ordered and at what price.
        name: Of the product.
        name_en: In English; empty when there is none.
        specification: Of the product.
        unit: What is counted.
    """

    id: str
    line: OrderLine
    name: str
    name_en: str
    specification: str
    unit: str


def list_orders(
    look: Snapshot, *, states: Collection[str] = (), account_id: str = "", limit: int = 500
) -> tuple[OrderSummary, ...]:
    """Return orders and returns, newest first.

    Args:
        look: The store.
        states: States wanted; none for all.
        account_id: Of one account; empty for all.
        limit: At most so many.
    """
    wanted = f",{','.join(states)}," if states else ""
    values = {"states": wanted, "account": account_id, "limit": limit}
    rows = look.connection.exec_driver_sql(_LIST, values)
    return tuple(
        OrderSummary(
            *[
                *(*row[:6], dt.date.fromisoformat(row[6]), _day(row[7])),
                *(row[8], bool(row[9]), row[10], row[11], bool(row[12]), row[13]),
            ]
        )
        for row in rows
    )


def count_orders(look: Snapshot) -> dict[str, int]:
    """Return how many orders stand in each state."""
    return {str(state): int(count) for state, count in look.connection.exec_driver_sql(_COUNTS)}


def list_order_lines(look: Snapshot, order_id: str) -> tuple[StoredLine, ...]:
    """Return the lines of an order, in order."""
    rows = look.connection.exec_driver_sql(_LINES, (order_id,))
    return tuple(StoredLine(row[0], OrderLine(*row[1:8]), *row[8:]) for row in rows)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
