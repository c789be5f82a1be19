"""When the reps called on their accounts, and which calls are still to come."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from server.demo.seeds import is_sunday, make_id, moment, working_day
from server.demo.world import Dealing, World

RHYTHM_DAYS = {"A": 14, "B": 30, "C": 60}
"""Days between two visits by class. Source: domain.md, appendix C."""

PLANNED_DAYS = 45
"""Visits of so many days are kept together with the plan they came from."""

_PLANNED_SHARE = 0.8
_IN_TIME_SHARE = 0.7
_CALLED_PROSPECT_SHARE = 0.6
_OPEN, _CLOSE = 8 * 60 + 30, 17 * 60
_STEP_MINUTES = 5
_MINUTES = (15, 75)
_WAYS = (("visit", "phone", "wechat"), (78, 12, 10))
_PURPOSES = {
    "order": 30,
    "stock_count": 18,
    "relation": 12,
    "collection": 12,
    "distribution": 8,
    "survey": 6,
    "training": 5,
    "contract": 4,
    "credit_facts": 2,
}
_ON_CREDIT = "collection"
_REMINDER_SHARE = 0.4
_FIRST = ("file", "survey")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One logged visit, telephone call or message; days are ordinals.

    Attributes:
        plan_id: The plan it came from; None when unplanned or long ago.
        started: Minute of the day.
    """

    log_id: str
    plan_id: str | None
    day: int
    started: int
    minutes: int
    way: str
    purposes: tuple[str, ...]


def calls_of(world: World, dealing: Dealing) -> tuple[Call, ...]:
    """Return the logged calls of an account, newest first; equal every time it is asked."""
    chance = world.seeds.stream("call", dealing.profile.index)
    days = list(_days(world, dealing, chance))
    calls = [_call(world, dealing, day, chance) for day in days]
    if calls and not dealing.purchases:
        calls[-1] = replace(calls[-1], purposes=_FIRST)
    return tuple(calls)


def next_due(world: World, dealing: Dealing) -> int:
    """Return the day on which the rhythm of the class asks for the next visit."""
    calls = calls_of(world, dealing)
    if not calls:
        return dealing.profile.created + RHYTHM_DAYS[dealing.grade]
    return calls[0].day + RHYTHM_DAYS[dealing.grade]


def _days(world: World, dealing: Dealing, chance: random.Random) -> Iterator[int]:
    rhythm, given = RHYTHM_DAYS[dealing.grade], dealing.profile.featured
    if given:
        if not given.last_visit_days:
            return
        day = world.seeds.now - given.last_visit_days
        day = working_day(day)
    elif not dealing.purchases and chance.random() > _CALLED_PROSPECT_SHARE:
        return
    else:
        in_time = chance.random() < _IN_TIME_SHARE
        late = chance.uniform(0.08, 0.97) if in_time else chance.uniform(1.05, 2.3)
        day = working_day(world.seeds.now - max(round(rhythm * late), 1))
    for _ in range(world.size.visits[dealing.grade]):
        if day < dealing.profile.created:
            return
        yield day
        day = working_day(day - max(round(rhythm * chance.uniform(0.75, 1.35)), 2))


def _call(world: World, dealing: Dealing, day: int, chance: random.Random) -> Call:
    started = chance.randrange(_OPEN, _CLOSE, _STEP_MINUTES)
    is_fresh = day >= world.seeds.now - PLANNED_DAYS and not is_sunday(day)
    is_planned = is_fresh and chance.random() < _PLANNED_SHARE
    log_id = make_id(moment(day, started), chance)
    plan_id = make_id(moment(day - 3, started), chance)
    way = "visit" if is_planned else chance.choices(*_WAYS)[0]
    return Call(
        log_id=log_id,
        plan_id=plan_id if is_planned else None,
        day=day,
        started=started,
        minutes=chance.randint(*_MINUTES) if way == "visit" else chance.randint(3, 12),
        way=way,
        purposes=draw_purposes(dealing, chance) if way == "visit" else _spoken(dealing, chance),
    )


def _spoken(dealing: Dealing, chance: random.Random) -> tuple[str, ...]:
    """Draw what can be done without standing in the shop."""
    on_credit = dealing.profile.temper.credit_days > 0
    return (_ON_CREDIT if on_credit and chance.random() < _REMINDER_SHARE else "order",)


def draw_purposes(dealing: Dealing, chance: random.Random) -> tuple[str, ...]:
    """Draw one or two purposes that make sense for the account."""
    drawn = chance.choices(tuple(_PURPOSES), tuple(_PURPOSES.values()), k=chance.randint(1, 2))
    if not dealing.profile.temper.credit_days:
        drawn = ["order" if purpose == _ON_CREDIT else purpose for purpose in drawn]
    return tuple(dict.fromkeys(drawn))
