"""In which order the stops of a day are driven, how far that is and how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from app.planning.places import Place, distance_metres

_METRES_PER_KILOMETRE = 1_000
_SECONDS_PER_HOUR = 3_600
_GAIN = 1e-6
"""Metres by which a shorter way must be shorter, so that rounding never turns in circles."""


@dataclass(frozen=True, slots=True)
class RoadRules:
    """How straight lines become road: estimates, because no road map is on the device.

    Attributes:
        detour_percent: Road distance as a percentage of the straight line.
        speed_km_per_hour: Mean speed in town with lights and parking.
    """

    detour_percent: int = 135
    speed_km_per_hour: int = 26


DEFAULT_ROADS = RoadRules()


@dataclass(frozen=True, slots=True)
class Stop:
    """One account to be seen; without a place it is driven to last."""

    account_id: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Leg:
    """The way to a stop, estimated."""

    metres: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Route:
    """Stops in driving order.

    Attributes:
        stops: With a place first, the others after them as they came.
        legs: The way to each stop; None where a place is missing or nothing is driven.
    """

    stops: tuple[Stop, ...]
    legs: tuple[Leg | None, ...]

    @property
    def metres(self) -> int:
        """Estimated road distance."""
        return sum(leg.metres for leg in self.legs if leg is not None)

    @property
    def seconds(self) -> int:
        """Estimated driving time."""
        return sum(leg.seconds for leg in self.legs if leg is not None)


@dataclass(frozen=True, slots=True)
class Call:
    """When a stop is reached and left."""

    stop: Stop
    arrives_at: datetime
    leaves_at: datetime


def order_route(
    stops: Sequence[Stop], *, start: Place | None = None, roads: RoadRules = DEFAULT_ROADS
) -> Route:
    """Put stops into a short order: nearest neighbour, then 2-opt; equal input, equal route.

    Args:
        stops: In any order.
        start: Where the day begins; None lets the route begin at whichever stop is best.
        roads: How distance becomes time.
    """
    located = [stop for stop in stops if stop.place is not None]
    places = [stop.place for stop in located if stop.place is not None]
    order = _order(places if start is None else [start, *places], is_free=start is None)
    if start is not None:
        order = [place - 1 for place in order[1:]]
    unplaced = [stop for stop in stops if stop.place is None]
    return as_driven([*(located[place] for place in order), *unplaced], start=start, roads=roads)


def as_driven(
    stops: Sequence[Stop], *, start: Place | None = None, roads: RoadRules = DEFAULT_ROADS
) -> Route:
    """Estimate a route in the order given, for example after the rep moved a stop."""
    places = [start, *(stop.place for stop in stops)]
    legs = tuple(_leg(before, after, roads=roads) for before, after in pairwise(places))
    return Route(tuple(stops), legs)


def timetable(route: Route, *, leaves_at: datetime, visit_minutes: int) -> tuple[Call, ...]:
    """Return when each stop is reached, if every visit takes equally long."""
    calls: list[Call] = []
    moment = leaves_at
    for stop, leg in zip(route.stops, route.legs, strict=True):
        arrives_at = moment + timedelta(seconds=0 if leg is None else leg.seconds)
        moment = arrives_at + timedelta(minutes=visit_minutes)
        calls.append(Call(stop, arrives_at, moment))
    return tuple(calls)


def _leg(before: Place | None, after: Place | None, *, roads: RoadRules) -> Leg | None:
    if before is None or after is None:
        return None
    metres = round(distance_metres(before, after) * roads.detour_percent / 100)
    metres_per_hour = roads.speed_km_per_hour * _METRES_PER_KILOMETRE
    return Leg(metres, round(metres * _SECONDS_PER_HOUR / metres_per_hour))


def _order(places: Sequence[Place], *, is_free: bool) -> list[int]:
    """Return the indices in driving order; the first place stays first unless it is free."""
    if not places:
        return []
    table = [[distance_metres(one, other) for other in places] for one in places]
    firsts = range(len(places)) if is_free else range(1)
    routes = [_improved(_nearest(table, first), table, is_free=is_free) for first in firsts]
    return min(routes, key=lambda order: (_length(order, table), order))


def _nearest(table: Sequence[Sequence[float]], first: int) -> list[int]:
    order = [first]
    left = set(range(len(table))) - {first}
    while left:
        here = table[order[-1]]
        following = min(left, key=lambda place: (here[place], place))
        order.append(following)
        left.remove(following)
    return order


def _improved(order: list[int], table: Sequence[Sequence[float]], *, is_free: bool) -> list[int]:
    """Turn stretches around while that shortens the open way (2-opt)."""
    lowest = 0 if is_free else 1
    is_shorter = True
    while is_shorter:
        is_shorter = False
        for left in range(lowest, len(order) - 1):
            for right in range(left + 1, len(order)):
                if _gain(order, table, left, right) > _GAIN:
                    order[left : right + 1] = order[left : right + 1][::-1]
                    is_shorter = True
    return order


def _gain(order: Sequence[int], table: Sequence[Sequence[float]], left: int, right: int) -> float:
    """Return the metres saved by driving the stretch from `left` to `right` backwards."""
    gain = 0.0
    if left > 0:
        before = table[order[left - 1]]
        gain += before[order[left]] - before[order[right]]
    if right + 1 < len(order):
        after = table[order[right + 1]]
        gain += after[order[right]] - after[order[left]]
    return gain


def _length(order: Sequence[int], table: Sequence[Sequence[float]]) -> float:
    return sum(table[one][other] for one, other in pairwise(order))
