"""Fills the blocks A to E of the customer file with what a rep would have written."""

from __future__ import annotations

import random

from app.domain.fields import FieldValue
from app.domain.schema import join_labels
from server.demo.phrases import Voice
from server.demo.seeds import iso
from server.demo.world import Dealing, World

CONFIRMATION_DAYS = {"A": 90, "B": 180, "C": 365}
"""How long a confirmed block counts as right, by class. Source: domain.md, appendix C."""

_SENTENCES = {
    "B": ("market_area", "selling_ability", "philosophy", "direction", "business_policy"),
    "C": ("market_share", "market_position", "competitor_relation", "business_relation"),
    "D": ("sales_activity", "problems", "strategy", "outlook", "image", "reputation", "finances"),
}
_MORE_SENTENCES = {"B": ("features",), "C": ("sales_results", "cooperation")}
_NEEDS_TRADE = {"C", "D"}
_FILLED_SHARE = {"A": 0.96, "B": 0.85, "C": 0.6}
_JUDGED_SHARE = 0.5
_FIELD_SHARE = 0.88
_STALE_SHARE = 0.3
_STRENGTHS = ("strong", "medium", "medium", "weak")
_DEALER_KINDS = frozenset({"dealer", "agent"})
_KINDS, _BRANDS = (1, 3), (2, 5)
_REMARK_SHARE = 0.35
_WINDOWS = (15, 30, 30, 45, 60)
_TEN_THOUSAND_YUAN = 1_000_000


def block_fields(world: World, dealing: Dealing) -> dict[str, FieldValue]:
    """Return the fields of the blocks with the day on which each was confirmed."""
    profile = dealing.profile
    chance = world.seeds.stream("block", profile.index)
    voice = Voice(profile, world.products, chance)
    fields: dict[str, FieldValue] = {
        "dealings_since_on": iso(profile.since) if dealing.purchases and profile.since else None,
        "business_kinds": _words(_kinds(world, profile.kind), _KINDS, chance),
        "block_a_confirmed_on": _confirmed(world, dealing, chance),
        "remark": voice.say(world.phrases.blocks["remark"])
        if chance.random() < _REMARK_SHARE
        else None,
    }
    for block, names in _SENTENCES.items():
        fields.update(_block(world, dealing, block, names + _MORE_SENTENCES.get(block, ()), voice))
    if profile.kind in _DEALER_KINDS and chance.random() < _FILLED_SHARE[dealing.grade]:
        fields.update(_dealer_facts(world, dealing, voice))
    return fields


def _kinds(world: World, kind: str) -> tuple[str, ...]:
    blocks = world.phrases.blocks
    return blocks.get(f"business_kinds_{kind}", blocks["business_kinds"])


def _block(
    world: World, dealing: Dealing, block: str, names: tuple[str, ...], voice: Voice
) -> dict[str, FieldValue]:
    chance = voice.chance
    is_unknown = block in _NEEDS_TRADE and not dealing.purchases
    if is_unknown or chance.random() > _FILLED_SHARE[dealing.grade]:
        return {}
    blocks = world.phrases.blocks
    fields: dict[str, FieldValue] = {
        name: voice.say(blocks[name]) for name in names if chance.random() < _FIELD_SHARE
    }
    fields[f"block_{block.lower()}_confirmed_on"] = _confirmed(world, dealing, chance)
    match block:
        case "B":
            fields["potential"] = dealing.profile.temper.potential
            judging = world.seeds.stream("model_value", dealing.profile.index)
            if judging.random() < _JUDGED_SHARE:
                fields["model_value"] = judging.choice("223345")
        case "C":
            fields["competitiveness"] = chance.choice(_STRENGTHS)
        case _:
            fields["credit_condition"] = voice.say(blocks[f"credit_{_payer(dealing)}"])
    return fields


def _payer(dealing: Dealing) -> str:
    given = dealing.profile.featured
    return "slow" if given and given.overdue_days else dealing.profile.temper.payer


def _dealer_facts(world: World, dealing: Dealing, voice: Voice) -> dict[str, FieldValue]:
    chance = voice.chance
    blocks = world.phrases.blocks
    scale = {"A": 6, "B": 3, "C": 1}[dealing.grade]
    return {
        "brands": _words(blocks["brands"], _BRANDS, chance),
        "downstream_count": scale * chance.randint(4, 30),
        "coverage_area": voice.say(blocks["coverage_area"]),
        "warehouse_square_metres": scale * chance.randint(4, 20) * 10,
        "vehicles": chance.randint(scale // 3, scale + 1),
        "staff": scale + chance.randint(1, 6),
        "funds_minor": scale * chance.randint(5, 40) * _TEN_THOUSAND_YUAN,
        "return_window_days": chance.choice(_WINDOWS),
        "block_e_confirmed_on": _confirmed(world, dealing, chance),
    }


def _confirmed(world: World, dealing: Dealing, chance: random.Random) -> str:
    """Return a day on which somebody said "still right", now and then too long ago."""
    valid = CONFIRMATION_DAYS[dealing.grade]
    is_stale = chance.random() < _STALE_SHARE
    days = valid + chance.randrange(valid) if is_stale else chance.randrange(valid)
    return iso(max(world.seeds.now - days, dealing.profile.created))


def _words(words: tuple[str, ...], count: tuple[int, int], chance: random.Random) -> FieldValue:
    return join_labels(tuple(chance.sample(words, chance.randint(*count))))
