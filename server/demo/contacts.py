"""Writes the records of the people at the accounts."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from app.domain.fields import FieldValue
from app.domain.schema import join_labels
from server.demo.phrases import Voice
from server.demo.profiles import ContactPerson, Profile
from server.demo.world import World

_POSTS = {
    "owner": "老板",
    "manager": "经理",
    "legal_representative": "法人代表",
    "signatory": "副总经理",
    "buyer": "采购",
    "payer": "财务",
    "warehouse": "仓库保管",
    "shop_assistant": "店员",
    "salesperson": "业务员",
}
_DEPARTMENTS = {
    "buyer": "采购部",
    "payer": "财务部",
    "warehouse": "仓储部",
    "salesperson": "销售部",
}
_DECIDES = {"owner": "decides", "manager": "decides", "legal_representative": "decides"}
_INFLUENCES = frozenset({"buyer", "payer", "signatory"})
_RELATIONSHIPS = (("close", "good", "plain", "tense"), (15, 45, 35, 5))
_ATTITUDES = (("supporter", "neutral", "opponent"), (40, 54, 6))
_SHARE = 0.4
_BORN_SHARE = 0.2
_MAIL_SHARE = 0.15
_BORN_FROM, _BORN_TO = dt.date(1962, 1, 1).toordinal(), dt.date(2000, 12, 31).toordinal()


def contact_rows(world: World) -> Iterator[dict[str, FieldValue]]:
    """Yield the contacts of every account."""
    for dealing in world.dealings:
        profile = dealing.profile
        chance = world.seeds.stream("contact", profile.index)
        voice = Voice(profile, world.products, chance)
        for place, person in enumerate(profile.contacts):
            yield {
                **_who(profile, person, place, chance),
                **_character(world, voice),
            }


def _who(
    profile: Profile, person: ContactPerson, place: int, chance: random.Random
) -> dict[str, FieldValue]:
    is_head = person.role in _DECIDES
    roles = {person.role, "legal_representative", "signatory"} if place == 0 else {person.role}
    mail = f"kh{profile.index + 1:05d}.{place + 1}@dealer.example.com"
    return {
        "id": person.id,
        "account_id": profile.id,
        "name": person.name,
        "sex": person.sex,
        "post": _POSTS[person.role],
        "department": _DEPARTMENTS.get(person.role) if profile.is_company else None,
        "roles": join_labels(roles),
        "decision_role": _decision(person.role),
        "mobile": person.mobile,
        "phone": profile.phone if is_head else None,
        "email": mail if chance.random() < _MAIL_SHARE else None,
        "wechat": person.mobile if chance.random() < 1 - _SHARE else None,
        "relationship": chance.choices(*_RELATIONSHIPS)[0],
        "attitude": chance.choices(*_ATTITUDES)[0],
        "born_on": _birthday(chance) if chance.random() < _BORN_SHARE else None,
    }


def _character(world: World, voice: Voice) -> dict[str, FieldValue]:
    sentences = world.phrases.contacts
    return {
        name: voice.say(options) for name, options in sentences.items() if _is_known(voice.chance)
    }


def _is_known(chance: random.Random) -> bool:
    return chance.random() < _SHARE


def _decision(role: str) -> str:
    return _DECIDES.get(role) or ("influences" if role in _INFLUENCES else "uses")


def _birthday(chance: random.Random) -> str:
    return dt.date.fromordinal(chance.randrange(_BORN_FROM, _BORN_TO)).isoformat()
