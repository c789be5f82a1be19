"""The route of a day: who comes when, how far it is, and in which order it would be shorter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.planning.places import Place, place_from_e6
from app.planning.route_order import Leg, Stop, as_driven, order_route
from app.store.reads.visits.day import PlannedStop
from app.workspace import Workspace

VISIT_MINUTES = 45
"""How long a visit is taken to last while nothing better is known."""

_GRACE = dt.timedelta(minutes=15)


class Phase(StrEnum):
    """Where a stop stands in the day."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStop:
    """A stop in its place on the route.

    Attributes:
        number: From 1 in driving order.
        phase: Done, next (or begun), later, or given up.
        place: Where it is; None when the file has no coordinates.
        leg: The way to the next stop that is driven to, estimated.
        arrives_at: When it is reached at the earliest, estimated; None once it is done.
        is_tight: Whether the stops before it take longer than its planned time allows.
    """

    planned: PlannedStop
    number: int
    phase: Phase
    place: Place | None
    leg: Leg | None = None
    arrives_at: dt.datetime | None = None
    is_tight: bool = False


@dataclass(frozen=True, slots=True)
class DayRoute:
    """All stops of the day.

    Attributes:
        stops: In driving order.
        metres: Estimated road distance.
        ends_at: When the last visit is over, estimated; None when nothing is left to do.
    """

    stops: tuple[RouteStop, ...]
    metres: int = 0
    ends_at: dt.datetime | None = None


def lay_out_route(workspace: Workspace, planned: Sequence[PlannedStop]) -> DayRoute:
    """Number the stops, estimate the ways between them and the times of those still to come."""
    phases = _phases(planned)
    places = [place_from_e6(stop.latitude_e6, stop.longitude_e6) for stop in planned]
    driven = [at for at, phase in enumerate(phases) if phase is not Phase.NOT_DONE]
    way = as_driven([Stop(planned[at].account_id, places[at]) for at in driven])
    ways_in = dict(zip(driven, way.legs, strict=True))
    ways_out = dict(zip(driven, way.legs[1:], strict=False))
    open_stops = [at for at in driven if phases[at] is not Phase.DONE]
    clock = _Clock(workspace)
    times = [clock.fixed_time(planned[at]) for at in open_stops]
    legs = [ways_in[at] for at in open_stops]
    arrivals, ends_at = _walk(times, legs, begins=clock.now)
    tight = _tight(times, legs, now=clock.now)
    place_of = {at: index for index, at in enumerate(open_stops)}
    stops = tuple(
        RouteStop(
            planned=stop,
            number=at + 1,
            phase=phases[at],
            place=places[at],
            leg=ways_out.get(at),
            arrives_at=arrivals[place_of[at]] if at in place_of else None,
            is_tight=at in place_of and tight[place_of[at]],
        )
        for at, stop in enumerate(planned)
    )
    is_today = ends_at is not None and ends_at.date() == clock.now.date()
    return DayRoute(stops, way.metres, ends_at if is_today else None)


def arrangement(stops: Sequence[RouteStop]) -> tuple[tuple[str, str], ...]:
    """Return the order as it is: every plan with its time, "" where the time is open."""
    return tuple((stop.planned.plan_id, stop.planned.starts or "") for stop in stops)


def shortest_arrangement(stops: Sequence[RouteStop]) -> tuple[tuple[str, str], ...]:
    """Put the stops still to come into a short order, from the last one done.

    The times of the day stay where they are and the stops move through them.
    """
    done = [stop for stop in stops if not _is_open(stop)]
    open_stops = [stop for stop in stops if _is_open(stop)]
    before = [stop.place for stop in done if stop.phase is Phase.DONE and stop.place is not None]
    route = order_route(
        [Stop(stop.planned.plan_id, stop.place) for stop in open_stops],
        start=before[-1] if before else None,
    )
    by_plan = {stop.planned.plan_id: stop for stop in open_stops}
    ordered = [by_plan[stop.account_id] for stop in route.stops]
    return arrangement(done) + _slotted(ordered, open_stops)


def moved_arrangement(
    stops: Sequence[RouteStop], plan_id: str, steps: int
) -> tuple[tuple[str, str], ...] | None:
    """Move a stop up (-1) or down (+1) among those still to come; None when it cannot go there."""
    open_at = [at for at, stop in enumerate(stops) if _is_open(stop)]
    now = [at for at in open_at if stops[at].planned.plan_id == plan_id]
    if not now or not 0 <= open_at.index(now[0]) + steps < len(open_at):
        return None
    open_stops = [stops[at] for at in open_at]
    ordered = list(open_stops)
    index = open_at.index(now[0])
    ordered.insert(index + steps, ordered.pop(index))
    slots = dict(zip(open_at, _slotted(ordered, open_stops), strict=True))
    return tuple(
        slots.get(at, (stop.planned.plan_id, stop.planned.starts or ""))
        for at, stop in enumerate(stops)
    )


def route_metres(stops: Sequence[RouteStop], order: Sequence[str]) -> int:
    """Return the estimated road distance of the stops in another order of their plans."""
    by_plan = {stop.planned.plan_id: stop for stop in stops if stop.phase is not Phase.NOT_DONE}
    chosen = [by_plan[plan_id] for plan_id in order if plan_id in by_plan]
    return as_driven([Stop(stop.planned.plan_id, stop.place) for stop in chosen]).metres


def _is_open(stop: RouteStop) -> bool:
    return stop.phase in {Phase.NOW, Phase.LATER}


def _slotted(
    ordered: Sequence[RouteStop], before: Sequence[RouteStop]
) -> tuple[tuple[str, str], ...]:
    """Give reordered stops the times that stood at their places, earliest first."""
    times = iter(sorted(stop.planned.starts for stop in before if stop.planned.starts))
    slots = [next(times) if stop.planned.starts else "" for stop in before]
    return tuple((stop.planned.plan_id, slot) for stop, slot in zip(ordered, slots, strict=True))


def _phases(planned: Sequence[PlannedStop]) -> list[Phase]:
    """The stop whose form was begun is the current one, else the first that is not done."""
    open_at = [at for at, stop in enumerate(planned) if stop.state == "planned"]
    begun = [at for at in open_at if planned[at].is_begun]
    now = next(iter(begun or open_at), -1)
    given = {"done": Phase.DONE, "not_done": Phase.NOT_DONE}
    return [
        Phase.NOW if at == now else given.get(stop.state, Phase.LATER)
        for at, stop in enumerate(planned)
    ]


class _Clock:
    """Now, and the times of the day, in the device's zone."""

    def __init__(self, workspace: Workspace) -> None:
        self._zone = ZoneInfo(workspace.zone)
        self.now = workspace.now().astimezone(self._zone)

    def fixed_time(self, stop: PlannedStop) -> dt.datetime | None:
        """Return when a stop was planned to begin; None when open or not a time."""
        try:
            time = dt.time.fromisoformat(stop.starts or "")
        except ValueError:
            return None
        return dt.datetime.combine(self.now.date(), time.replace(tzinfo=None), self._zone)


def _walk(
    times: Sequence[dt.datetime | None], legs: Sequence[Leg | None], *, begins: dt.datetime
) -> tuple[list[dt.datetime], dt.datetime | None]:
    """Return when each stop is reached, never before its time, and when the last one is over."""
    arrivals: list[dt.datetime] = []
    leaves: dt.datetime | None = None
    for at, (time, leg) in enumerate(zip(times, legs, strict=True)):
        driven = dt.timedelta(seconds=leg.seconds if leg is not None and at else 0)
        reached = (leaves or begins) + driven
        arrivals.append(max(reached, time or reached))
        leaves = arrivals[-1] + dt.timedelta(minutes=VISIT_MINUTES)
    return arrivals, leaves


def _tight(
    times: Sequence[dt.datetime | None], legs: Sequence[Leg | None], *, now: dt.datetime
) -> list[bool]:
    """Say for each stop whether its planned time cannot be kept, even if the first one is."""
    begins = next(iter(times), None) or now
    arrivals, _ends = _walk(times, legs, begins=begins)
    return [
        time is not None and reached > time + _GRACE
        for reached, time in zip(arrivals, times, strict=True)
    ]
