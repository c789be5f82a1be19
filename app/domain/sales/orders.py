"""Orders and returns taken in the field: their life, their lines, and who sets a price."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.errors import NotAllowedError
from app.domain.faults import Fault
from app.domain.life import Life, Step
from app.domain.policy_terms import Action, Role

Values = Mapping[str, object]

_REP = frozenset({Role.REP})
_HEAD = frozenset({Role.SECTOR_HEAD})
_SENT = frozenset({"sent"})
_DECIDED = ("decided_by",)
_REASONED = ("decided_by", "decision")

ORDER_LIFE = Life(
    code="order",
    first="draft",
    author="author_id",
    decider="decided_by",
    decision=frozenset({"state", "decision", "decided_by"}),
    steps=(
        Step("send", frozenset({"draft"}), "sent", _REP, needs=("total_minor",)),
        Step("cancel", frozenset({"draft"}) | _SENT, "cancelled", _REP),
        Step("confirm", _SENT, "confirmed", _HEAD, Action.APPROVE, _DECIDED),
        Step("refuse", _SENT, "refused", _HEAD, Action.APPROVE, _REASONED),
        Step("deliver", frozenset({"confirmed"}), "delivered", _HEAD, Action.APPROVE),
        Step("revoke", frozenset({"confirmed"}), "cancelled", _HEAD, Action.APPROVE, _REASONED),
    ),
)
"""The rep takes and sends it; only the sector's head accepts it, never one of his own accounts.

Source: domain.md 5.2 (an order follows the sales record), 5.4 (who sells approves no return)."""

_WRITTEN_AFTER = frozenset({"state", "remark", "decision", "decided_by"})
# Another day would bring other prices than those its lines were judged by.
_FIXED = frozenset({"account_id", "kind", "author_id", "ordered_on"})


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One product of an order or a return.

    Attributes:
        product_id: The product.
        quantity: Whole units, above 0.
        price_id: The price that was valid on the day of the order; empty without one.
        list_price_minor: What that price says for one unit, with tax; None without one.
        unit_price_minor: What was agreed for one unit.
        lowest_price_minor: The least that a rep may agree to; None means the list price.
        return_reason: Why it comes back.
    """

    product_id: str
    quantity: int
    price_id: str = ""
    list_price_minor: int | None = None
    unit_price_minor: int | None = None
    lowest_price_minor: int | None = None
    return_reason: str = ""

    @property
    def amount_minor(self) -> int | None:
        """Quantity × agreed price; None without a price."""
        return None if self.unit_price_minor is None else self.quantity * self.unit_price_minor


def order_total(lines: Iterable[OrderLine]) -> int:
    """Return the sum of the lines in minor units; a line without a price adds nothing."""
    return sum(line.amount_minor or 0 for line in lines)


def order_faults(
    kind: str,
    lines: Iterable[OrderLine],
    *,
    ordered_on: dt.date,
    delivery_on: dt.date | None,
    today: dt.date,
) -> tuple[Fault, ...]:
    """Return everything that keeps an order from being sent, the head first, then line by line.

    The field of a line's fault is "line.0.quantity" and so on.

    Source: domain.md 2.10, 4.15 (an exact price or none).
    """
    rows = tuple(lines)
    faults = [Fault("lines", "order.lines.blank")] if not rows else []
    if ordered_on > today:
        faults.append(Fault("ordered_on", "order.day.future"))
    if delivery_on is not None and delivery_on < ordered_on:
        faults.append(Fault("delivery_on", "order.delivery.early"))
    for place, line in enumerate(rows):
        faults += [
            Fault(f"line.{place}.{fault.field}", fault.code, fault.params)
            for fault in line_faults(kind, line)
        ]
    return tuple(faults)


def line_faults(kind: str, line: OrderLine) -> tuple[Fault, ...]:
    """Return what is wrong with one line."""
    faults = [] if line.quantity > 0 else [Fault("quantity", "order.line.quantity")]
    if kind == "return":
        if not line.return_reason.strip():
            faults.append(Fault("return_reason", "order.line.reason"))
        return tuple(faults)
    if line.list_price_minor is None or line.unit_price_minor is None:
        faults.append(Fault("product_id", "order.price.missing"))
    elif not _lowest(line) <= line.unit_price_minor <= line.list_price_minor:
        params = {"lowest_minor": _lowest(line), "highest_minor": line.list_price_minor}
        faults.append(Fault("unit_price_minor", "order.price.outside", params))
    return tuple(faults)


def check_order_edit(before: Values, changed: Values) -> None:
    """Refuse to write in an order that was sent, and to move any order to another account or day.

    Raises:
        NotAllowedError: `order.fixed` with the `field`.
    """
    is_draft = before.get("state") == ORDER_LIFE.first
    for field in sorted(changed):
        if field in _FIXED or not (is_draft or field in _WRITTEN_AFTER):
            raise NotAllowedError("order.fixed", field=field)


def check_order_send(record: Values) -> None:
    """Refuse to send an order of an account that is barred; a return may always come.

    Raises:
        NotAllowedError: `order.step.barred`.

    Source: domain.md 4.13, R062.
    """
    if record.get("kind") == "order" and record.get("account_barred"):
        raise NotAllowedError("order.step.barred", step="send")


def check_order_line(line: Values) -> None:
    """Refuse a line of an order that was sent, and a price that the office did not set.

    Args:
        line: As it would be, in context: `order_account_id`, `order_state`, `order_kind` and
            `ordered_on` of its order; `price` with `product_id`, `unit_price_minor`,
            `lowest_price_minor`, `valid_from_on` and `valid_to_on` of the price it names.

    Raises:
        NotAllowedError: `order.fixed`, `order.line.foreign`, `order.price.missing`,
            `order.price.foreign`, `order.price.not_valid`, `order.price.outside` or
            `order.line.amount`.

    Source: domain.md 4.15 (price lists come from one versioned source), 5.2 (price).
    """
    if line.get("order_account_id") != line.get("account_id"):
        raise NotAllowedError("order.line.foreign")
    check_line_open(line)
    price = line.get("price")
    unit, amount = line.get("unit_price_minor"), line.get("amount_minor")
    if isinstance(price, Mapping):
        _check_price(line, price)
    elif line.get("order_kind") == "order" or unit is not None:
        raise NotAllowedError("order.price.missing")
    if amount != (None if unit is None else _whole(line.get("quantity")) * _whole(unit)):
        raise NotAllowedError("order.line.amount")


def check_line_open(line: Values) -> None:
    """Refuse to touch a line of an order that was sent.

    Raises:
        NotAllowedError: `order.fixed`.
    """
    if line.get("order_state") != ORDER_LIFE.first:
        raise NotAllowedError("order.fixed", field="lines")


def _check_price(line: Values, price: Values) -> None:
    if price.get("product_id") != line.get("product_id"):
        raise NotAllowedError("order.price.foreign")
    is_order = line.get("order_kind") == "order"
    day = str(line.get("ordered_on") or "")
    first, last = price.get("valid_from_on") or "", price.get("valid_to_on") or "9999"
    if is_order and not str(first) <= day <= str(last):
        raise NotAllowedError("order.price.not_valid", day=day)
    highest = _whole(price.get("unit_price_minor"))
    lowest = _whole(price.get("lowest_price_minor") or highest) if is_order else 0
    if not lowest <= _whole(line.get("unit_price_minor")) <= highest:
        params = {"lowest_minor": lowest, "highest_minor": highest}
        raise NotAllowedError("order.price.outside", **params)


def _lowest(line: OrderLine) -> int:
    own = line.lowest_price_minor
    return own if own is not None else line.list_price_minor or 0


def _whole(value: object) -> int:
    return value if isinstance(value, int) else -1
