"""Writes who else looks after an account, whose it was before, and the trips of reps."""

from __future__ import annotations

import random
from collections.abc import Iterator

from app.domain.fields import FieldValue
from server.demo.people import Person
from server.demo.seeds import iso, make_id, moment
from server.demo.world import World

Row = dict[str, FieldValue]

_MORNING = 8 * 60 + 30
_DEPUTY_SHARE = {"A": 0.4, "B": 0.1, "C": 0.0}
_HANDED_SHARE = 0.12
_HANDED_DAYS = (60, 600)
_TRIP_WEEKS = (-6, -4, -2, 0, 1)
_WEEK_DAYS = 7
_TRIP_DAYS = (1, 3)


def account_member_rows(world: World) -> Iterator[Row]:
    """Yield deputies of large accounts: the colleague in the same sector."""
    for dealing in world.dealings:
        profile = dealing.profile
        chance = world.seeds.stream("member", profile.index)
        colleague = _colleague(world, profile.owner)
        if colleague is None or chance.random() >= _DEPUTY_SHARE[dealing.grade]:
            continue
        day = max(profile.created, world.seeds.now - chance.randint(*_HANDED_DAYS))
        yield {
            "id": make_id(moment(day, _MORNING), chance),
            "account_id": profile.id,
            "user_id": colleague.id,
            "role": "deputy",
            "from_on": iso(day),
        }


def owner_change_rows(world: World) -> Iterator[Row]:
    """Yield that files were opened, and that some were handed over later."""
    for dealing in world.dealings:
        profile = dealing.profile
        chance = world.seeds.stream("owner_change", profile.index)
        first: Person = profile.owner
        colleague = _colleague(world, profile.owner)
        day = world.seeds.now - chance.randint(*_HANDED_DAYS)
        is_handed = day > profile.created and chance.random() < _HANDED_SHARE
        if colleague is not None and is_handed:
            first = colleague
            yield _change(profile.id, day, "handed_over", profile.owner, chance) | {
                "from_user_id": colleague.id,
                "changed_by": _head(world, profile.owner).id,
            }
        yield _change(profile.id, profile.created, "opened", first, chance)


def trip_rows(world: World) -> Iterator[Row]:
    """Yield the trips of every rep: some behind them, one this week, one to come."""
    monday = world.seeds.now - world.seeds.today.weekday()
    for place, person in enumerate(world.people):
        if "rep" not in person.roles or person.sector is None:
            continue
        chance = world.seeds.stream("trip", place)
        for week in _TRIP_WEEKS:
            first = monday + week * _WEEK_DAYS + chance.randint(0, 2)
            yield {
                "id": make_id(moment(min(first, world.seeds.now) - 1, _MORNING), chance),
                "owner_id": person.id,
                "sector_id": person.sector.id,
                "from_on": iso(first),
                "to_on": iso(first + chance.randint(*_TRIP_DAYS)),
                "area": chance.choice(person.cities),
                "state": _trip_state(week),
            }


def _trip_state(week: int) -> str:
    if week > 0:
        return "planned"
    if week == 0:
        return "under_way"
    return "reviewed" if week < _TRIP_WEEKS[1] else "uploaded"


def _change(account_id: str, day: int, kind: str, to: Person, chance: random.Random) -> Row:
    at = moment(day, _MORNING)
    return {
        "id": make_id(at, chance),
        "account_id": account_id,
        "to_user_id": to.id,
        "kind": kind,
        "changed_at": at,
        "changed_by": to.id,
    }


def _colleague(world: World, owner: Person) -> Person | None:
    reps = (each for each in world.people if "rep" in each.roles and each.sector is owner.sector)
    return next((each for each in reps if each.id != owner.id), None)


def _head(world: World, owner: Person) -> Person:
    heads = (each for each in world.people if "sector_head" in each.roles)
    return next((each for each in heads if each.sector is owner.sector), owner)
