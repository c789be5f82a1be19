"""The invented group: its companies and sectors."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.domain.fields import FieldValue
from app.domain.identifiers.uscc import make_uscc
from server.demo.reading import read_demo
from server.demo.seeds import ZONE, Seeds, make_id, moment

FOUNDED = dt.date(2023, 3, 1).toordinal()
"""When the group began with Roadbook; earlier than every other record."""

_FIRST_CODE = 400_001
_COPIED = (
    *("name", "name_en", "address", "address_en", "legal_representative", "phone", "email"),
    *("bank", "bank_en", "bank_account", "cnaps", "sign_place"),
)


@dataclass(frozen=True, slots=True)
class Company:
    """A selling company and who signs for it."""

    id: str
    code: str
    uscc: str
    source: dict[str, Any]

    def row(self) -> dict[str, FieldValue]:
        """Return the company's record."""
        copied = {name: self.source[name] for name in _COPIED}
        codes = {"code": self.code, "uscc": self.uscc, "tax_number": self.uscc}
        return {"id": self.id, **copied, **codes}


@dataclass(frozen=True, slots=True)
class Sector:
    """A sales area of one company."""

    id: str
    code: str
    name: str
    name_en: str
    company: Company

    def row(self) -> dict[str, FieldValue]:
        """Return the sector's record."""
        return {
            "id": self.id,
            "name": self.name,
            "name_en": self.name_en,
            "code": self.code,
            "company_id": self.company.id,
            "zone": ZONE,
        }


def group_name() -> str:
    """Return the name of the group, for the server's table of organisations."""
    return str(read_demo("organisation")["group"])


def make_companies(seeds: Seeds) -> tuple[Company, ...]:
    """Make the companies; their ids depend on the seed only."""
    chance = seeds.stream("company")
    return tuple(
        Company(
            id=make_id(moment(FOUNDED, place), chance),
            code=source["code"],
            uscc=make_uscc(division=source["division"], seed=_FIRST_CODE + place),
            source=source,
        )
        for place, source in enumerate(read_demo("organisation")["company"])
    )


def make_sectors(seeds: Seeds, companies: tuple[Company, ...]) -> tuple[Sector, ...]:
    """Make the sectors of the companies."""
    chance = seeds.stream("sector")
    by_code = {company.code: company for company in companies}
    return tuple(
        Sector(
            id=make_id(moment(FOUNDED, place), chance),
            code=source["code"],
            name=source["name"],
            name_en=source["name_en"],
            company=by_code[source["company"]],
        )
        for place, source in enumerate(read_demo("organisation")["sector"])
    )
