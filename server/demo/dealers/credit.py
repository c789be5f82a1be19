"""Writes the credit file of accounts: policy, investigations, limits, securities, measures."""

from __future__ import annotations

import random
from collections.abc import Iterator

from app.domain.fields import FieldValue
from app.domain.schema import join_labels
from server.demo.credit import WATCHED_PERCENT, credit_limit_minor, outstanding_minor
from server.demo.purchases import YEAR_DAYS
from server.demo.reading import read_demo
from server.demo.seeds import iso, make_id, moment, working_day
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_MORNING, _NOON = 9 * 60 + 30, 12 * 60
_PER_CENT = 100
_LIMIT_AGE_DAYS = (40, 200)
_OLD_LIMIT_PERCENT = 80
_RAISE_SHARE = 0.03
_RAISE_PERCENT = 130
_RAISE_DAYS = 6
_INVESTIGATED = {"A": 0.5, "B": 0.2, "C": 0.02}
_ORDER_DAYS = (5, 20)
_ASSETS_OF_SALES = (40, 90)
_SECURED_SHARE = 0.15
_SECURED_PERCENT = 50
_WORSENED_DAYS = 60
_MEASURE_DAYS = 14
_FLAG_SHARE, _CLEARED_SHARE = 0.02, 0.5


def credit_policy_rows(world: World) -> Iterator[Row]:
    """Yield the credit policy that the group has in force."""
    chance = world.seeds.stream("credit_policy")
    day = world.seeds.now - YEAR_DAYS
    for source in read_demo("dealers")["credit_policy"]:
        yield {
            "id": make_id(moment(day, _MORNING), chance),
            "valid_from_on": iso(day),
            **source,
        } | {
            "state": "approved",
            "proposed_by": world.person("finance").id,
            "decided_by": world.person("group_management").id,
            "decided_at": moment(working_day(day - 1), _NOON),
        }


def credit_limit_rows(world: World) -> Iterator[Row]:
    """Yield the limit of every account on credit, the one before it, and raises asked for."""
    reasons = read_demo("dealers")["limit_reasons"]
    for dealing in world.dealings:
        amount = credit_limit_minor(world, dealing)
        if not amount:
            continue
        chance = world.seeds.stream("credit_limit", dealing.profile.index)
        why: Row = {"reason": chance.choice(reasons)}
        oldest = world.seeds.now - dealing.profile.created
        given = working_day(world.seeds.now - min(chance.randint(*_LIMIT_AGE_DAYS), oldest))
        yield why | _limit(world, dealing, chance, amount, given) | {"state": "active"}
        if oldest > YEAR_DAYS:
            before = amount * _OLD_LIMIT_PERCENT // _PER_CENT
            day = working_day(given - YEAR_DAYS // 2)
            ended: Row = {"state": "raised", "valid_to_on": iso(given)}
            yield why | _limit(world, dealing, chance, before, day) | ended
        if chance.random() < _RAISE_SHARE:
            raised = amount * _RAISE_PERCENT // _PER_CENT
            yield why | _proposal(
                dealing, chance, raised, working_day(world.seeds.now - _RAISE_DAYS)
            )


def _limit(world: World, dealing: Dealing, chance: random.Random, amount: int, day: int) -> Row:
    decided: Row = {"approved_by": world.person("finance").id, "approved_at": moment(day, _NOON)}
    return _proposal(dealing, chance, amount, day) | decided


def _proposal(dealing: Dealing, chance: random.Random, amount: int, day: int) -> Row:
    profile = dealing.profile
    return {
        "id": make_id(moment(day, _MORNING), chance),
        "account_id": profile.id,
        "amount_minor": amount,
        "watch_value_minor": amount * WATCHED_PERCENT // _PER_CENT,
        "period_days": profile.temper.credit_days,
        "valid_from_on": iso(day),
        "basis": "class" if dealing.grade != "C" else "experience",
        "proposed_by": profile.owner.id,
        "state": "proposed",
    }


def investigation_rows(world: World) -> Iterator[Row]:
    """Yield what was found out about accounts, by all four methods."""
    source = read_demo("dealers")["investigation"]
    for dealing in world.dealings:
        profile, limit = dealing.profile, credit_limit_minor(world, dealing)
        chance = world.seeds.stream("investigation", profile.index)
        if not limit or chance.random() >= _INVESTIGATED[dealing.grade]:
            continue
        received = working_day(world.seeds.now - chance.randint(*_LIMIT_AGE_DAYS))
        given = chance.choice(source)
        told = {
            name: chance.choice(words) for name, words in given.items() if isinstance(words, list)
        }
        yield {
            "id": make_id(moment(received, _MORNING), chance),
            "account_id": profile.id,
            "method": given["method"],
            "cost_minor": given["cost_minor"],
            "ordered_on": iso(received - chance.randint(*_ORDER_DAYS)),
            "received_on": iso(received),
            "reliability": chance.randint(3, 5),
            "investigator": profile.owner.name,
            "verdict": "secured" if profile.temper.payer != "punctual" else "acceptable",
            "proposed_limit_minor": limit,
            **told,
            **_figures(dealing, chance, world.seeds.today.year - 1),
        }


def _figures(dealing: Dealing, chance: random.Random, year: int) -> Row:
    """Return a small balance sheet that fits the trade."""
    sales = dealing.profile.temper.yearly_minor * chance.randint(2, 6)
    total = sales * chance.randint(*_ASSETS_OF_SALES) // _PER_CENT
    current = total * chance.randint(50, 80) // _PER_CENT
    owed = current * chance.randint(45, 95) // _PER_CENT
    return {
        "year": year,
        "sales_minor": sales,
        "total_assets_minor": total,
        "current_assets_minor": current,
        "inventory_minor": current * chance.randint(25, 50) // _PER_CENT,
        "receivables_minor": current * chance.randint(20, 40) // _PER_CENT,
        "current_liabilities_minor": owed,
        "equity_minor": total - owed,
        "net_profit_minor": sales * chance.randint(1, 7) // _PER_CENT,
    }


def security_rows(world: World) -> Iterator[Row]:
    """Yield guarantors and deposits of accounts that pay slowly."""
    for dealing in world.dealings:
        limit = credit_limit_minor(world, dealing)
        chance = world.seeds.stream("security", dealing.profile.index)
        if not limit or chance.random() >= _SECURED_SHARE:
            continue
        day = working_day(world.seeds.now - chance.randint(*_LIMIT_AGE_DAYS))
        kind = chance.choice(("guarantor", "joint_guarantor", "deposit"))
        yield {
            "id": make_id(moment(day, _MORNING), chance),
            "account_id": dealing.profile.id,
            "kind": kind,
            "party": chance.choice(dealing.profile.contacts).name,
            "amount_minor": limit * _SECURED_PERCENT // _PER_CENT,
            "document_number": f"DB-{dealing.profile.index + 1:05d}",
            "valid_from_on": iso(day),
            "valid_to_on": iso(day + YEAR_DAYS),
            "state": "in_force",
        }


def measure_rows(world: World) -> Iterator[Row]:
    """Yield what was decided about accounts whose debt is long overdue."""
    for dealing in world.dealings:
        if not _is_worsened(world, dealing):
            continue
        profile = dealing.profile
        chance = world.seeds.stream("measure", profile.index)
        day = working_day(world.seeds.now - chance.randint(1, _MEASURE_DAYS))
        yield {
            "id": make_id(moment(day, _NOON), chance),
            "account_id": profile.id,
            "kind": chance.choice(("cut_supply", "restrict_shipment", "guarantor")),
            "decided_on": iso(day),
            "due_on": iso(day + _MEASURE_DAYS),
            "responsible_id": profile.owner.id,
            "state": chance.choice(("planned", "under_way")),
        }


def red_flag_rows(world: World) -> Iterator[Row]:
    """Yield the signs that reps noted with new accounts."""
    signs = ("big_first_deal", "no_price_question", "no_conditions", "agrees_to_all")
    for dealing in world.dealings:
        chance = world.seeds.stream("red_flag", dealing.profile.index)
        if chance.random() >= _FLAG_SHARE:
            continue
        day = working_day(world.seeds.now - chance.randint(*_LIMIT_AGE_DAYS))
        yield {
            "id": make_id(moment(day, _NOON), chance),
            "account_id": dealing.profile.id,
            "flags": join_labels(set(chance.sample(signs, 2))),
            "noted_on": iso(day),
            "noted_by": dealing.profile.owner.id,
            "is_cleared": int(chance.random() < _CLEARED_SHARE),
        }


def _is_worsened(world: World, dealing: Dealing) -> bool:
    if not outstanding_minor(dealing):
        return False
    late = (world.seeds.now - each.due for each in dealing.purchases if each.due and not each.paid)
    return max(late, default=0) > _WORSENED_DAYS
