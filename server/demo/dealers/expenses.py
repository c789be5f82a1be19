"""Writes what was spent on dealers, what may be, and what went on to the tiers below them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from app.domain.analysis.periods import month_of
from app.domain.fields import FieldValue
from server.demo.reading import read_demo
from server.demo.seeds import iso, make_id, moment, working_day
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_AFTERNOON = 16 * 60
_SPENT_SHARE, _CHANNEL_SHARE = 0.35, 0.4
_YUAN = 100
_KINDS = ("display", "promotion", "hospitality", "gift", "freight", "advertising", "meeting")
_MONTHS, _MONTH_DAYS = 6, 30
_USUAL, _SWAY_PERCENT = (2, 15), (92, 108)
_ROUND_YUAN = 60
_CLIMB, _CLIMB_SHARE = 3, 0.15
_BUDGET_YUAN = 1_500
_OPEN_DAYS = 5
_CHANNEL_DAYS, _CHANNEL_LINES = 60, 6
_PART_PERCENT = (5, 40)
_PER_CENT = 100
_LEVELS = ("second", "second", "third", "outlet", "outlet", "consumer")


def selling_expense_rows(world: World) -> Iterator[Row]:
    """Yield expenses of half a year, one a month; those of the last days wait for the head."""
    for dealing in _dealers(world):
        chance = world.seeds.stream("selling_expense", dealing.profile.index)
        if chance.random() >= _SPENT_SHARE:
            continue
        usual = chance.randint(*_USUAL) * _ROUND_YUAN * _YUAN
        climbs = chance.random() < _CLIMB_SHARE
        for back in range(_MONTHS):
            day = working_day(world.seeds.now - back * _MONTH_DAYS - chance.randint(1, _OPEN_DAYS))
            if day > dealing.profile.created:
                amount = usual * chance.randint(*_SWAY_PERCENT) // _PER_CENT
                minor = amount * (_CLIMB if climbs and not back else 1)
                yield _expense(world, dealing, chance, day=day, minor=minor)


def _expense(world: World, dealing: Dealing, chance: random.Random, *, day: int, minor: int) -> Row:
    is_open = day > world.seeds.now - _OPEN_DAYS
    decided: Row = {"state": "requested"}
    if not is_open:
        boss = world.person("group_management").id
        decided = {
            "state": "approved",
            "decided_by": boss,
            "decided_at": moment(working_day(day + 1), _AFTERNOON),
        }
    kind = chance.choice(_KINDS)
    return {
        "id": make_id(moment(day, _AFTERNOON), chance),
        "account_id": dealing.profile.id,
        "spent_on": iso(day),
        "kind": kind,
        "amount_minor": minor,
        "payee": chance.choice(read_demo("afterwards")["payees"][kind]),
        "author_id": dealing.profile.owner.id,
        **decided,
    }


def expense_budget_rows(world: World) -> Iterator[Row]:
    """Yield what may be spent this month on the largest accounts."""
    month = month_of(world.seeds.today)
    first = dt.date.fromisoformat(f"{month}-01").toordinal()
    for dealing in _dealers(world):
        chance = world.seeds.stream("expense_budget", dealing.profile.index)
        if dealing.grade == "A":
            yield {
                "id": make_id(moment(working_day(first - 1), _AFTERNOON), chance),
                "account_id": dealing.profile.id,
                "month": month,
                "amount_minor": _BUDGET_YUAN * _YUAN,
                "author_id": world.person("group_management").id,
            }


def channel_sale_rows(world: World) -> Iterator[Row]:
    """Yield what dealers told of the tiers below them in the last two months."""
    for dealing in _dealers(world):
        chance = world.seeds.stream("channel_sale", dealing.profile.index)
        since = world.seeds.now - _CHANNEL_DAYS
        bought = [each for each in dealing.purchases if each.day > since and each.amount_minor > 0]
        if not bought or chance.random() >= _CHANNEL_SHARE:
            continue
        for _ in range(chance.randint(1, _CHANNEL_LINES)):
            yield _channel_sale(world, dealing, chance, since)


def _channel_sale(world: World, dealing: Dealing, chance: random.Random, since: int) -> Row:
    line = chance.choice(
        [line for each in dealing.purchases if each.day > since for line in each.lines]
    )
    day = working_day(chance.randint(since + 1, world.seeds.now - 1))
    quantity = max(line.quantity * chance.randint(*_PART_PERCENT) // _PER_CENT, 1)
    level = chance.choice(_LEVELS)
    row: Row = {
        "id": make_id(moment(day, _AFTERNOON), chance),
        "account_id": dealing.profile.id,
        "sold_on": iso(day),
        "level": level,
        "product_id": world.products[line.product].id,
        "quantity": quantity,
        "amount_minor": line.amount_minor * quantity // line.quantity,
        "source": chance.choice(("rep", "dealer_report")),
        "author_id": dealing.profile.owner.id,
    }
    if level in {"outlet", "second"}:
        row["buyer"] = chance.choice(read_demo("afterwards")["buyers"][level])
    return row


def _dealers(world: World) -> Iterator[Dealing]:
    return (each for each in world.dealings if each.purchases)
