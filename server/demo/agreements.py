"""Which contracts each account has: running, expiring, expired, and in preparation."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.contracts.numbers import ContractNumber, make_series
from server.demo.featured import Featured
from server.demo.purchases import YEAR_DAYS, lines_of
from server.demo.seeds import make_id, moment, working_day
from server.demo.templates import Template
from server.demo.world import Dealing, World

_RUNNING_SHARE = {"A": 0.9, "B": 0.65, "C": 0.1}
_EXPIRED_SHARE, _DRAFT_SHARE = 0.4, 0.03
_DRAFT_STATES = ("draft", "draft", "in_review", "returned")
_DEALERS = frozenset({"dealer", "agent"})
_FRAME_FROM_MINOR = 60_000_000
_LINES = {"A": 5, "B": 3, "C": 2}
_LEAST_QUANTITY, _LOT = 20, 10
_ORDERS_PER_YEAR = 12
_SALE_DAYS = 45
_DRAFTED_MINUTE = 15 * 60


@dataclass(frozen=True, slots=True)
class Goods:
    """One line of a contract; the product is its place in the assortment."""

    product: int
    quantity: int
    price_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One contract; days are ordinals.

    Attributes:
        drafted: Day on which it was begun.
        signed: None until both sides have signed.
        ends: None for a single sale.
        number: Final number; None before approval.
    """

    id: str
    template: Template
    state: str
    drafted: int
    signed: int | None
    begins: int
    ends: int | None
    number: str | None
    draft_number: str
    goods: tuple[Goods, ...]

    @property
    def total_minor(self) -> int:
        """Sum of the lines with tax."""
        return sum(line.quantity * line.price_minor for line in self.goods)


def agreements_of(world: World, dealing: Dealing) -> tuple[Agreement, ...]:
    """Return the contracts of an account, oldest first; equal every time it is asked."""
    if not dealing.purchases:
        return ()
    chance = world.seeds.stream("agreement", dealing.profile.index)
    maker = _Maker(world, dealing, chance)
    given = dealing.profile.featured
    return tuple(maker.featured(given) if given else maker.usual())


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the contracts of one account."""

    world: World
    dealing: Dealing
    chance: random.Random

    def featured(self, given: Featured) -> Iterator[Agreement]:
        now, year = self.world.seeds.now, YEAR_DAYS
        template = self._template()
        if given.contract_days_left:
            ends = now + given.contract_days_left
            yield self._made(template, "performing", begins=ends - year + 1, ends=ends)
        elif given.contract == "approved":
            yield self._made(template, "expired", begins=now - 10 - year, ends=now - 11)
            yield self._made(template, "approved", begins=now + 10, ends=now + 10 + year - 1)
        elif given.contract:
            yield self._made(template, given.contract, begins=now + 20, ends=now + 20 + year - 1)
        elif self.dealing.grade != "C":
            begins = now - self.chance.randrange(60, 280)
            yield self._made(template, "performing", begins=begins, ends=begins + year - 1)

    def usual(self) -> Iterator[Agreement]:
        now, chance = self.world.seeds.now, self.chance
        template = self._template()
        begins = now - chance.randrange(5, YEAR_DAYS - 5)
        ends = begins + YEAR_DAYS - 1
        if chance.random() < _RUNNING_SHARE[self.dealing.grade]:
            if template.name == "sale":
                state = "archived" if begins < now - _SALE_DAYS else "performing"
                yield self._made(template, state, begins=begins, ends=None)
            else:
                if chance.random() < _EXPIRED_SHARE:
                    yield self._made(
                        template, "expired", begins=begins - YEAR_DAYS, ends=begins - 1
                    )
                yield self._made(template, "performing", begins=begins, ends=ends)
        if chance.random() < _DRAFT_SHARE:
            state = chance.choice(_DRAFT_STATES)
            yield self._made(template, state, begins=now + 15, ends=now + 15 + YEAR_DAYS - 1)

    def _template(self) -> Template:
        profile = self.dealing.profile
        if profile.kind in _DEALERS:
            return self.world.template("distribution")
        is_large = profile.temper.yearly_minor >= _FRAME_FROM_MINOR
        return self.world.template("frame" if is_large else "sale")

    def _made(self, template: Template, state: str, *, begins: int, ends: int | None) -> Agreement:
        now, index = self.world.seeds.now, self.dealing.profile.index
        is_signed = state in {"performing", "expired", "archived"}
        signed = working_day(begins - self.chance.randrange(1, 10)) if is_signed else None
        drafted = (signed or now) - self.chance.randrange(1, 9)
        year = dt.date.fromordinal(signed or now).year
        has_number = is_signed or state == "approved"
        return Agreement(
            id=make_id(moment(drafted, _DRAFTED_MINUTE), self.chance),
            template=template,
            state=state,
            drafted=drafted,
            signed=signed,
            begins=begins,
            ends=ends if template.name != "sale" else None,
            number=self._number(template, year) if has_number else None,
            draft_number=f"CG-{year}-{index + 1:05d}",
            goods=tuple(self._goods()),
        )

    def _number(self, template: Template, year: int) -> str:
        """Number by year, sector and account, as the company numbered before the blocks."""
        profile = self.dealing.profile
        sector = profile.owner.sector
        company = self.world.price_list(profile.owner).company
        series = make_series(company.code, year, sector.code if sector else None)
        return ContractNumber(series, template.code, profile.index + 1).text

    def _goods(self) -> Iterator[Goods]:
        dealing = self.dealing
        prices = self.world.price_list(dealing.profile.owner).prices_minor
        bought = dict.fromkeys(line.product for _, _, line in lines_of(dealing.purchases))
        chosen = list(bought)[: _LINES[dealing.grade]]
        share = dealing.profile.temper.yearly_minor // _ORDERS_PER_YEAR // max(len(chosen), 1)
        for product in chosen:
            lots = share * self.chance.randint(6, 14) // _LOT // prices[product] // _LOT
            yield Goods(product, max(lots * _LOT, _LEAST_QUANTITY), prices[product])
