"""Writes what the reps promised on their visits: kept, open, and late."""

from __future__ import annotations

import random
from collections.abc import Iterator

from app.domain.fields import FieldValue
from server.demo.calls import Call, calls_of
from server.demo.phrases import Voice
from server.demo.seeds import iso, make_id, moment
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_SHARE = 0.2
_MOST = 6
_DAYS = (2, 12)
_LATE_SHARE, _WITHDRAWN_SHARE = 0.3, 0.03
_LATE_DAYS = 30


def commitment_rows(world: World) -> Iterator[Row]:
    """Yield the promises, those of the demo day included."""
    for dealing in world.dealings:
        chance = world.seeds.stream("commitment", dealing.profile.index)
        calls = calls_of(world, dealing)
        if dealing.profile.featured:
            yield from _featured(world, dealing, calls, chance)
        yield from _usual(world, dealing, calls, chance)


def _usual(
    world: World, dealing: Dealing, calls: tuple[Call, ...], chance: random.Random
) -> Iterator[Row]:
    voice = Voice(dealing.profile, world.products, chance)
    promised = [call for call in calls if chance.random() < _SHARE][:_MOST]
    for call in reversed(promised):
        due = call.day + chance.randint(*_DAYS)
        # The demo day's own promises are written by hand: nothing else may fall on it.
        if dealing.profile.featured and due >= world.seeds.now - _LATE_DAYS:
            continue
        state = _state(due, world.seeds.now, chance)
        kept = max(due - chance.randrange(3), call.day)
        yield {
            **_made(dealing, call, make_id(moment(call.day, call.started + call.minutes), chance)),
            "content": voice.say(world.phrases.visits["commitments"]),
            "due_on": iso(due),
            "state": state,
            "kept_on": iso(kept) if state == "kept" else None,
        }


def _featured(
    world: World, dealing: Dealing, calls: tuple[Call, ...], chance: random.Random
) -> Iterator[Row]:
    given = dealing.profile.featured
    if not given or not given.promise or not calls:
        return
    call, now = calls[0], world.seeds.now
    yield {
        **_made(dealing, call, make_id(moment(call.day, call.started + call.minutes), chance)),
        "content": given.promise.content,
        "due_on": iso(now + given.promise.due_in_days),
        "state": given.promise.state,
        "kept_on": iso(now) if given.promise.state == "kept" else None,
    }


def _made(dealing: Dealing, call: Call, record_id: str) -> Row:
    return {
        "id": record_id,
        "account_id": dealing.profile.id,
        "visit_log_id": call.log_id,
        "owner_id": dealing.profile.owner.id,
        "contact_id": dealing.profile.contacts[0].id,
    }


def _state(due: int, now: int, chance: random.Random) -> str:
    if due >= now:
        return "open"
    if chance.random() < _WITHDRAWN_SHARE:
        return "withdrawn"
    is_late = due >= now - _LATE_DAYS and chance.random() < _LATE_SHARE
    return "open" if is_late else "kept"
