"""What the Today screen asks: the whole day in a handful of statements."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from app.domain.money import ratio
from app.domain.schema import split_labels
from app.planning.places import Place
from app.queries.status import read_whoami
from app.queries.visits.due import DueAccount, count_late_accounts, propose_route, read_due_accounts
from app.queries.visits.route import DayRoute, Phase, RouteStop, lay_out_route
from app.store.reads.figures.as_of import read_as_of
from app.store.reads.visits.day import (
    DebtRow,
    PlannedStop,
    PromiseRow,
    UnsentRow,
    read_debts,
    read_packed,
    read_promises,
    read_stops,
    read_unsent,
    read_unsent_files,
)
from app.store.reads.visits.day_figures import COVERED_DAYS, DayFigures, read_figures
from app.store.reads.visits.day_todo import TodoRow, list_todo
from app.workspace import Workspace

__all__ = [
    "COVERED_DAYS",
    "DayFigures",
    "DayRoute",
    "DayView",
    "DebtRow",
    "DueAccount",
    "Phase",
    "PlannedStop",
    "PromiseRow",
    "RouteStop",
    "Thing",
    "TodoRow",
    "UnsentRow",
    "planned_share",
    "propose_route",
    "read_day",
]

_PROMISE_DAYS = dt.timedelta(days=7)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to take along.

    Attributes:
        words: As the plans name it.
        stops: How many stops ask for it.
        is_packed: Whether it was ticked off on this device.
    """

    words: str
    stops: int
    is_packed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """One rep's day.

    Attributes:
        name: Who is signed in; empty before the first sync.
        now: The moment it was read.
        today: Calendar date where the device is.
        route: Stops of today.
        figures: Key figures over everything this device holds.
        due: Accounts that should be visited and are not planned.
        late_count: Accounts not visited in the rhythm of their class; counted only for a day
            without stops, None otherwise.
        promises: Open ones up to a week ahead, and those kept today.
        debts: Accounts with late money, at most 60; the sums stand in `figures`.
        unsent: What waits in the journal or was sent back.
        files: Files that wait to be sent.
        file_bytes: Bytes of them.
        things: What today's stops ask to take along.
        todo: Tasks, statements that are due, customers to be asked for their plan.
        as_of: Moment of the last good exchange; before the first, now.
    """

    name: str
    now: dt.datetime
    today: dt.date
    route: DayRoute
    figures: DayFigures
    due: tuple[DueAccount, ...]
    late_count: int | None
    promises: tuple[PromiseRow, ...]
    debts: tuple[DebtRow, ...]
    unsent: tuple[UnsentRow, ...]
    files: int
    file_bytes: int
    things: tuple[Thing, ...]
    todo: tuple[TodoRow, ...]
    as_of: dt.datetime


def read_day(workspace: Workspace) -> DayView:
    """Return the signed-in user's day.

    Source: domain.md 4.7 (plan, prepare) and 4.8.
    """
    today, user = workspace.today(), workspace.user_id
    name = read_whoami(workspace).name
    with workspace.store.snapshot() as look:
        planned = read_stops(look, user, today)
        route = lay_out_route(workspace, planned)
        files, file_bytes = read_unsent_files(look)
        return DayView(
            name=name,
            now=workspace.now(),
            today=today,
            route=route,
            figures=read_figures(look, today, workspace.now_milliseconds()),
            due=read_due_accounts(look, workspace, _driven_places(route)),
            late_count=None if planned else count_late_accounts(look, workspace),
            promises=read_promises(look, user, today, today + _PROMISE_DAYS),
            debts=read_debts(look, user, today),
            unsent=read_unsent(look),
            files=files,
            file_bytes=file_bytes,
            things=_things(planned, read_packed(look, today)),
            todo=list_todo(look, user, today),
            as_of=read_as_of(look) or workspace.now(),
        )


def planned_share(figures: DayFigures, today: dt.date) -> tuple[Decimal | None, Decimal | None]:
    """Return the share of the month's plan that was sold, and the share that should be by today.

    The second one is elapsed working days (Monday to Friday) ÷ working days of the month.

    Source: domain.md 3.10.
    """
    last = calendar.monthrange(today.year, today.month)[1]
    days = [today.replace(day=day) for day in range(1, last + 1)]
    working = [day for day in days if day.weekday() < _SATURDAY]
    elapsed = sum(day <= today for day in working)
    return ratio(figures.sold_minor, figures.planned_minor or 0), ratio(elapsed, len(working))


def _driven_places(route: DayRoute) -> list[Place | None]:
    """Return the stops' places by number; what is not driven to has none."""
    return [stop.place if stop.phase is not Phase.NOT_DONE else None for stop in route.stops]


def _things(planned: tuple[PlannedStop, ...], packed: frozenset[str]) -> tuple[Thing, ...]:
    wanted = Counter(
        thing
        for stop in planned
        if stop.state != "not_done"
        for thing in split_labels(stop.preparation)
    )
    return tuple(Thing(words, stops, words in packed) for words, stops in wanted.items())
