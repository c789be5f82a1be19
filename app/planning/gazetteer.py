"""Where a city or a province lies, for accounts without coordinates of their own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.planning.places import Place

_ENDINGS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市", "地区")


class Precision(StrEnum):
    """How well a place is known: by its own coordinates, by its city, by its province."""

    OWN = "own"
    CITY = "city"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Located:
    """A place and how well it is known."""

    place: Place
    precision: Precision


class Gazetteer:
    """The middles of provinces and cities.

    Args:
        provinces: Bare name of a province to its middle.
        cities: Bare names of province and city to the city's middle.
    """

    def __init__(
        self, provinces: Mapping[str, Place], cities: Mapping[tuple[str, str], Place]
    ) -> None:
        self._provinces = provinces
        self._cities = cities
        self._alone = _unmistakable(cities)

    def towns(self) -> tuple[tuple[str, Place], ...]:
        """Return the bare names of all cities with their middles."""
        return tuple((town, place) for (_region, town), place in self._cities.items())

    def locate(self, province: str | None, city: str | None) -> Located | None:
        """Return the middle of a city, else of its province; None when neither is known.

        A city without a province is found only when no two provinces have one of its name.
        """
        region, town = bare_name(province or ""), bare_name(city or "")
        place = self._cities.get((region, town)) if region else self._alone.get(town)
        if place is None and region in {"", town}:
            place = self._provinces.get(town)  # a city that is a province: 上海市
        if place is not None:
            return Located(place, Precision.CITY)
        middle = self._provinces.get(region)
        return Located(middle, Precision.PROVINCE) if middle is not None else None


def bare_name(name: str) -> str:
    """Return a name without the word for what it is: 江苏省 and 江苏 are one."""
    for ending in _ENDINGS:
        if len(name) > len(ending) + 1 and name.endswith(ending):
            return name.removesuffix(ending)
    return name


def read_gazetteer(text: str) -> Gazetteer:
    """Return the table that `resources/maps/places.json` holds."""
    provinces: dict[str, Place] = {}
    cities: dict[tuple[str, str], Place] = {}
    for name, entry in json.loads(text).items():
        region = bare_name(name)
        provinces[region] = Place(*entry["at"])
        for city, at in entry["cities"].items():
            cities[region, bare_name(city)] = Place(*at)
    return Gazetteer(provinces, cities)


def _unmistakable(cities: Mapping[tuple[str, str], Place]) -> Mapping[str, Place]:
    times = Counter(town for _region, town in cities)
    return {town: place for (_region, town), place in cities.items() if times[town] == 1}
