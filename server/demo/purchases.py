"""What every account bought in 24 months, when it was due and when it was paid."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from server.demo.basket import Basket, Line
from server.demo.products import Product
from server.demo.profiles import Profile
from server.demo.seeds import Seeds, working_day
from server.demo.sizes import Size

WINDOW_DAYS = 730
"""The 24 months of history."""

YEAR_DAYS = 365
SEASON = (135, 62, 90, 95, 100, 100, 95, 98, 115, 108, 110, 125)
"""Purchases of a month compared with the mean, in per cent: stocks are filled before feasts."""

_HUNDRED = 100
_YEARLY_TREND = {"growing": 18, "declining": -30}
_PARTLY_PAID_SHARE = 0.1
_LOST_DEBT_SHARE = 0.12
_LOST_DEBT_DAYS = 420
_LONGEST_SILENCE = 320


@dataclass(frozen=True, slots=True)
class Purchase:
    """One delivery with its invoice; days are ordinals.

    Attributes:
        due: Last day to pay; None when paid in cash.
        paid: Day of full payment; None while something is open.
        paid_minor: What was paid so far.
    """

    day: int
    due: int | None
    paid: int | None
    paid_minor: int
    lines: tuple[Line, ...]

    @property
    def amount_minor(self) -> int:
        """Total with tax."""
        return sum(line.amount_minor for line in self.lines)

    @property
    def open_minor(self) -> int:
        """What is still to be paid."""
        return self.amount_minor - self.paid_minor


@dataclass(frozen=True, slots=True)
class Buying:
    """What purchases are made from."""

    seeds: Seeds
    size: Size
    products: tuple[Product, ...]

    def purchases(
        self, profile: Profile, band: str, prices_minor: tuple[int, ...]
    ) -> tuple[Purchase, ...]:
        """Make the purchases of an account, oldest first.

        Args:
            profile: Who buys.
            band: "A", "B" or "C" by its usual volume: how often and how much at once.
            prices_minor: Of the list that it buys from, in the order of the assortment.
        """
        if profile.temper.is_prospect:
            return ()
        chance = self.seeds.stream("purchase", profile.index)
        days = self._days(profile, band, chance)
        if not days:
            return ()
        interval = (days[-1] - days[0]) / max(len(days) - 1, 1) or YEAR_DAYS / 2
        target = profile.temper.yearly_minor * interval / YEAR_DAYS
        basket = Basket(self.products, prices_minor, band, chance)
        made = [
            self._purchase(profile, day, basket.lines(target * self._factor(profile, day)), chance)
            for day in days
        ]
        return tuple(self._as_planned(profile, made))

    def _days(self, profile: Profile, band: str, chance: random.Random) -> list[int]:
        """Count back from the last purchase in steps that are almost even."""
        now = self.seeds.now
        interval = self._interval(profile, band, chance)
        last = self._last_day(profile, interval, chance)
        first = max(now - WINDOW_DAYS, profile.since or now)
        wobble = interval // 8
        steps = range(interval, WINDOW_DAYS, interval)
        days = [last, *(last - step + chance.randint(-wobble, wobble) for step in steps)]
        return sorted({working_day(day) for day in days if first <= day <= now})

    def _interval(self, profile: Profile, band: str, chance: random.Random) -> int:
        given = profile.featured
        count = max(2, round(self.size.purchases[band] * chance.uniform(0.6, 1)))
        return (given.interval_days if given else 0) or WINDOW_DAYS // count

    def _last_day(self, profile: Profile, interval: int, chance: random.Random) -> int:
        given, now = profile.featured, self.seeds.now
        if profile.temper.course != "silent":
            return now - chance.randrange(max(interval * 4 // 5, 1))
        silent = given.silent_days if given else int(interval * chance.uniform(2.2, 5))
        return now - min(silent, max(_LONGEST_SILENCE, interval * 2))

    def _factor(self, profile: Profile, day: int) -> float:
        season = SEASON[_month(day) - 1] / _HUNDRED
        years_ago = (self.seeds.now - day) / YEAR_DAYS
        trend = _YEARLY_TREND.get(profile.temper.course, 4) / _HUNDRED
        return season * max(1 - trend * years_ago, 0.3)

    def _purchase(
        self, profile: Profile, day: int, lines: tuple[Line, ...], chance: random.Random
    ) -> Purchase:
        total = sum(line.amount_minor for line in lines)
        if not profile.temper.credit_days:
            return Purchase(day, None, day, total, lines)
        due = day + profile.temper.credit_days
        paid = self._paid_on(profile.temper.payer, due, chance)
        if paid is not None and paid <= self.seeds.now:
            return Purchase(day, due, max(paid, day), total, lines)
        partly = due < self.seeds.now and chance.random() < _PARTLY_PAID_SHARE
        return Purchase(day, due, None, total * 4 // 10 if partly else 0, lines)

    def _paid_on(self, payer: str, due: int, chance: random.Random) -> int | None:
        match payer:
            case "punctual":
                return due - chance.randrange(7)
            case "slow":
                return due + 2 + chance.randrange(24)
            case _:
                is_young = due > self.seeds.now - _LOST_DEBT_DAYS
                if is_young and chance.random() < _LOST_DEBT_SHARE:
                    return None
                return due + 5 + chance.randrange(36)

    def _as_planned(self, profile: Profile, made: list[Purchase]) -> list[Purchase]:
        """Leave open exactly the invoice that the demo day speaks of."""
        given = profile.featured
        if not given or not given.overdue_days:
            return made
        day = self.seeds.now - given.overdue_days - profile.temper.credit_days
        nearest = min(range(len(made)), key=lambda place: abs(made[place].day - day))
        due = self.seeds.now - given.overdue_days
        made[nearest] = replace(made[nearest], day=day, due=due, paid=None, paid_minor=0)
        return made


def _month(ordinal: int) -> int:
    return dt.date.fromordinal(ordinal).month


def bought_since(purchases: tuple[Purchase, ...], day: int) -> int:
    """Return what was bought on a day and later, in 分."""
    return sum(each.amount_minor for each in purchases if each.day >= day)


def lines_of(purchases: tuple[Purchase, ...]) -> Iterator[tuple[int, Purchase, Line]]:
    """Yield every line with its purchase and the purchase's place."""
    for place, purchase in enumerate(purchases):
        for line in purchase.lines:
            yield place, purchase, line
