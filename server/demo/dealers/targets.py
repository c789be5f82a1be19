"""Writes what the company expects to sell, what goods cost it, and where it wants to be paid."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.fields import FieldValue
from server.demo.history import PLAN_AMBITION
from server.demo.organisation import FOUNDED, Sector
from server.demo.purchases import SEASON, YEAR_DAYS, bought_since
from server.demo.seeds import iso, make_id, moment
from server.demo.world import World

Row = dict[str, FieldValue]

_MORNING = 9 * 60
_COST_PERCENT = (66, 84)
_PER_CENT = 100
_STEP_MINOR = 1_000_000
_MONTHS = 12


def company_target_rows(world: World) -> Iterator[Row]:
    """Yield the target of every sector for every month of this year."""
    chance = world.seeds.stream("company_target")
    year = world.seeds.today.year
    for sector in world.sectors:
        yearly = _bought(world, sector) * PLAN_AMBITION // _PER_CENT
        for month in range(1, _MONTHS + 1):
            amount = yearly * SEASON[month - 1] // (_MONTHS * _PER_CENT)
            yield {
                "id": make_id(moment(world.seeds.now - YEAR_DAYS, _MORNING), chance),
                "period": f"{year}-{month:02d}",
                "sector_id": sector.id,
                "amount_minor": max(amount // _STEP_MINOR, 1) * _STEP_MINOR,
            }


def product_cost_rows(world: World) -> Iterator[Row]:
    """Yield what every article costs the maker; nobody in the field receives it."""
    chance = world.seeds.stream("product_cost")
    for product in world.products:
        yield {
            "id": make_id(moment(FOUNDED, _MORNING), chance),
            "product_id": product.id,
            "cost_minor": product.base_minor * chance.randint(*_COST_PERCENT) // _PER_CENT,
            "valid_from_on": iso(FOUNDED),
        }


def designated_account_rows(world: World) -> Iterator[Row]:
    """Yield the only bank accounts to which customers may pay."""
    chance = world.seeds.stream("designated_account")
    for company in world.companies:
        yield {
            "id": make_id(moment(FOUNDED, _MORNING), chance),
            "company_id": company.id,
            "holder": company.source["name"],
            "bank": company.source["bank"],
            "number": company.source["bank_account"],
            "state": "active",
        }


def _bought(world: World, sector: Sector) -> int:
    since = world.seeds.now - YEAR_DAYS
    owned = (each for each in world.dealings if each.profile.owner.sector is sector)
    return sum(bought_since(each.purchases, since) for each in owned)
