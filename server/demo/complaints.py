"""Writes complaints, enquiries, suggestions and praise, open and closed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from app.domain.fields import FieldValue
from server.demo.phrases import Voice
from server.demo.seeds import iso, make_id, moment
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_SUBJECTS = ("quality", "late_delivery", "wrong_goods", "packaging", "service", "other")
_SUBJECT_WEIGHTS = (24, 22, 14, 22, 10, 8)
_KINDS = (("complaint", "enquiry", "suggestion", "praise"), (74, 12, 8, 6))
_OPEN_STATES = (
    *("recorded", "judging", "assigned", "analysing"),
    *("proposed", "negotiating", "accepted", "carrying_out", "evaluating"),
)
_SHARE, _SECOND_SHARE = 0.09, 0.25
_DAYS, _OPEN_DAYS = 500, 25
_OPEN_SHARE = 0.25
_UNFOUNDED_SHARE = 0.06
_ANSWER_DAYS = 3
_FEATURED_DAYS = 3
_MORNING, _SPAN = 9 * 60, 8 * 60


def complaint_rows(world: World) -> Iterator[Row]:
    """Yield what accounts complained about or asked for."""
    for dealing in world.dealings:
        chance = world.seeds.stream("complaint", dealing.profile.index)
        voice = Voice(dealing.profile, world.products, chance)
        given = dealing.profile.featured
        if given and given.complaint:
            yield _complaint(world, dealing, _FEATURED_DAYS, given.complaint, voice)
        elif dealing.purchases and not given and chance.random() < _SHARE:
            for _ in range(1 + (chance.random() < _SECOND_SHARE)):
                yield _usual(world, dealing, voice)


def _usual(world: World, dealing: Dealing, voice: Voice) -> Row:
    chance = voice.chance
    span = _OPEN_DAYS if chance.random() < _OPEN_SHARE else _DAYS
    days = 1 + chance.randrange(min(span, world.seeds.now - dealing.profile.created + 1))
    kind = chance.choices(*_KINDS)[0]
    if kind == "complaint":
        subject = chance.choices(_SUBJECTS, _SUBJECT_WEIGHTS)[0]
        return _complaint(world, dealing, days, subject, voice)
    return _received(world, dealing, days, chance) | {
        "kind": kind,
        "content": voice.say(world.phrases.complaints[kind]),
        "state": "closed" if days > _OPEN_DAYS else "recorded",
    }


def _complaint(world: World, dealing: Dealing, days: int, subject: str, voice: Voice) -> Row:
    chance = voice.chance
    content, demand, outcome = chance.choice(world.phrases.complaints[subject])
    state = _state(days, chance)
    outcomes = {"closed": outcome, "unfounded": world.phrases.complaints["unfounded"][0]}
    return _received(world, dealing, days, chance) | {
        "kind": "complaint",
        "subject": subject,
        "content": voice.fill(content),
        "demand": demand,
        "state": state,
        "answer_due_on": iso(world.seeds.now - days + _ANSWER_DAYS),
        "outcome": voice.fill(outcomes.get(state, "")) or None,
    }


def _received(world: World, dealing: Dealing, days: int, chance: random.Random) -> Row:
    profile, day = dealing.profile, world.seeds.now - days
    received = moment(day, _MORNING + chance.randrange(_SPAN))
    return {
        "id": make_id(received, chance),
        "account_id": profile.id,
        "number": f"TS-{profile.index + 1:05d}-{days:03d}",
        "complainant": chance.choice(profile.contacts).name,
        "received_at": received,
        "received_by": profile.owner.id,
    }


def _state(days: int, chance: random.Random) -> str:
    if days <= _OPEN_DAYS:
        return chance.choice(_OPEN_STATES)
    return "unfounded" if chance.random() < _UNFOUNDED_SHARE else "closed"
