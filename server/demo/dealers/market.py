"""Writes what reps saw of competitors, and how dealers mean to cover their area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.domain.fields import FieldValue
from server.demo.calls import calls_of
from server.demo.organisation import FOUNDED
from server.demo.reading import read_demo
from server.demo.seeds import iso, make_id, moment
from server.demo.world import World

Row = dict[str, FieldValue]

_OPENING = 10 * 60
_SEEN_SHARE = 0.12
_SEEN_CALLS = 4
_PRICE_PERCENT = (82, 104)
_PER_CENT = 100
_PLANNING = frozenset({"sole", "first"})
_PLANNED_SHARE = 0.5
_JUNE = 6
_OUTLETS, _PRODUCTS = (20, 160), (8, 40)


def competitor_rows(world: World) -> Iterator[Row]:
    """Yield the competitors that everybody knows."""
    chance = world.seeds.stream("competitor")
    for source in read_demo("dealers")["competitor"]:
        yield {"id": make_id(moment(FOUNDED, _OPENING), chance), **source}


def sighting_rows(world: World) -> Iterator[Row]:
    """Yield prices and actions of competitors that were seen on visits."""
    competitors = [(str(row["id"]), str(row["name"])) for row in competitor_rows(world)]
    source = read_demo("dealers")["sighting"]
    for dealing in world.dealings:
        chance = world.seeds.stream("sighting", dealing.profile.index)
        for call in reversed(calls_of(world, dealing)[:_SEEN_CALLS]):
            if call.way != "visit" or chance.random() >= _SEEN_SHARE:
                continue
            ours = chance.choice(world.products)
            competitor_id, name = chance.choice(competitors)
            price = world.price_list(dealing.profile.owner).prices_minor[world.products.index(ours)]
            yield {
                "id": make_id(moment(call.day, call.started + call.minutes), chance),
                "account_id": dealing.profile.id,
                "competitor_id": competitor_id,
                "competitor_name": name,
                "visit_log_id": call.log_id,
                "product": f"{name}{ours.name}",
                "price_minor": price * chance.randint(*_PRICE_PERCENT) // _PER_CENT,
                "activity": chance.choice(source["activities"]),
                "place": chance.choice(source["places"]),
                "source": chance.choice(source["sources"]),
                "seen_on": iso(call.day),
                "author_id": dealing.profile.owner.id,
            }


def distribution_plan_rows(world: World) -> Iterator[Row]:
    """Yield how sole and first-tier dealers mean to cover their area this half of the year."""
    source = read_demo("dealers")["distribution"]
    first, last = _half_of(world.seeds.today)
    for dealing in world.dealings:
        profile = dealing.profile
        chance = world.seeds.stream("distribution", profile.index)
        if profile.tier not in _PLANNING or chance.random() >= _PLANNED_SHARE:
            continue
        yield {
            "id": make_id(moment(first.toordinal(), _OPENING), chance),
            "account_id": profile.id,
            "period_from_on": first.isoformat(),
            "period_to_on": last.isoformat(),
            "outlet_goal": chance.randint(*_OUTLETS),
            "area_goal": profile.district,
            "tier_goal": chance.randint(1, 2),
            "products_goal": chance.randint(*_PRODUCTS),
            "actions": chance.choice(source["actions"]),
            "assistance": chance.choice(source["assistance"]),
            "state": "agreed",
        }


def _half_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return first and last day of a half year."""
    if day.month <= _JUNE:
        return dt.date(day.year, 1, 1), dt.date(day.year, 6, 30)
    return dt.date(day.year, 7, 1), dt.date(day.year, 12, 31)
