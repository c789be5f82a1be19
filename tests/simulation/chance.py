"""Where a schedule's chance, ids and times come from: its seed, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from app.domain.ids import id_from

Choice = TypeVar("Choice")

START = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
_ID_BITS = 74


def chance_of(seed: int, *place: object) -> Random:
    """Return the chance of one place of a schedule.

    Every step has its own, so that a step left out does not change what the others draw.
    """
    return Random("/".join(map(str, (seed, *place))))


def pick(chance: Random, weights: Mapping[Choice, float]) -> Choice:
    return chance.choices(list(weights), list(weights.values()))[0]


def maybe(chance: Random, rate: float) -> bool:
    return rate > 0 and chance.random() < rate


def some(chance: Random, words: Sequence[Choice], most: int) -> list[Choice]:
    return chance.sample(list(words), chance.randint(1, min(most, len(words))))


@dataclass
class VirtualClock:
    """The true time; it passes only when the schedule says so."""

    moment: dt.datetime = START

    def __call__(self) -> dt.datetime:
        return self.moment

    def pass_by(self, **units: float) -> None:
        self.moment += dt.timedelta(**units)


@dataclass
class DeviceClock:
    """What a laptop shows: the true time, wrong by as much as somebody set it wrong."""

    true: VirtualClock
    wrong_by: dt.timedelta = field(default_factory=dt.timedelta)
    _looks: int = 0

    def __call__(self) -> dt.datetime:
        self._looks += 1  # two units of work in one millisecond would share a sort key
        return self.true() + self.wrong_by + dt.timedelta(milliseconds=self._looks % 1000)

    def monotonic(self) -> float:
        return self.true().timestamp()


@dataclass
class SeededIds:
    """Ids in the product's form, made from a seed."""

    chance: Random
    now: Callable[[], dt.datetime]

    def __call__(self) -> str:
        milliseconds = int(self.now().timestamp() * 1000)
        return id_from(milliseconds=milliseconds, entropy=self.chance.getrandbits(_ID_BITS))
