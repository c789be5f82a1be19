"""Head office and both devices of a rep edit one field apart: the rule decides, nothing is lost.

Source: reliability.md P13.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import pytest

from app.domain.fields import Field, FieldValue, Kind, Merge
from app.domain.schema import ENTITIES, join_labels
from tests.simulation.rules import both_texts, united
from tests.support.device import BareDevice, created, edited, fresh_id

CASES = int(os.environ.get("ROADBOOK_THREE_WAY_CASES", "600"))
"""The whole promise is 5,000; the usual run takes fewer."""
BATCH = 50
DAY = "2026-03-02"
NAMES = {"desk": "Li", "laptop": "Li", "head": "Shen"}
WORDS = ("甲", "乙\n丙", "丁 戊", "a'b", "👍🏽", "甲乙")


RULES = tuple(rule for rule in Merge if rule is not Merge.LEASED)
"""A leased number is written once, by the device that holds its block: nobody else can edit it."""


@dataclass
class Case:
    """One field of one record, and what each of three writers makes of it."""

    entity: str
    field: Field
    base: FieldValue
    wanted: dict[str, FieldValue]
    record_id: str = field(default_factory=fresh_id)


@dataclass
class Outcome:
    """What must be: the value, and by conflict who lost what."""

    now: FieldValue
    last: str = ""
    lost: list[tuple[str, FieldValue]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def fields_by_class() -> dict[Merge, list[tuple[str, Field]]]:
    found: dict[Merge, list[tuple[str, Field]]] = {rule: [] for rule in Merge}
    for entity in ("account", "contact"):
        for one in ENTITIES[entity].fields.values():
            if one.kind is not Kind.REFERENCE and one.name != "number":  # the server gives it
                found[one.merge].append((entity, one))
    return found


BY_CLASS = fields_by_class()
MARKS_OF_HEADS = {"frozen", "key_account"}
"""Source: domain.md 4.11 (side states), 5.2."""


def value_for(chance: Random, one: Field) -> FieldValue:
    if not one.required and chance.random() < 0.15:
        return None
    if one.kind.is_number:
        return chance.randint(0, 1 if one.kind is Kind.FLAG else 9)
    makers: dict[Kind, Callable[[], FieldValue]] = {
        Kind.CHOICE: lambda: chance.choice(one.choices),
        Kind.LABELS: lambda: join_labels(set(chance.sample("甲乙丙丁", chance.randint(0, 3)))),
        Kind.DATE: lambda: f"2026-12-{chance.randint(1, 28):02d}",
        Kind.NOTE: lambda: "\n".join(chance.sample(WORDS, chance.randint(1, 3))),
    }
    return makers.get(one.kind, lambda: chance.choice(WORDS).replace("\n", " "))()


def make_case(chance: Random) -> Case:
    entity, one = chance.choice(BY_CLASS[chance.choice(RULES)])
    base = None if one.merge is Merge.SERVER else value_for(chance, one)
    wanted = {who: value_for(chance, one) for who in chance.sample([*NAMES], chance.randint(2, 3))}
    return Case(entity, one, base, wanted)


def arrive(case: Case, outcome: Outcome, who: str) -> None:
    """The oracle: what the rule of the field makes of one more arrival."""
    value, now, rule = case.wanted[who], outcome.now, case.field.merge
    if rule is Merge.SERVER and not (who == "head" and case.field.name in MARKS_OF_HEADS):
        outcome.refused.append(who)
        return
    if value == now:
        return
    if outcome.last in {"", who} or now == case.base:
        outcome.now, outcome.last = value, who
        return
    if rule is Merge.UNION:
        outcome.now, outcome.last = united(case.base, now, value), who
        return
    if rule is Merge.OFFICE and outcome.last == "head":
        outcome.lost.append((who, value))
        return
    if rule is Merge.BOTH:
        line = f"──── ↑ {NAMES[outcome.last]} {DAY} · ↓ {NAMES[who]} {DAY} ────"
        both = both_texts(now, value, line)
        outcome.lost += [(outcome.last, now)] * (both != now) + [(who, value)] * (both != value)
        if both != now:
            outcome.now, outcome.last = both, who
        return
    outcome.lost.append((outcome.last, now))
    outcome.now, outcome.last = value, who


@dataclass
class Three:
    """The writers, and somebody who writes nothing and so receives everything."""

    desk: BareDevice
    laptop: BareDevice
    head: BareDevice
    watcher: BareDevice

    def __getitem__(self, who: str) -> BareDevice:
        return getattr(self, who)

    def pull(self) -> None:
        for who in (*NAMES, "watcher"):
            self[who].pull()

    def forget(self) -> None:
        for who in (*NAMES, "watcher"):
            self[who].rows.clear()


def begin(three: Three, account: str, cases: list[Case]) -> None:
    groups = []
    for case in cases:
        values: dict[str, FieldValue] = {"name": "x", "account_id": account}
        if case.entity == "account":
            values = {"name": "华信", "type": "dealer", "status": "active"}
        values[case.field.name] = case.base
        known = {name: value for name, value in values.items() if value is not None}
        groups.append(three.desk.group(created(case.entity, case.record_id, **known)))
    assert {one.outcome for one in three.desk.send(*groups).results} == {"applied"}
    three.pull()


def run_batch(three: Three, chance: Random, account: str, cases: list[Case]) -> list[Outcome]:
    begin(three, account, cases)
    outcomes = [Outcome(case.base) for case in cases]
    for who in chance.sample([*NAMES], len(NAMES)):
        mine = [
            (case, outcome)
            for case, outcome in zip(cases, outcomes, strict=True)
            if who in case.wanted and case.wanted[who] != case.base
        ]
        groups = []
        for case, outcome in mine:
            change = {case.field.name: (case.base, case.wanted[who])}
            groups.append(three[who].group(edited(case.entity, case.record_id, 1, **change)))
            arrive(case, outcome, who)
        answer = three[who].send(*groups) if groups else None
        for (_, outcome), result in zip(mine, answer.results if answer else (), strict=True):
            assert (result.outcome == "refused") == (who in outcome.refused), result
    three.pull()
    return outcomes


def conflicts_of(device: BareDevice, record_id: str) -> dict[str, tuple]:
    return {
        key: (row["field"], row["lost_by"], json.loads(row["lost"]), json.loads(row["kept"]))
        for (entity, key), row in device.rows.items()
        if entity == "conflict" and row["subject_id"] == record_id
    }


def check(three: Three, case: Case, outcome: Outcome) -> None:
    told = f"{case} {outcome}"
    assert three.watcher.rows[case.entity, case.record_id].get(case.field.name) == outcome.now, told
    seen = [conflicts_of(three[who], case.record_id) for who in NAMES]
    # Author and owner see every one of them, because everybody does who has the record.
    assert seen[0] == seen[1] == seen[2], told
    users = {who: three[who].user_id for who in NAMES}
    lost = sorted((users[who], repr(value)) for who, value in outcome.lost)
    assert sorted((who, repr(value)) for _, who, value, _ in seen[0].values()) == lost, told
    assert all(name == case.field.name for name, *_ in seen[0].values()), told


@pytest.mark.parametrize("rule", RULES)
def test_every_class_of_field_is_among_the_cases(rule):
    chance = Random(2026)
    assert BY_CLASS[rule]
    assert rule in {make_case(chance).field.merge for _ in range(100)}


@pytest.mark.timeout(900)
def test_the_rule_decides_and_every_value_that_lost_is_kept_for_author_and_owner(
    rep, device_of, account
):
    three = Three(
        rep, device_of("li"), device_of("shen", "sector_head"), device_of("wang", "sector_admin")
    )
    chance = Random(13)
    three.pull()
    clashes = 0
    for _ in range(-(-CASES // BATCH)):
        cases = [make_case(chance) for _ in range(BATCH)]
        for case, outcome in zip(cases, run_batch(three, chance, account, cases), strict=True):
            check(three, case, outcome)
            clashes += len(outcome.lost)
        three.forget()
    assert clashes > CASES // 5
