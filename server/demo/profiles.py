"""Who the accounts are: the lasting facts that all their records agree on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.identifiers.uscc import make_uscc
from server.demo.featured import Featured, read_featured
from server.demo.names import FirmName, NameBook, read_name_book
from server.demo.organisation import FOUNDED
from server.demo.people import DEMO_REP, Person
from server.demo.places import City, Map, Spot, landline, mobile, scattered_spot, spot_at
from server.demo.seeds import Seeds, make_id, moment
from server.demo.sizes import Size
from server.demo.temper import Temper, draw_temper, featured_temper

_KINDS = ("dealer", "retailer", "industrial", "agent", "partner")
_KIND_WEIGHTS = (46, 32, 16, 4, 2)
_TIERS = ("sole", "first", "second", "third")
_TIER_WEIGHTS = (5, 30, 45, 20)
_UPPER_TIERS = frozenset({"sole", "first"})
_CONTACT_WEIGHTS = {"dealer": (2, 4, 3, 1), "industrial": (2, 4, 3, 1)}
_FEW_CONTACTS = (6, 3, 1, 0)
_POSTS = ("buyer", "payer", "warehouse", "shop_assistant", "salesperson", "signatory")
_COUSIN_SHARE = 0.3
_FEMALE_SHARE = 0.45
_PARENT_SHARE = 0.6
_HOME_WEIGHT = 6
_CODE_STEP = 7_368_787
_CODE_FIRST = 500_000
_CODES = 31**6
_OPENING = 9 * 60


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Somebody whom the rep meets at an account."""

    id: str
    name: str
    sex: str
    role: str
    mobile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The lasting facts of one account; days are ordinals.

    Attributes:
        index: Its place in the demo, which also selects its streams of chance.
        created: Day on which the file was opened.
        since: First day of dealings; None when it never bought.
        uscc: Social credit code; 92… for sole traders, who are not companies.
        temper: How it buys and pays.
        featured: What the demo day says about it.
    """

    index: int
    id: str
    created: int
    name: FirmName
    kind: str
    tier: str | None
    parent_id: str | None
    city: City
    district: str
    address: str
    spot: Spot
    phone: str
    uscc: str
    owner: Person
    since: int | None
    contacts: tuple[ContactPerson, ...]
    temper: Temper
    featured: Featured | None

    @property
    def is_company(self) -> bool:
        """Whether it is a legal person rather than a sole trader."""
        return self.uscc.startswith("91")


@dataclass(slots=True)
class ProfileMaker:
    """Makes the profiles one after another, because names and numbers are given once.

    Attributes:
        uppers: Last sole or first dealer by rep and city: whom smaller ones buy from.
        contact_count: Contacts made so far; their mobile numbers are counted through.
    """

    seeds: Seeds
    size: Size
    people: tuple[Person, ...]
    map: Map
    names: NameBook = field(default_factory=read_name_book)
    uppers: dict[tuple[str, str], str] = field(default_factory=dict)
    contact_count: int = 0

    def make_all(self) -> Iterator[Profile]:
        """Yield every account: those of the demo day first, then the rep's others."""
        featured = read_featured()
        own = next(person for person in self.people if person.login == DEMO_REP)
        others = [each for each in self.people if each.cities and each is not own]
        self.names.taken.update(each.name for each in featured)
        for index in range(self.size.accounts):
            owner = own if index < self.size.own else others[index % len(others)]
            chance = self.seeds.stream("profile", index)
            given = featured[index] if index < len(featured) else None
            yield self._make(index, owner, given, chance)

    def _make(
        self, index: int, owner: Person, given: Featured | None, chance: random.Random
    ) -> Profile:
        kind = given.type if given else chance.choices(_KINDS, _KIND_WEIGHTS)[0]
        city = self.map.cities[given.city] if given else self._city(owner, chance)
        district = given.district if given else chance.choice(city.districts)
        temper = featured_temper(given, chance) if given else draw_temper(kind, chance)
        created, since = self._days(index, given, temper, chance)
        record_id = make_id(moment(created, _OPENING), chance)
        tier = given.tier if given else _tier(kind, chance)
        name = self._name(kind, city, district, given, chance)
        return Profile(
            index=index,
            id=record_id,
            created=created,
            name=name,
            kind=kind,
            tier=tier,
            parent_id=self._parent(record_id, tier, owner, city, chance),
            city=city,
            district=district,
            address=given.address if given else self.map.address(city, district, chance),
            spot=_spot(city, given, chance),
            phone=landline(city, index),
            uscc=_code(index, city, name),
            owner=owner,
            since=since,
            contacts=tuple(self._contacts(kind, created, given, chance)),
            temper=temper,
            featured=given,
        )

    def _name(
        self, kind: str, city: City, district: str, given: Featured | None, chance: random.Random
    ) -> FirmName:
        if given:
            return FirmName(given.name, given.short_name)
        return self.names.firm(kind, city, district, chance)

    def _city(self, owner: Person, chance: random.Random) -> City:
        weights = [_HOME_WEIGHT, *([2] * (len(owner.cities) - 1))]
        return self.map.cities[chance.choices(owner.cities, weights)[0]]

    def _days(
        self, index: int, given: Featured | None, temper: Temper, chance: random.Random
    ) -> tuple[int, int | None]:
        now = self.seeds.now
        if temper.is_prospect:
            return now - 3 - chance.randrange(120), None
        if given:
            since = now - given.since_years * 365 - chance.randrange(200)
            return max(since, FOUNDED + index), since
        span = max(now - 90 - FOUNDED, 1)
        created = FOUNDED + span * index // self.size.accounts
        return created, created - chance.randrange(2600) * chance.randrange(2)

    def _parent(
        self, record_id: str, tier: str | None, owner: Person, city: City, chance: random.Random
    ) -> str | None:
        key = (owner.id, city.name)
        if tier in _UPPER_TIERS:
            self.uppers[key] = record_id
        if tier is None or tier in _UPPER_TIERS or chance.random() > _PARENT_SHARE:
            return None
        return self.uppers.get(key)

    def _contacts(
        self, kind: str, created: int, given: Featured | None, chance: random.Random
    ) -> Iterator[ContactPerson]:
        people = given.people if given else tuple(self._people(kind, chance))
        for place, (name, sex, role) in enumerate(people):
            record_id = make_id(moment(created, _OPENING + 1 + place), chance)
            yield ContactPerson(record_id, name, sex, role, mobile(self.contact_count))
            self.contact_count += 1

    def _people(self, kind: str, chance: random.Random) -> Iterator[tuple[str, str, str]]:
        count = chance.choices((1, 2, 3, 4), _CONTACT_WEIGHTS.get(kind, _FEW_CONTACTS))[0]
        family = self.names.surname(chance)
        for place in range(count):
            sex = "female" if chance.random() < _FEMALE_SHARE else "male"
            is_family = place == 0 or chance.random() < _COUSIN_SHARE
            name = self.names.person(sex, chance, surname=family if is_family else "")
            yield name, sex, "owner" if place == 0 else chance.choice(_POSTS)


def _tier(kind: str, chance: random.Random) -> str | None:
    match kind:
        case "dealer":
            return chance.choices(_TIERS, _TIER_WEIGHTS)[0]
        case "retailer":
            return "outlet"
        case _:
            return None


def _spot(city: City, given: Featured | None, chance: random.Random) -> Spot:
    if given:
        return spot_at(city, east=given.east, north=given.north)
    return scattered_spot(city, chance)


def _code(index: int, city: City, name: FirmName) -> str:
    """Give every account its own code; what is no 公司 is a sole trader (category 92)."""
    seed = (_CODE_FIRST + index * _CODE_STEP) % _CODES
    department = "91" if "公司" in name.full else "92"
    return make_uscc(division=city.code, seed=seed, department=department)
