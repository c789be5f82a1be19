"""Writes what follows from visits: needs, remarks, tasks, inspections, relations."""

from __future__ import annotations

import random
from collections.abc import Iterator

from app.domain.fields import FieldValue
from server.demo.calls import Call, calls_of
from server.demo.people import Person
from server.demo.reading import read_demo
from server.demo.seeds import iso, make_id, moment, working_day
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_NEED_SHARE, _COMMENT_SHARE, _TASK_SHARE, _INSPECTED_SHARE = 0.12, 0.08, 0.06, 0.04
_RELATED_SHARE = 0.05
_RECENT = 4
_EVENING = 19 * 60
_NEXT_DAY = 10 * 60
_TASK_DAYS = (2, 9)
_DONE_SHARE = 0.4
_OPEN_DAYS = 12
_CONFIRMED_SHARE = 0.8
_KINDS = ("related", "partner", "influences")


def customer_need_rows(world: World) -> Iterator[Row]:
    """Yield what customers said they need, noted on a visit."""
    told = read_demo("afterwards")["needs"]
    for dealing, call, chance in _some_calls(world, "customer_need", _NEED_SHARE):
        said = chance.choice(told)
        yield {
            "id": make_id(moment(call.day, call.started + call.minutes), chance),
            "account_id": dealing.profile.id,
            "visit_log_id": call.log_id,
            "raised_on": iso(call.day),
            "author_id": dealing.profile.owner.id,
            "state": "noted",
            **said,
        }


def visit_comment_rows(world: World) -> Iterator[Row]:
    """Yield what heads remarked below logs."""
    told = read_demo("afterwards")["comments"]
    for dealing, call, chance in _some_calls(world, "visit_comment", _COMMENT_SHARE):
        written = moment(call.day, _EVENING)
        yield {
            "id": make_id(written, chance),
            "account_id": dealing.profile.id,
            "visit_log_id": call.log_id,
            "author_id": _head(world, dealing).id,
            "written_at": written,
            "content": chance.choice(told),
        }


def task_rows(world: World) -> Iterator[Row]:
    """Yield what heads gave reps to do; some of it is done."""
    said = read_demo("afterwards")
    for dealing, call, chance in _some_calls(world, "task", _TASK_SHARE):
        due = working_day(call.day + chance.randint(*_TASK_DAYS))
        row: Row = {
            "id": make_id(moment(call.day, _EVENING), chance),
            "account_id": dealing.profile.id,
            "visit_log_id": call.log_id,
            "assignee_id": dealing.profile.owner.id,
            "given_by": _head(world, dealing).id,
            "content": chance.choice(said["tasks"]),
            "due_on": iso(due),
            "state": "open",
        }
        is_old = due < world.seeds.now - _OPEN_DAYS
        if is_old or (due < world.seeds.now and chance.random() < _DONE_SHARE):
            done = {"state": "done", "done_on": iso(due), "answer": chance.choice(said["answers"])}
            row |= done
        yield row


def inspection_rows(world: World) -> Iterator[Row]:
    """Yield what inspections found about logs."""
    told = read_demo("afterwards")["inspections"]
    for dealing, call, chance in _some_calls(world, "inspection", _INSPECTED_SHARE):
        day = min(working_day(call.day + 1), world.seeds.now)
        is_right = chance.random() < _CONFIRMED_SHARE
        yield {
            "id": make_id(moment(day, _NEXT_DAY), chance),
            "account_id": dealing.profile.id,
            "visit_log_id": call.log_id,
            "author_id": world.person("group_management").id,
            "inspected_on": iso(day),
            "visit_held": "confirmed",
            "people": "confirmed" if is_right else "unchecked",
            "stock": "confirmed" if is_right else "differs",
            "result": "confirmed" if is_right else "unchecked",
            "content": told[0] if is_right else told[1],
        }


def account_relation_rows(world: World) -> Iterator[Row]:
    """Yield which accounts of one rep have to do with each other."""
    told = read_demo("afterwards")["relations"]
    earlier: dict[str, Dealing] = {}
    for dealing in world.dealings:
        chance = world.seeds.stream("account_relation", dealing.profile.index)
        other = earlier.get(dealing.profile.owner.id)
        earlier[dealing.profile.owner.id] = dealing
        if other is None or chance.random() >= _RELATED_SHARE:
            continue
        # Made once both files are there.
        day = max(dealing.profile.created, other.profile.created)
        yield {
            "id": make_id(moment(day, _EVENING), chance),
            "account_id": dealing.profile.id,
            "other_id": other.profile.id,
            "kind": chance.choice(_KINDS),
            "remark": chance.choice(told),
        }


def _some_calls(
    world: World, purpose: str, share: float
) -> Iterator[tuple[Dealing, Call, random.Random]]:
    """Yield some of the last calls of every account, each with the chance of its account."""
    for dealing in world.dealings:
        chance = world.seeds.stream(purpose, dealing.profile.index)
        for call in reversed(calls_of(world, dealing)[:_RECENT]):
            if chance.random() < share:
                yield dealing, call, chance


def _head(world: World, dealing: Dealing) -> Person:
    """Return the head of the account's sector, or of any where it has none."""
    heads = [person for person in world.people if "sector_head" in person.roles]
    sector = dealing.profile.owner.sector
    mine = [head for head in heads if sector is not None and head.sector == sector]
    return (mine or heads)[0]
