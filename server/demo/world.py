"""Everything that the rows of the demo are written from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from server.demo.grading import grade
from server.demo.organisation import Company, Sector, make_companies, make_sectors
from server.demo.people import DEMO_REP, Person, make_people
from server.demo.phrases import Phrases, read_phrases
from server.demo.places import read_map
from server.demo.products import PriceList, Product, make_price_lists, make_products
from server.demo.profiles import Profile, ProfileMaker
from server.demo.purchases import YEAR_DAYS, Buying, Purchase, bought_since
from server.demo.seeds import Seeds
from server.demo.sizes import Size
from server.demo.templates import Template, read_templates


@dataclass(frozen=True, slots=True)
class Dealing:
    """An account with what it bought and the class it has earned."""

    profile: Profile
    grade: str
    purchases: tuple[Purchase, ...]


@dataclass(frozen=True, slots=True)
class World:
    """One whole demo, before it is written as rows."""

    seeds: Seeds
    size: Size
    companies: tuple[Company, ...]
    sectors: tuple[Sector, ...]
    people: tuple[Person, ...]
    products: tuple[Product, ...]
    price_lists: tuple[PriceList, ...]
    templates: tuple[Template, ...]
    phrases: Phrases
    dealings: tuple[Dealing, ...]

    @property
    def demo_rep(self) -> Person:
        """The rep whose day is written by hand."""
        return next(person for person in self.people if person.login == DEMO_REP)

    def person(self, role: str) -> Person:
        """Return the first person with a role."""
        return next(person for person in self.people if role in person.roles)

    def template(self, name: str) -> Template:
        """Return a contract template by the name of its file."""
        return next(template for template in self.templates if template.name == name)

    def price_list(self, owner: Person) -> PriceList:
        """Return the list that a rep's accounts buy from."""
        return _price_list(self.price_lists, owner)


def make_world(size: Size, seed: int, today: dt.date) -> World:
    """Make a demo: its people, goods, accounts and purchases."""
    seeds = Seeds(seed, today)
    companies = make_companies(seeds)
    sectors = make_sectors(seeds, companies)
    people = make_people(seeds, sectors)
    products = make_products(seeds)
    lists = make_price_lists(seeds, companies, products)
    profiles = tuple(ProfileMaker(seeds, size, people, read_map()).make_all())
    buying = Buying(seeds, size, products)
    return World(
        seeds=seeds,
        size=size,
        companies=companies,
        sectors=sectors,
        people=people,
        products=products,
        price_lists=lists,
        templates=read_templates(seeds),
        phrases=read_phrases(),
        dealings=tuple(_dealings(seeds, profiles, buying, lists)),
    )


def _dealings(
    seeds: Seeds, profiles: tuple[Profile, ...], buying: Buying, lists: tuple[PriceList, ...]
) -> Iterator[Dealing]:
    bands = grade([0 if p.temper.is_prospect else p.temper.yearly_minor for p in profiles])
    bought = [
        buying.purchases(profile, band, _price_list(lists, profile.owner).prices_minor)
        for profile, band in zip(profiles, bands, strict=True)
    ]
    grades = grade([bought_since(each, seeds.now - YEAR_DAYS + 1) for each in bought])
    for profile, letter, purchases in zip(profiles, grades, bought, strict=True):
        yield Dealing(profile, letter, purchases)


def _price_list(lists: tuple[PriceList, ...], owner: Person) -> PriceList:
    company = owner.sector.company if owner.sector else lists[0].company
    return next(prices for prices in lists if prices.company.code == company.code)
