"""Dots that would cover each other become one round with their number. No Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ui.charts.map_projection import Point, flatten

DotState = Literal["plain", "late", "alarm"]
_CELL = 34
_WORSE: dict[DotState, int] = {"plain": 0, "late": 1, "alarm": 2}


@dataclass(frozen=True, slots=True)
class MapDot:
    """One account as a dot.

    Attributes:
        key: Told when it is clicked.
        name: Written beside it.
        grade: Class, or empty.
        state: "alarm" for an alarm, "late" for money owed late or a warning, "plain" otherwise.
        is_rough: Drawn in the middle of its city or province, because nothing better is known.
        at: On the flat earth.
    """

    key: str
    name: str
    grade: str
    state: DotState
    is_rough: bool
    at: Point


@dataclass(frozen=True, slots=True)
class Cluster:
    """Dots drawn as one.

    Attributes:
        dots: At least one.
        at: Their middle on the flat earth.
    """

    dots: tuple[MapDot, ...]
    at: Point

    @property
    def state(self) -> DotState:
        """The worst of them."""
        return max((dot.state for dot in self.dots), key=_WORSE.__getitem__)

    @property
    def can_split(self) -> bool:
        """Whether coming nearer would tell some of them apart."""
        first = self.dots[0].at
        return any(dot.at != first for dot in self.dots)


def dot(
    key: str, name: str, *, grade: str, state: DotState, is_rough: bool, place: Point
) -> MapDot:
    """Return a dot; `place` is latitude and longitude in degrees."""
    return MapDot(key, name, grade, state, is_rough, flatten(*place))


def cluster(dots: Sequence[MapDot], scale: float) -> tuple[Cluster, ...]:
    """Return the dots gathered in squares of the ground; the squares double as one goes away.

    The squares lie fixed on the earth, so that moving the map changes no group.

    Args:
        dots: All of them.
        scale: Pixels for one unit of the flat earth.
    """
    cell = _CELL / 2 ** math.floor(math.log2(scale)) if scale > 0 else 1.0
    groups: dict[tuple[int, int], list[MapDot]] = {}
    for one in dots:
        x, y = one.at
        groups.setdefault((math.floor(x / cell), math.floor(y / cell)), []).append(one)
    return tuple(_join(group) for group in groups.values())


def _join(group: Sequence[MapDot]) -> Cluster:
    count = len(group)
    x = math.fsum(one.at[0] for one in group) / count
    y = math.fsum(one.at[1] for one in group) / count
    return Cluster(tuple(group), (x, y))
