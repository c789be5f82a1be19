"""Writes what one proposed and another decided: blacklistings, marks of debts, ways to collect."""

from __future__ import annotations

import random
from collections.abc import Iterator

from app.domain.fields import FieldValue
from server.demo.accounts import is_barred
from server.demo.history import invoices, quality_of
from server.demo.purchases import YEAR_DAYS
from server.demo.reading import read_demo
from server.demo.seeds import iso, make_id, moment, working_day
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_MORNING, _NOON = 9 * 60 + 30, 12 * 60
_BARRED_DAYS = (30, 150)
_PROPOSED_SHARE = 0.4
_WRITTEN_DOWN = ("doubtful", "bad", "dead")
_OPEN_MARK_SHARE = 0.4
_PRESSED_DAYS, _LAW_DAYS = 30, 120
_COURSE_DAYS = (3, 25)
_REVIEW_DAYS = 30


def blacklist_entry_rows(world: World) -> Iterator[Row]:
    """Yield a decided entry for every barred account, and a few that wait for a decision."""
    told = read_demo("dealers")["blacklisting"]
    for dealing in world.dealings:
        chance = world.seeds.stream("blacklist", dealing.profile.index)
        if is_barred(world, dealing):
            yield _entry(world, dealing, chance, chance.choice(told)) | {
                "state": "approved",
                "decided_by": world.person("group_management").id,
                "decided_at": moment(working_day(world.seeds.now - 1), _NOON),
            }
        elif _oldest_debt(world, dealing) > _PRESSED_DAYS and chance.random() < _PROPOSED_SHARE:
            yield _entry(world, dealing, chance, told[0])


def _entry(world: World, dealing: Dealing, chance: random.Random, said: dict[str, str]) -> Row:
    day = working_day(world.seeds.now - chance.randint(*_BARRED_DAYS))
    return {
        "id": make_id(moment(day, _MORNING), chance),
        "account_id": dealing.profile.id,
        "review_on": iso(day + YEAR_DAYS),
        "proposed_by": world.person("sector_head").id,
        "proposed_on": iso(day),
        "state": "proposed",
        **said,
    }


def debt_mark_rows(world: World) -> Iterator[Row]:
    """Yield how every debt came to its mark, and the worse marks that wait for a second hand."""
    for dealing in world.dealings:
        chance = world.seeds.stream("debt_mark", dealing.profile.index)
        for invoice_id, _, purchase in invoices(world, dealing):
            quality = quality_of(purchase, world.seeds.now)
            if quality in _WRITTEN_DOWN:
                decided: Row = {
                    "state": "approved",
                    "decided_by": world.person("group_management").id,
                    "decided_at": moment(working_day(world.seeds.now - 1), _NOON),
                }
                yield _mark(world, dealing, chance, invoice_id) | {"quality": quality} | decided
            late = world.seeds.now - (purchase.due or world.seeds.now)
            if quality == "overdue" and late > _PRESSED_DAYS and chance.random() < _OPEN_MARK_SHARE:
                yield _mark(world, dealing, chance, invoice_id) | {"quality": _WRITTEN_DOWN[0]}


def _mark(world: World, dealing: Dealing, chance: random.Random, invoice_id: str) -> Row:
    day = working_day(world.seeds.now - chance.randint(*_COURSE_DAYS))
    return {
        "id": make_id(moment(day, _MORNING), chance),
        "account_id": dealing.profile.id,
        "receivable_id": invoice_id,
        "reason": chance.choice(read_demo("dealers")["debt_reasons"]),
        "proposed_by": world.person("finance").id,
        "proposed_on": iso(day),
        "state": "proposed",
    }


def collection_course_rows(world: World) -> Iterator[Row]:
    """Yield how finance collects from accounts that are late."""
    for dealing in world.dealings:
        late = _oldest_debt(world, dealing)
        if late <= 0:
            continue
        chance = world.seeds.stream("collection_course", dealing.profile.index)
        day = working_day(world.seeds.now - chance.randint(*_COURSE_DAYS))
        group, method = _course(late)
        yield {
            "id": make_id(moment(day, _NOON), chance),
            "account_id": dealing.profile.id,
            "debt_group": group,
            "method": method,
            "chosen_on": iso(day),
            "chosen_by": world.person("finance").id,
            "review_on": iso(day + _REVIEW_DAYS),
        }


def _course(late: int) -> tuple[str, str]:
    if late > _LAW_DAYS:
        return "legal", "lawyer"
    return ("chase", "letter") if late > _PRESSED_DAYS else ("attention", "phone")


def _oldest_debt(world: World, dealing: Dealing) -> int:
    """Return how many days the oldest open invoice is late."""
    late = (world.seeds.now - each.due for each in dealing.purchases if each.due and not each.paid)
    return max(late, default=0)
