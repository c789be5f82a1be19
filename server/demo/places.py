"""Real cities with places scattered around them, and numbers that ring at nobody's."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.demo.reading import read_demo

REACH_METRES = 15_000
"""Farthest that an account lies from the centre of its city."""

_METRES_PER_DEGREE = 111_320
_MICRO = 1_000_000
_MOBILES = 700_000
_MOBILE_STEP = 7_919
_PER_PREFIX = 10_000
_FIRST_PREFIX = 130
_HOUSES = 480
_STALLS = 260
_HALL_SHARE = 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A real city.

    Attributes:
        code: Six digits of GB/T 2260.
        area: Telephone area with 0.
        local: First digits of the invented local numbers.
    """

    name: str
    province: str
    code: str
    area: str
    local: str
    latitude: float
    longitude: float
    districts: tuple[str, ...]

    @property
    def region(self) -> str:
        """How an address in the city begins; the four municipalities are their own province."""
        return self.name if self.name == self.province else self.province + self.name

    @property
    def stem(self) -> str:
        """The city's name in the name of a firm: 苏州."""
        return self.name.removesuffix("市")


@dataclass(frozen=True, slots=True)
class Spot:
    """A position in millionths of a degree (WGS-84)."""

    latitude_e6: int
    longitude_e6: int


@dataclass(frozen=True, slots=True)
class Map:
    """All cities by name, and the words of which street addresses are made."""

    cities: Mapping[str, City]
    streets: tuple[str, ...]
    halls: tuple[str, ...]

    def address(self, city: City, district: str, chance: random.Random) -> str:
        """Invent an address: a house in a street or a stall in a market hall."""
        if chance.random() < _HALL_SHARE:
            stall = 1 + chance.randrange(_STALLS)
            return f"{city.region}{district}{chance.choice(self.halls)} {stall} 号摊位"
        house = 1 + chance.randrange(_HOUSES)
        return f"{city.region}{district}{chance.choice(self.streets)} {house} 号"


def read_map() -> Map:
    """Read the cities."""
    source = read_demo("places")
    cities = {each["name"]: _city(each) for each in source["city"]}
    return Map(cities, tuple(source["streets"].split()), tuple(source["halls"].split()))


def _city(source: Mapping[str, Any]) -> City:
    return City(
        name=source["name"],
        province=source["province"],
        code=source["code"],
        area=source["area"],
        local="600" if source.get("short_numbers") else "6000",
        latitude=source["at"][0],
        longitude=source["at"][1],
        districts=tuple(source["districts"].split()),
    )


def spot_at(city: City, *, east: float, north: float) -> Spot:
    """Return the position so many metres east and north of the centre."""
    narrowing = math.cos(math.radians(city.latitude))
    latitude = city.latitude + north / _METRES_PER_DEGREE
    longitude = city.longitude + east / (_METRES_PER_DEGREE * narrowing)
    return Spot(round(latitude * _MICRO), round(longitude * _MICRO))


def scattered_spot(city: City, chance: random.Random) -> Spot:
    """Return a position within reach, denser towards the centre as shops are."""
    distance = REACH_METRES * chance.random()
    angle = math.tau * chance.random()
    return spot_at(city, east=distance * math.cos(angle), north=distance * math.sin(angle))


def mobile(number: int) -> str:
    """Return the mobile number of the n-th contact.

    All lie in the 1xx-0000 blocks, as in the paper examples, so that no real person is reached.
    """
    prefix, last = divmod(number * _MOBILE_STEP % _MOBILES, _PER_PREFIX)
    return f"{_FIRST_PREFIX + prefix}0000{last:04d}"


def landline(city: City, number: int) -> str:
    """Return the telephone of the n-th account, in a block of zeros too."""
    return f"{city.area}{city.local}{number % _PER_PREFIX:04d}"
