"""Questions about visits: planned against done, who was seen, and one trip day by day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.domain.errors import NotFoundError
from app.domain.money import ratio
from app.domain.visits.rules import plan_execution
from app.store.reads.visits.coverage import (
    ClassCoverage,
    PlannedVisit,
    count_unplanned,
    list_coverage,
    list_planned_visits,
)
from app.workspace import Workspace

__all__ = [
    "ClassCoverage",
    "Execution",
    "PlannedVisit",
    "TripDay",
    "TripSheet",
    "read_execution",
    "read_trip",
]

_MILLISECONDS = 1_000
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Execution:
    """Visits of one person between two days.

    Attributes:
        visits: Every planned one, in order.
        unplanned: Visits that nobody had planned.
        coverage: By class, accounts and how many of them were seen by anybody.
        today: Days before it are over.
    """

    visits: tuple[PlannedVisit, ...]
    unplanned: int
    coverage: tuple[ClassCoverage, ...]
    today: dt.date

    @property
    def done(self) -> int:
        """Planned visits that took place."""
        return sum(visit.state == "done" for visit in self.visits)

    @property
    def due(self) -> int:
        """Planned visits whose day is over, or that took place already."""
        return sum(
            visit.state != "planned" or visit.planned_on < self.today for visit in self.visits
        )

    @property
    def share(self) -> Decimal | None:
        """Done ÷ due; None when nothing was due. Source: domain.md 3.30."""
        return plan_execution(done=self.done, planned=self.due)

    @property
    def unexplained(self) -> tuple[PlannedVisit, ...]:
        """Visits whose day is over and that nobody logged or gave a reason for."""
        return tuple(
            visit
            for visit in self.visits
            if visit.state == "planned" and visit.planned_on < self.today
        )

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Why visits were not done, the most frequent reason first."""
        given = Counter(visit.reason for visit in self.visits if visit.state == "not_done")
        return tuple(given.most_common())

    @property
    def seen_share(self) -> Decimal | None:
        """Accounts seen ÷ accounts; None without accounts."""
        accounts = sum(each.accounts for each in self.coverage)
        return ratio(sum(each.seen for each in self.coverage), accounts)


@dataclass(frozen=True, slots=True)
class TripDay:
    """One day of a trip with its stops."""

    day: dt.date
    stops: tuple[PlannedVisit, ...]


@dataclass(frozen=True, slots=True)
class TripSheet:
    """One trip.

    Attributes:
        id: Trip.
        state: Where it stands.
        area: Where it leads.
        days: Every day of it, with or without stops.
    """

    id: str
    state: str
    area: str
    days: tuple[TripDay, ...]

    @property
    def share(self) -> Decimal | None:
        """Stops done ÷ stops; None without stops."""
        stops = [stop for day in self.days for stop in day.stops]
        return plan_execution(done=sum(stop.state == "done" for stop in stops), planned=len(stops))


def read_execution(workspace: Workspace, first: dt.date, last: dt.date) -> Execution:
    """Compare what the signed-in user planned between two days with what was done.

    Source: domain.md 4.7, step 5; R147, R152.
    """
    from_at, until_at = _moment(workspace, first), _moment(workspace, last + _DAY)
    user = workspace.user_id
    with workspace.store.snapshot() as look:
        return Execution(
            list_planned_visits(look, first, last, owner_id=user),
            count_unplanned(look, from_at, until_at, owner_id=user),
            list_coverage(look, from_at, until_at),
            workspace.today(),
        )


def read_trip(workspace: Workspace, trip_id: str) -> TripSheet:
    """Return a trip day by day.

    Raises:
        NotFoundError: The trip is not on this device.

    Source: domain.md 2.12.
    """
    with workspace.store.snapshot() as look:
        trip = look.records.read("trip", trip_id)
        if trip is None:
            raise NotFoundError("record.unknown", entity="trip")
        first = dt.date.fromisoformat(str(trip.fields["from_on"]))
        last = dt.date.fromisoformat(str(trip.fields["to_on"]))
        stops = list_planned_visits(look, first, last, trip_id=trip_id)
    return TripSheet(
        trip_id,
        str(trip.fields["state"] or "planned"),
        str(trip.fields["area"] or ""),
        tuple(_days(first, last, stops)),
    )


def _days(first: dt.date, last: dt.date, stops: Sequence[PlannedVisit]) -> list[TripDay]:
    by_day: dict[dt.date, list[PlannedVisit]] = {}
    for stop in stops:
        by_day.setdefault(stop.planned_on, []).append(stop)
    days = (first + dt.timedelta(days=step) for step in range((last - first).days + 1))
    return [TripDay(day, tuple(by_day.get(day, ()))) for day in days]


def _moment(workspace: Workspace, day: dt.date) -> int:
    midnight = dt.datetime.combine(day, dt.time(), ZoneInfo(workspace.zone))
    return int(midnight.timestamp() * _MILLISECONDS)
