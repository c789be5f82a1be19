"""Writes orders and returns that reps took in the field during the last weeks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.fields import FieldValue
from server.demo.basket import Line
from server.demo.purchases import Purchase
from server.demo.reading import read_demo
from server.demo.seeds import iso, make_id, moment, working_day
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_WEEKS_DAYS = 35
_TAKEN_SHARE = 0.55
_DELIVERY_DAYS = 3
_NEW_SHARE, _NEW_DAYS = 0.06, 2
_RETURN_SHARE = 0.04
_RETURNED = 3
_TAKEN_MINUTE = 10 * 60 + 20


@dataclass(frozen=True, slots=True)
class Order:
    """One order; its lines agree with the delivery that followed, if one did."""

    row: Row
    lines: tuple[Line, ...]
    reason: str | None = None


def field_order_rows(world: World) -> Iterator[Row]:
    """Yield the orders."""
    for order in _orders(world):
        yield order.row


def field_order_line_rows(world: World) -> Iterator[Row]:
    """Yield what was ordered."""
    for order in _orders(world):
        chance = random.Random(str(order.row["id"]))  # noqa: S311 - demo data
        taken = int(str(order.row["id"])[:12], 16)
        for position, line in enumerate(order.lines, start=1):
            yield {
                "id": make_id(taken + position, chance),
                "account_id": order.row["account_id"],
                "order_id": order.row["id"],
                "position": position,
                "product_id": world.products[line.product].id,
                "quantity": line.quantity,
                "unit_price_minor": line.amount_minor // line.quantity,
                "amount_minor": line.amount_minor,
                "return_reason": order.reason,
            }


def _orders(world: World) -> Iterator[Order]:
    reasons = read_demo("dealers")["return_reasons"]
    for dealing in world.dealings:
        chance = world.seeds.stream("field_order", dealing.profile.index)
        late = [each for each in dealing.purchases if each.day > world.seeds.now - _WEEKS_DAYS]
        for purchase in late:
            if chance.random() < _TAKEN_SHARE:
                yield _delivered(dealing, purchase, chance)
        if dealing.purchases and chance.random() < _NEW_SHARE:
            yield _new(world, dealing, chance)
        if late and chance.random() < _RETURN_SHARE:
            yield _returned(world, dealing, chance, chance.choice(reasons))


def _delivered(dealing: Dealing, purchase: Purchase, chance: random.Random) -> Order:
    taken = working_day(purchase.day - _DELIVERY_DAYS)
    row = _order(dealing, taken, purchase.lines, chance) | {
        "delivery_on": iso(purchase.day),
        "is_on_credit": int(purchase.due is not None),
        "state": "delivered",
    }
    return Order(row, purchase.lines)


def _new(world: World, dealing: Dealing, chance: random.Random) -> Order:
    lines = dealing.purchases[-1].lines
    taken = working_day(world.seeds.now - chance.randint(0, _NEW_DAYS))
    row = _order(dealing, taken, lines, chance) | {
        "delivery_on": iso(taken + _DELIVERY_DAYS),
        "is_on_credit": int(dealing.profile.temper.credit_days > 0),
        "state": chance.choice(("draft", "sent", "confirmed")),
    }
    return Order(row, lines)


def _returned(world: World, dealing: Dealing, chance: random.Random, reason: str) -> Order:
    bought = chance.choice(dealing.purchases[-1].lines)
    quantity = min(bought.quantity, _RETURNED)
    each = bought.amount_minor // bought.quantity
    lines = (Line(bought.product, quantity, each * quantity),)
    day = working_day(world.seeds.now - chance.randint(0, _WEEKS_DAYS))
    row = _order(dealing, day, lines, chance) | {
        "kind": "return",
        "state": chance.choice(("sent", "confirmed")),
    }
    return Order(row, lines, reason)


def _order(dealing: Dealing, day: int, lines: tuple[Line, ...], chance: random.Random) -> Row:
    return {
        "id": make_id(moment(day, _TAKEN_MINUTE), chance),
        "account_id": dealing.profile.id,
        "kind": "order",
        "ordered_on": iso(day),
        "author_id": dealing.profile.owner.id,
        "total_minor": sum(line.amount_minor for line in lines),
    }
