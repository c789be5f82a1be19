"""Writes visit plans: the demo rep's day, everybody's next two weeks, and plans that were done."""

from __future__ import annotations

import random
from collections.abc import Iterator

from app.domain.fields import FieldValue
from app.domain.schema import join_labels
from server.demo.calls import PLANNED_DAYS, calls_of, draw_purposes
from server.demo.featured import Stop
from server.demo.routes import SLOTS, Outing, outings
from server.demo.seeds import ZONE, iso, make_id, moment, working_day
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_PLANNED_MINUTE = 17 * 60 + 30
_QUARTER, _HOUR = 15, 60
_NOT_DONE_SHARE = 0.05
_PREPARED_SHARE, _REMARK_SHARE = 0.3, 0.35


def visit_plan_rows(world: World) -> Iterator[Row]:
    """Yield all plans: past ones, today's and coming ones."""
    for dealing in world.dealings:
        yield from _past(world, dealing)
    yield from _day_of_demo_rep(world)
    for outing in outings(world):
        yield from _coming(world, outing)


def _past(world: World, dealing: Dealing) -> Iterator[Row]:
    chance = world.seeds.stream("visit_plan", dealing.profile.index)
    for call in reversed(calls_of(world, dealing)):
        if call.plan_id is None:
            continue
        yield _plan(dealing, call.plan_id, call.day, _clock(call.started)) | {
            "purposes": join_labels(call.purposes),
            "state": "done",
            "visit_log_id": call.log_id,
        }
    if dealing.purchases and chance.random() < _NOT_DONE_SHARE:
        yield _not_done(world, dealing, chance)


def _not_done(world: World, dealing: Dealing, chance: random.Random) -> Row:
    day = working_day(world.seeds.now - 2 - chance.randrange(PLANNED_DAYS - 2))
    record_id = make_id(moment(max(day - 3, dealing.profile.created), _PLANNED_MINUTE), chance)
    return _plan(dealing, record_id, day, chance.choice(SLOTS)) | {
        "purposes": join_labels(draw_purposes(dealing, chance)),
        "state": "not_done",
        "not_done_reason": chance.choice(world.phrases.visits["not_done"]),
    }


def _day_of_demo_rep(world: World) -> Iterator[Row]:
    chance = world.seeds.stream("day")
    planned_at = moment(world.seeds.now - 1, _PLANNED_MINUTE)
    stops = [
        (dealing, dealing.profile.featured.stop)
        for dealing in world.dealings
        if dealing.profile.featured and dealing.profile.featured.stop
    ]
    for position, (dealing, stop) in enumerate(stops, 1):
        record_id = make_id(planned_at + position, chance)
        yield _plan(dealing, record_id, world.seeds.now, stop.starts) | _asked(stop, position)


def _asked(stop: Stop, position: int) -> Row:
    return {
        "position": position,
        "purposes": join_labels(stop.purposes),
        "remark": stop.remark,
        "preparation": join_labels(stop.preparation),
        "state": "planned",
    }


def _coming(world: World, outing: Outing) -> Iterator[Row]:
    chance = world.seeds.stream("outing", outing.number)
    sentences = world.phrases.visits
    for position, dealing in enumerate(outing.stops, 1):
        record_id = make_id(moment(world.seeds.now - 1, _PLANNED_MINUTE) + position, chance)
        is_prepared, is_remarked = chance.random(), chance.random()
        yield _plan(dealing, record_id, outing.day, SLOTS[position - 1]) | {
            "position": position,
            "purposes": join_labels(draw_purposes(dealing, chance)),
            "remark": chance.choice(sentences["remarks"]) if is_remarked < _REMARK_SHARE else None,
            "preparation": join_labels({chance.choice(sentences["preparation"])})
            if is_prepared < _PREPARED_SHARE
            else None,
            "state": "planned",
        }


def _plan(dealing: Dealing, record_id: str, day: int, starts: str) -> Row:
    return {
        "id": record_id,
        "account_id": dealing.profile.id,
        "owner_id": dealing.profile.owner.id,
        "planned_on": iso(day),
        "starts": starts,
        "zone": ZONE,
        "contact_id": dealing.profile.contacts[0].id,
        "kind": "rep",
    }


def _clock(minute: int) -> str:
    rounded = minute // _QUARTER * _QUARTER
    return f"{rounded // _HOUR:02d}:{rounded % _HOUR:02d}"
