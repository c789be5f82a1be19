"""Accounts that should be visited and are not planned, with the reason of each."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.accounts.follow_ups import next_follow_up_on
from app.domain.analysis.severity import Severity
from app.domain.visits.rules import VisitRhythm
from app.domain.warnings.finding import RANK, read_evidence
from app.planning.due_terms import (
    DEFAULT_RULES,
    AccountFacts,
    DueVisit,
    OpenPromise,
    OpenWarning,
    Reason,
)
from app.planning.due_visits import propose_visits
from app.planning.nearby import NEAR_METRES, Neighbour, on_the_way
from app.planning.places import EARTH_RADIUS_METRES, Place, distance_metres, place_from_e6
from app.planning.route_order import Stop, order_route
from app.store.reads.accounts.near import Box, NearAccountRow, read_near
from app.store.reads.visits.due_facts import (
    DueAccountRow,
    DueFacts,
    DueLimits,
    count_late,
    read_due_facts,
)
from app.store.unit_of_work import Snapshot
from app.workspace import Workspace

MOST_DUE = 40
"""More than a rep plans in two weeks is no proposal but a list; the account list has that view."""

ROUTE_STOPS = 6
"""Stops of a route that is proposed for an empty day."""

_NEAR_PLACE = 3
"""Where the nearest account on the way is shown: in sight, behind the most urgent ones."""

_RESTS = dt.timedelta(days=7)
_AGREED_SINCE = dt.timedelta(days=30)
_MISSED_SINCE = dt.timedelta(days=30)
_ENDED_SINCE = dt.timedelta(days=60)
_DELIVERED_SINCE = dt.timedelta(days=730)
"""As far back as a device keeps sales."""

_MICRO = 1_000_000
_TENTHS = 10
_MILLISECONDS = 1_000
_TIME_DIGITS = 12


@dataclass(frozen=True, slots=True)
class DueAccount:
    """An account that should be visited.

    Attributes:
        account_id: The account.
        name: Registered name.
        grade: Class.
        place: Where it is; None when the file has no coordinates.
        main: The most urgent reason.
        further: The others, most urgent first.
        channel: How the account wants to be reached; empty when it did not say.
        time: When; empty when it did not say.
    """

    account_id: str
    name: str
    grade: str | None
    place: Place | None
    main: Reason
    further: tuple[Reason, ...] = ()
    channel: str = ""
    time: str = ""


def read_due_accounts(
    look: Snapshot, workspace: Workspace, route: Sequence[Place | None]
) -> tuple[DueAccount, ...]:
    """Return who should be visited, most urgent first, and who lies on the way.

    Args:
        look: The store.
        workspace: Who asks, where and when.
        route: Places of today's stops in driving order.
    """
    facts = read_due_facts(look, workspace.user_id, due_limits(workspace))
    rows = {row.account_id: row for row in facts.accounts}
    today = workspace.today()
    proposed = propose_visits(
        (_facts_of(row, facts, workspace) for row in facts.accounts), today=today, limit=MOST_DUE
    )
    due = [_due_account(visit, rows[visit.account_id]) for visit in proposed]
    known = {account.account_id for account in due}
    near = [each for each in _near(look, workspace, route) if each.account_id not in known]
    return tuple([*due[:_NEAR_PLACE], *near[:1], *due[_NEAR_PLACE:], *near[1:]][:MOST_DUE])


def count_late_accounts(look: Snapshot, workspace: Workspace) -> int:
    """Return how many accounts were not visited within the rhythm of their class."""
    return count_late(look, due_limits(workspace))


def propose_route(due: Sequence[DueAccount]) -> tuple[str, ...]:
    """Return accounts for an empty day in driving order: the most urgent one and who is nearest."""
    located = [(account.account_id, account.place) for account in due if account.place is not None]
    if not located:
        return tuple(account.account_id for account in due[:ROUTE_STOPS])
    first = located[0][1]
    nearest = sorted(located, key=lambda each: distance_metres(first, each[1]))[:ROUTE_STOPS]
    route = order_route([Stop(account_id, place) for account_id, place in nearest])
    return tuple(stop.account_id for stop in route.stops)


def due_limits(workspace: Workspace) -> DueLimits:
    """Return from where on something calls for a visit today, by the rules of the proposal."""
    today, rules = workspace.today(), DEFAULT_RULES
    midnight = dt.datetime.combine(today, dt.time(), ZoneInfo(workspace.zone))
    return DueLimits(
        today=today,
        late_before=_late_before(midnight, rules.rhythm),
        late_sub=_milliseconds(midnight - dt.timedelta(days=rules.rhythm.sub_dealer_days - 1)),
        ended=today - _ENDED_SINCE,
        ends=today + dt.timedelta(days=rules.contract_notice_days),
        printed_before=_milliseconds(midnight - dt.timedelta(days=rules.signing_days)),
        promised=today + dt.timedelta(days=rules.promise_notice_days),
        agreed_since=_milliseconds(midnight - _AGREED_SINCE),
        missed_since=today - _MISSED_SINCE,
        delivered_since=today - _DELIVERED_SINCE,
    )


def _late_before(midnight: dt.datetime, rhythm: VisitRhythm) -> tuple[int, int, int, int]:
    """A visit of this day or earlier is due again today."""
    days = (rhythm.class_a_days, rhythm.class_b_days, rhythm.class_c_days, rhythm.unclassed_days)
    a, b, c, none = (_milliseconds(midnight - dt.timedelta(days=every - 1)) for every in days)
    return a, b, c, none


def _facts_of(row: DueAccountRow, facts: DueFacts, workspace: Workspace) -> AccountFacts:
    last_visit_on = _local_day(row.last_visit_at, workspace)
    agreed_on, about = _agreed(row.account_id, facts)
    oldest = _day(row.oldest_due_on)
    ends_on = _day(row.contract_until_on)
    today = workspace.today()
    is_recent = ends_on is not None and ends_on >= today - _ENDED_SINCE
    return AccountFacts(
        account_id=row.account_id,
        account_class=row.grade,
        opened_on=_opened_on(row.account_id, workspace),
        last_visit_on=last_visit_on,
        agreed_on=agreed_on,
        agreed_about=about,
        overdue_minor=row.overdue_minor,
        overdue_days=(today - oldest).days if oldest is not None else 0,
        promises=tuple(
            OpenPromise(dt.date.fromisoformat(due_on), content)
            for due_on, content in facts.promises.get(row.account_id, ())
        ),
        warnings=tuple(_open_warning(*one) for one in facts.warnings.get(row.account_id, ())),
        contract_ends_on=ends_on if is_recent else None,
        unsigned_since=_local_day(facts.unsigned.get(row.account_id), workspace),
        complaint_due_on=_day(facts.complaints.get(row.account_id)),
        is_sub_dealer=bool(row.is_sub_dealer),
        follow_up_on=_follow_up_on(_day(facts.deliveries.get(row.account_id)), last_visit_on),
    )


def _open_warning(rule: str, severity: str, evidence: str | None) -> OpenWarning:
    found = read_evidence(evidence)
    params: dict[str, object] = {}
    if "usual_tenth_days" in found:
        usual = max(round(int(found["usual_tenth_days"]) / _TENTHS), 1)
        params = {"usual_days": usual, "elapsed_days": found.get("elapsed_days", 0)}
    return OpenWarning(rule, RANK[Severity(severity)], params)


def _follow_up_on(delivered_on: dt.date | None, last_contact_on: dt.date | None) -> dt.date | None:
    """Return the first call after the last delivery that nobody made yet.

    Source: domain.md 4.8, F1.
    """
    if delivered_on is None:
        return None
    contact = max(delivered_on, last_contact_on or delivered_on)
    return next_follow_up_on(delivered_on, last_contact_on=contact)


def _agreed(account_id: str, facts: DueFacts) -> tuple[dt.date | None, str]:
    """Return the later of the visit that the last log names and of one that was planned."""
    logged_on, step = facts.last_logs.get(account_id, (None, None))
    planned_on, remark = facts.missed.get(account_id, ("", None))
    if planned_on > (logged_on or ""):
        return _day(planned_on), remark or ""
    return _day(logged_on), step or ""


def _near(
    look: Snapshot, workspace: Workspace, route: Sequence[Place | None]
) -> tuple[DueAccount, ...]:
    boxes = [_box(place) for place in route if place is not None]
    rested = workspace.now_milliseconds() - int(_RESTS.total_seconds()) * _MILLISECONDS
    found = read_near(look, workspace.user_id, workspace.today(), boxes=boxes, rested=rested)
    rows = {row.account_id: row for row in found}
    neighbours = [
        Neighbour(
            row.account_id, row.grade, Place(row.latitude_e6 / _MICRO, row.longitude_e6 / _MICRO)
        )
        for row in found
    ]
    visits = on_the_way(route, neighbours)
    places = {each.account_id: each.place for each in neighbours}
    return tuple(
        DueAccount(
            visit.account_id,
            rows[visit.account_id].name,
            visit.account_class,
            places[visit.account_id],
            visit.main,
            channel=rows[visit.account_id].channel,
            time=rows[visit.account_id].time,
        )
        for visit in visits
    )


def _place(row: NearAccountRow) -> Place:
    return Place(row.latitude_e6 / _MICRO, row.longitude_e6 / _MICRO)


def _box(place: Place) -> Box:
    high = math.degrees(NEAR_METRES / EARTH_RADIUS_METRES)
    wide = high / max(math.cos(math.radians(place.latitude)), high)
    return Box(
        south=math.floor((place.latitude - high) * _MICRO),
        north=math.ceil((place.latitude + high) * _MICRO),
        west=math.floor((place.longitude - wide) * _MICRO),
        east=math.ceil((place.longitude + wide) * _MICRO),
    )


def _due_account(visit: DueVisit, row: DueAccountRow) -> DueAccount:
    place = place_from_e6(row.latitude_e6, row.longitude_e6)
    return DueAccount(
        *(row.account_id, row.name, row.grade, place, visit.main, visit.further),
        *(row.channel, row.time),
    )


def _opened_on(account_id: str, workspace: Workspace) -> dt.date:
    """Return the day on which a file was opened: its id begins with the moment (UUIDv7)."""
    moment = workspace.moment(int(account_id[:_TIME_DIGITS], 16))
    return moment.astimezone(ZoneInfo(workspace.zone)).date()


def _local_day(milliseconds: int | None, workspace: Workspace) -> dt.date | None:
    if milliseconds is None:
        return None
    return workspace.moment(milliseconds).astimezone(ZoneInfo(workspace.zone)).date()


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _milliseconds(moment: dt.datetime) -> int:
    return int(moment.timestamp() * _MILLISECONDS)
