"""The twelve people of the demo and how they sign in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.fields import FieldValue
from app.domain.schema import join_labels
from server.demo.organisation import FOUNDED, Sector, make_companies, make_sectors
from server.demo.reading import read_demo
from server.demo.seeds import Seeds, make_id, moment

DEMO_PASSWORD = "roadbook-demo"  # noqa: S105  Everybody may know it: it opens invented data only.
DEMO_REP = "zhoulan"
"""Login of the rep whose day is written by hand."""

_FIRST_PHONE = 13900000100


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can sign in.

    Attributes:
        roles: Role names of the schema.
        sector: None for those who work for the whole group.
        cities: Where a rep's accounts are; the first is home.
    """

    id: str
    login: str
    name: str
    password: str
    roles: tuple[str, ...]
    sector: Sector | None
    post: str
    phone: str
    cities: tuple[str, ...]

    def row(self) -> dict[str, FieldValue]:
        """Return the person's record as devices see it."""
        return {
            "id": self.id,
            "name": self.name,
            "login": self.login,
            "roles": join_labels(self.roles),
            "sector_id": self.sector.id if self.sector else None,
            "area": "、".join(self.cities) or None,
            "post": self.post,
            "phone": self.phone,
            "state": "active",
        }


def people(seed: int) -> tuple[Person, ...]:
    """Return everybody of the demo made with a seed; ids are those of its user records."""
    seeds = Seeds(seed, dt.date.fromordinal(FOUNDED))
    return make_people(seeds, make_sectors(seeds, make_companies(seeds)))


def make_people(seeds: Seeds, sectors: tuple[Sector, ...]) -> tuple[Person, ...]:
    """Make everybody; only the seed matters, not the day."""
    chance = seeds.stream("person")
    by_code = {sector.code: sector for sector in sectors}
    return tuple(
        Person(
            id=make_id(moment(FOUNDED, place), chance),
            login=source["login"],
            name=source["name"],
            password=DEMO_PASSWORD,
            roles=tuple(source["roles"]),
            sector=by_code.get(source.get("sector", "")),
            post=source["post"],
            phone=str(_FIRST_PHONE + place),
            cities=tuple(source.get("cities", ())),
        )
        for place, source in enumerate(read_demo("organisation")["person"])
    )
