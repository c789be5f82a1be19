"""Which articles an account buys, and how many at once."""

from __future__ import annotations

import random
from dataclasses import dataclass

from server.demo.products import Product

_HUNDRED = 100
_LINES = {"A": (2, 3, 4), "B": (1, 2, 3), "C": (1, 1, 2)}
_RANGE = {"A": (5, 12), "B": (4, 8), "C": (2, 5)}
_DISCOUNTS = (0, 0, 2, 3, 5)


@dataclass(frozen=True, slots=True)
class Line:
    """One article of a purchase; the product is its place in the assortment."""

    product: int
    quantity: int
    amount_minor: int


@dataclass(slots=True)
class Basket:
    """The articles that one account buys, and how many at once."""

    products: tuple[Product, ...]
    prices_minor: tuple[int, ...]
    band: str
    chance: random.Random
    usual: tuple[int, ...] = ()
    discount: int = 0

    def __post_init__(self) -> None:
        chance = self.chance
        weights = [product.weight for product in self.products]
        count = chance.randint(*_RANGE[self.band])
        drawn = chance.choices(range(len(weights)), weights, k=count)
        self.usual = tuple(dict.fromkeys(drawn))
        self.discount = chance.choice(_DISCOUNTS)

    def lines(self, target_minor: float) -> tuple[Line, ...]:
        """Draw the lines of one purchase of about the target amount."""
        chance = self.chance
        count = min(chance.choice(_LINES[self.band]), len(self.usual))
        share = target_minor * chance.uniform(0.75, 1.25) / count
        return tuple(self._line(place, share) for place in chance.sample(self.usual, count))

    def _line(self, place: int, share_minor: float) -> Line:
        price = self.prices_minor[place] * (_HUNDRED - self.discount) // _HUNDRED
        quantity = max(1, round(share_minor / price))
        return Line(place, quantity, quantity * price)
