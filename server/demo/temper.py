"""How an account buys and pays: the one description that its sales and debts are made from."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from server.demo.featured import Featured

_MEDIAN_MINOR = {
    "dealer": 8_000_000,
    "retailer": 2_200_000,
    "industrial": 5_500_000,
    "agent": 7_000_000,
    "partner": 1_500_000,
}
_SPREAD = 1.45
_LARGEST_MINOR = 420_000_000
_COURSES = ("steady", "growing", "declining", "silent", "prospect")
_COURSE_WEIGHTS = (58, 22, 8, 5, 7)
_PAYERS = ("punctual", "slow", "bad")
_PAYER_WEIGHTS = (76, 18, 6)
_LARGE_MINOR, _MIDDLE_MINOR = 60_000_000, 12_000_000
_SMALL_ON_CREDIT = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """How an account buys and pays.

    Attributes:
        yearly_minor: Usual purchases a year in 分.
        course: Whether it grows, declines, went silent or never bought.
        payer: How it keeps its terms.
        credit_days: Days it may owe; 0 pays in cash.
        potential: What it could buy.
    """

    yearly_minor: int
    course: str
    payer: str
    credit_days: int
    potential: str

    @property
    def is_prospect(self) -> bool:
        """Whether it never bought."""
        return self.course == "prospect"


def draw_temper(kind: str, chance: random.Random) -> Temper:
    """Draw the temper of an account of a kind."""
    yearly = int(chance.lognormvariate(math.log(_MEDIAN_MINOR[kind]), _SPREAD))
    return Temper(
        yearly_minor=min(yearly, _LARGEST_MINOR),
        course=chance.choices(_COURSES, _COURSE_WEIGHTS)[0],
        payer=chance.choices(_PAYERS, _PAYER_WEIGHTS)[0],
        credit_days=_credit_days(yearly, chance),
        potential=chance.choices(("high", "medium", "low"), (25, 50, 25))[0],
    )


def featured_temper(given: Featured, chance: random.Random) -> Temper:
    """Return the temper that the demo day asks for; who owes there owes by plan only."""
    bought = given.yearly_minor > 0
    course = "steady" if bought else "prospect"
    return Temper(
        yearly_minor=given.yearly_minor,
        course="silent" if given.silent_days else course,
        payer="punctual",
        credit_days=_credit_days(max(given.yearly_minor, _MIDDLE_MINOR), chance) if bought else 0,
        potential=chance.choice(("high", "medium")),
    )


def _credit_days(yearly_minor: int, chance: random.Random) -> int:
    if yearly_minor >= _LARGE_MINOR:
        return 45
    if yearly_minor >= _MIDDLE_MINOR:
        return 30
    return 15 if chance.random() < _SMALL_ON_CREDIT else 0
