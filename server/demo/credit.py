"""How much an account may owe, and how much of that is used."""

from __future__ import annotations

import random

from app.domain.fields import FieldValue
from server.demo.seeds import moment
from server.demo.world import Dealing, World

WATCHED_PERCENT = 90
"""Part of the limit from which the account is watched."""

_AS_OF_MINUTE = 6 * 60 + 40
_STEP_MINOR = 100_000
_PER_CENT = 100
_UNLIMITED_SHARE = 0.06
_TIGHT_SHARE = 0.08
_ORDER_SHARE = 0.3
_ORDER_PERCENT = (3, 15)
_USUAL_USAGE, _TIGHT_USAGE = (15, 89), (90, 110)
_LIMITS_PER_YEAR = 10


def credit_fields(world: World, dealing: Dealing) -> dict[str, FieldValue]:
    """Return the fields that finance writes; all are as of this morning."""
    temper = dealing.profile.temper
    chance = world.seeds.stream("credit", dealing.profile.index)
    limit = credit_limit_minor(world, dealing)
    is_unlimited = dealing.grade == "A" and _is_free(dealing) and chance.random() < _UNLIMITED_SHARE
    orders = 0
    if limit and chance.random() < _ORDER_SHARE:
        orders = limit * chance.randint(*_ORDER_PERCENT) // _PER_CENT
    return {
        "credit_limit_minor": limit,
        "credit_unlimited": int(is_unlimited),
        "open_orders_minor": orders,
        "credit_period_days": temper.credit_days,
        "credit_as_of_at": moment(world.seeds.now, _AS_OF_MINUTE),
        "watch_value_minor": limit * WATCHED_PERCENT // _PER_CENT,
        "credit_state": "normal" if limit or is_unlimited else "cash_only",
    }


def credit_limit_minor(world: World, dealing: Dealing) -> int:
    """Return the approved limit in whole thousand yuan; 0 pays in cash."""
    temper = dealing.profile.temper
    if not temper.credit_days:
        return 0
    chance = world.seeds.stream("limit", dealing.profile.index)
    usage = _usage(dealing, chance)
    by_debt = outstanding_minor(dealing) * _PER_CENT // usage
    by_trade = temper.yearly_minor // _LIMITS_PER_YEAR
    return _rounded(by_debt if usage >= _TIGHT_USAGE[0] else max(by_debt, by_trade))


def outstanding_minor(dealing: Dealing) -> int:
    """Return what the account owes."""
    return sum(purchase.open_minor for purchase in dealing.purchases)


def _usage(dealing: Dealing, chance: random.Random) -> int:
    given = dealing.profile.featured
    if given and given.usage_percent:
        return given.usage_percent
    is_tight = chance.random() < _TIGHT_SHARE
    return chance.randint(*(_TIGHT_USAGE if is_tight else _USUAL_USAGE))


def _is_free(dealing: Dealing) -> bool:
    return dealing.profile.featured is None


def _rounded(minor: int) -> int:
    return max(minor // _STEP_MINOR, 1) * _STEP_MINOR
