"""Which accounts each rep plans for the next days: one city a day, the most overdue first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from server.demo.calls import next_due
from server.demo.people import Person
from server.demo.seeds import is_sunday
from server.demo.world import Dealing, World

SLOTS = ("09:00", "10:15", "11:20", "13:30", "14:45", "16:00")
"""When the visits of a planned day begin; the demo rep's own day has its own times."""

_DAYS_AHEAD = 8
_STOPS = (5, 4, 6, 5)


@dataclass(frozen=True, slots=True)
class Outing:
    """One planned day of one rep, in driving order."""

    number: int
    day: int
    stops: tuple[Dealing, ...]


def outings(world: World) -> Iterator[Outing]:
    """Yield the planned days of all reps; the demo rep's begin tomorrow."""
    number = 0
    for rep in world.people:
        if not rep.cities:
            continue
        waiting = _waiting(world, rep)
        for day in _days(world, rep):
            stops = _next_stops(waiting, _STOPS[number % len(_STOPS)])
            if stops:
                yield Outing(number, day, _in_driving_order(stops))
            number += 1


def _days(world: World, rep: Person) -> Iterator[int]:
    first = world.seeds.now + (rep == world.demo_rep)
    for day in range(first, world.seeds.now + _DAYS_AHEAD):
        if not is_sunday(day):
            yield day


def _waiting(world: World, rep: Person) -> list[Dealing]:
    """Return the rep's accounts, most overdue first; the demo day's are left for proposals."""
    due = [
        (next_due(world, dealing), dealing.profile.index, dealing)
        for dealing in world.dealings
        if dealing.profile.owner is rep and not dealing.profile.featured
    ]
    soon = [each for each in due if each[0] <= world.seeds.now + _DAYS_AHEAD]
    return [dealing for _, _, dealing in sorted(soon, key=lambda each: each[:2])]


def _next_stops(waiting: list[Dealing], count: int) -> list[Dealing]:
    """Take the stops of one day from those who wait: the first one's city decides."""
    if not waiting:
        return []
    city = waiting[0].profile.city
    stops = [dealing for dealing in waiting if dealing.profile.city == city][:count]
    for stop in stops:
        waiting.remove(stop)
    return stops


def _in_driving_order(stops: list[Dealing]) -> tuple[Dealing, ...]:
    """Begin with the northernmost and always drive to the nearest."""
    left = sorted(stops, key=lambda stop: -stop.profile.spot.latitude_e6)
    ordered = [left.pop(0)]
    while left:
        here = ordered[-1]
        nearest = min(left, key=lambda stop: _apart(here, stop))
        left.remove(nearest)
        ordered.append(nearest)
    return tuple(ordered)


def _apart(one: Dealing, other: Dealing) -> int:
    here, there = one.profile.spot, other.profile.spot
    return abs(here.latitude_e6 - there.latitude_e6) + abs(here.longitude_e6 - there.longitude_e6)
