"""RFM scores: how recently, how often and for how much an account bought, each from 1 to 5."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

QUINTILES = 5
_LOWEST = 1


@dataclass(frozen=True, slots=True)
class RfmCuts:
    """Fixed limits for fewer than five buyers. Proposals: no seed and no standard gives them.

    Attributes:
        recent_days: Days up to which recency scores 5, 4, 3, 2.
        purchases: Purchases from which frequency scores 2, 3, 4, 5.
        money_minor: Sales from which money scores 2, 3, 4, 5, in minor units.
    """

    recent_days: tuple[int, ...] = (30, 60, 90, 180)
    purchases: tuple[int, ...] = (2, 4, 8, 12)
    money_minor: tuple[int, ...] = (1_000_000, 5_000_000, 10_000_000, 20_000_000)


DEFAULT_CUTS = RfmCuts()


@dataclass(frozen=True, slots=True)
class RfmFacts:
    """Grouped purchases of an account in the window.

    Attributes:
        account_id: The account.
        days_since_last: Days since the last purchase; None when it never bought.
        purchases: Purchase days.
        money_minor: Sales less returns.
    """

    account_id: str
    days_since_last: int | None
    purchases: int
    money_minor: int


@dataclass(frozen=True, slots=True)
class Rfm:
    """The scores with the facts they came from.

    Attributes:
        facts: The numbers.
        recency: 5 for the most recent.
        frequency: 5 for the most frequent.
        money: 5 for the largest.
        is_fixed: Scored by fixed limits, because there are too few buyers for quintiles.
    """

    facts: RfmFacts
    recency: int
    frequency: int
    money: int
    is_fixed: bool

    @property
    def code(self) -> str:
        """The three digits, "544"."""
        return f"{self.recency}{self.frequency}{self.money}"

    @property
    def sum(self) -> int:
        """3 to 15."""
        return self.recency + self.frequency + self.money


def rfm_scores(accounts: Iterable[RfmFacts], *, cuts: RfmCuts = DEFAULT_CUTS) -> tuple[Rfm, ...]:
    """Score accounts by quintiles of those that bought; who never bought is 1-1-1.

    Source: domain.md 3.18 [STD]; R117.
    """
    listed = list(accounts)
    buyers = [row for row in listed if row.days_since_last is not None]
    is_fixed = len(buyers) < QUINTILES
    columns = (
        ([-(row.days_since_last or 0) for row in buyers], [-days for days in cuts.recent_days]),
        ([row.purchases for row in buyers], cuts.purchases),
        ([row.money_minor for row in buyers], cuts.money_minor),
    )
    scores = [
        [fixed_score(value, limits) for value in column] if is_fixed else quintiles(column)
        for column, limits in columns
    ]
    found = {
        row.account_id: Rfm(row, recency, frequency, money, is_fixed)
        for row, recency, frequency, money in zip(buyers, *scores, strict=True)
    }
    return tuple(
        found.get(row.account_id, Rfm(row, _LOWEST, _LOWEST, _LOWEST, is_fixed)) for row in listed
    )


def quintiles(values: Sequence[int]) -> list[int]:
    """Return the fifth in which each value lies, 5 for the largest; equal values score the same.

    Tied values share the middle of the places they take, so that many equal ones land in the middle
    of the scale rather than at its ends.
    """
    ordered = sorted(values)
    return [
        QUINTILES
        * (bisect_left(ordered, value) + bisect_right(ordered, value) - 1)
        // (2 * len(ordered))
        + 1
        for value in values
    ]


def fixed_score(value: int, limits: Sequence[int]) -> int:
    """Return 1 plus one for every limit that is reached."""
    return _LOWEST + sum(value >= limit for limit in limits)
