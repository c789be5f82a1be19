"""Writes the accounts' records: identity, credit, and the blocks of the customer file."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.fields import FieldValue
from server.demo.credit import credit_fields
from server.demo.file_blocks import block_fields
from server.demo.parties import bank_of
from server.demo.world import Dealing, World

Row = dict[str, FieldValue]

_AT_RISK, _LOST, _LOST_DAYS = 2, 3, 60
_LOYAL_DAYS = 3 * 365
_CHANNELS = ("phone", "wechat", "wechat", "visit", "sms", "email")
_SOURCES = ("visit", "visit", "visit", "referral", "customer", "import", "operator")
_OTHER_ADDRESS_SHARE = 0.12
_LOST_CODE_SHARE = 0.3
_INTERESTED_SHARE = 0.5
_ARCHIVED_SHARE = 0.1
_GONE = frozenset({"lost", "archived"})
_FROZEN_SHARE, _BLACKLISTED_SHARE = 0.12, 0.04
_KEY_MINOR = 150_000_000


def account_rows(world: World) -> Iterator[Row]:
    """Yield the record of every account."""
    for dealing in world.dealings:
        yield {
            **_identity(world, dealing),
            **_basics(world, dealing),
            **block_fields(world, dealing),
            **credit_fields(world, dealing),
        }


def _identity(world: World, dealing: Dealing) -> Row:
    profile, temper = dealing.profile, dealing.profile.temper
    chance = world.seeds.stream("identity", profile.index)
    status = status_of(world, dealing)
    is_lost = status in _GONE
    barred = is_lost and chance.random() < _BLACKLISTED_SHARE
    owner = profile.owner
    return {
        "id": profile.id,
        "number": f"KH-{profile.index + 1:05d}",
        "name": profile.name.full,
        "short_name": profile.name.short,
        "type": profile.kind,
        "tier": profile.tier,
        "parent_id": profile.parent_id,
        "status": status,
        "class": dealing.grade,
        "key_account": int(temper.yearly_minor >= _KEY_MINOR),
        "segment": _segment(dealing),
        "blacklisted": int(barred),
        "frozen": int(is_lost and chance.random() < _FROZEN_SHARE),
        "owner_id": owner.id,
        "sector_id": owner.sector.id if owner.sector else None,
        "latitude_e6": profile.spot.latitude_e6,
        "longitude_e6": profile.spot.longitude_e6,
    }


def is_barred(world: World, dealing: Dealing) -> bool:
    """Return whether the group barred an account; the first chance of its identity decides."""
    chance = world.seeds.stream("identity", dealing.profile.index)
    return status_of(world, dealing) in _GONE and chance.random() < _BLACKLISTED_SHARE


def status_of(world: World, dealing: Dealing) -> str:
    """Return the life-cycle status from the rhythm of purchases.

    Source: domain.md 3.13.
    """
    chance = world.seeds.stream("status", dealing.profile.index)
    days = [purchase.day for purchase in dealing.purchases]
    if not days:
        return "interested" if chance.random() < _INTERESTED_SHARE else "prospect"
    silent = world.seeds.now - days[-1]
    # Few purchases say little about a rhythm: then a third of the window counts as usual.
    interval = (days[-1] - days[0]) / (len(days) - 1) if len(days) > 1 else _LOYAL_DAYS / 4
    if silent >= _LOST * interval and silent >= _LOST_DAYS:
        return "archived" if chance.random() < _ARCHIVED_SHARE else "lost"
    if silent >= _AT_RISK * interval:
        return "at_risk"
    since = dealing.profile.since or world.seeds.now
    is_old = since < world.seeds.now - _LOYAL_DAYS
    return "loyal" if is_old and dealing.grade == "A" else "active"


def _manager(dealing: Dealing) -> str:
    contacts = dealing.profile.contacts
    return next((each.name for each in contacts if each.role == "manager"), contacts[0].name)


def _segment(dealing: Dealing) -> str | None:
    if not dealing.purchases:
        return None
    is_valuable = dealing.grade in {"A", "B"}
    if dealing.profile.temper.potential == "high":
        return "gold" if is_valuable else "develop"
    return "maintain" if is_valuable else "abandon"


def _basics(world: World, dealing: Dealing) -> Row:
    profile, city = dealing.profile, dealing.profile.city
    chance = world.seeds.stream("basics", profile.index)
    is_known = bool(dealing.purchases) or chance.random() > _LOST_CODE_SHARE
    bank = bank_of(world, dealing) if is_known else None
    other = profile.address.replace(" 号", " 号后门仓库")
    return {
        "province": city.province,
        "city": city.name,
        "address": profile.address,
        "delivery_address": other if chance.random() < _OTHER_ADDRESS_SHARE else profile.address,
        "phone": profile.phone,
        "uscc": profile.uscc if is_known else None,
        "tax_number": profile.uscc if is_known else None,
        "legal_representative": profile.contacts[0].name if is_known else None,
        "principal": profile.contacts[0].name,
        "manager": _manager(dealing),
        "source": chance.choice(_SOURCES),
        "preferred_channel": chance.choice(_CHANNELS),
        "bank": bank.name if bank else None,
        "bank_account": bank.account if bank else None,
    }
