"""Invented names of firms and people, as they stand over shop doors."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from server.demo.places import City
from server.demo.reading import read_demo

_RARE_SURNAME_SHARE = 0.06
_RARE_BRAND_SHARE = 0.03
_FAMILY_BRAND_SHARE = 0.06
_LONG_SHARE = 0.01
_BRANCH_SHARE = 0.3
_CITY_SHARE = 0.35
_WITHOUT_OWN_KIND = "dealer"


@dataclass(frozen=True, slots=True)
class FirmName:
    """The registered name, and the short one that people use."""

    full: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBook:
    """Parts of names; firms get each name once.

    Attributes:
        taken: Names in use; grows as names are given.
    """

    surnames: tuple[str, ...]
    rare_surnames: tuple[str, ...]
    given: Mapping[str, tuple[str, ...]]
    first: tuple[str, ...]
    second: tuple[str, ...]
    rare: tuple[str, ...]
    family: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    branches: tuple[str, ...]
    middles: tuple[str, ...]
    tails: tuple[str, ...]
    taken: set[str] = field(default_factory=set)

    def person(self, sex: str, chance: random.Random, *, surname: str = "") -> str:
        """Invent a person's name; relatives share a surname."""
        return (surname or self.surname(chance)) + chance.choice(self.given[sex])

    def surname(self, chance: random.Random) -> str:
        """Draw a surname, now and then a rare one or one that is read in an unusual way."""
        rare = chance.random() < _RARE_SURNAME_SHARE
        return chance.choice(self.rare_surnames if rare else self.surnames)

    def firm(self, kind: str, city: City, district: str, chance: random.Random) -> FirmName:
        """Invent a firm's name that nobody has yet."""
        while True:
            name = self._draw(kind, city, district, chance)
            if name.full not in self.taken:
                self.taken.add(name.full)
                return name

    def _draw(self, kind: str, city: City, district: str, chance: random.Random) -> FirmName:
        if kind == "dealer" and chance.random() < _LONG_SHARE:
            middle = chance.choice(self.middles)
            return FirmName(f"{city.name}{district}{middle}{chance.choice(self.tails)}", middle)
        brand = self._brand(chance)
        trade = chance.choice(self.kinds.get(kind, self.kinds[_WITHOUT_OWN_KIND]))
        if kind == "retailer" and chance.random() < _BRANCH_SHARE:
            place = chance.choice(self.branches)
            return FirmName(f"{brand}{trade}（{place}店）", f"{brand}{place}店")
        if trade.endswith("公司"):
            return FirmName(f"{city.stem}{brand}{trade}", brand + trade.removesuffix("有限公司"))
        prefix = city.stem if chance.random() < _CITY_SHARE else ""
        return FirmName(f"{prefix}{brand}{trade}", brand + trade)

    def _brand(self, chance: random.Random) -> str:
        draw = chance.random()
        if draw < _RARE_BRAND_SHARE:
            return chance.choice(self.rare)
        if draw < _RARE_BRAND_SHARE + _FAMILY_BRAND_SHARE:
            return chance.choice(self.family)
        first = chance.choice(self.first)
        second = chance.choice(self.second)
        return first + second if first != second else first + chance.choice("丰达源和")


def read_name_book() -> NameBook:
    """Read the parts of names."""
    source = read_demo("names")
    return NameBook(
        surnames=tuple(source["surnames"].split()),
        rare_surnames=tuple(source["rare_surnames"].split()),
        given={sex: tuple(source[sex].split()) for sex in ("male", "female")},
        first=tuple(source["first"].split()),
        second=tuple(source["second"].split()),
        rare=tuple(source["rare"].split()),
        family=tuple(source["family"].split()),
        kinds={kind: tuple(words.split()) for kind, words in source["kinds"].items()},
        branches=tuple(source["branches"].split()),
        middles=tuple(source["long"]["middles"].split()),
        tails=tuple(source["long"]["tails"].split()),
    )
