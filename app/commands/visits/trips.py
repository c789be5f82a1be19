"""Commands on trips: plan, put stops into them, and the steps they take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from app.commands.visits.plans import add_plan
from app.domain.changes import ChangeSet
from app.domain.errors import NotFoundError, ValidationError
from app.domain.faults import refuse_first
from app.domain.fields import FieldValue
from app.domain.visits.trips import trip_faults
from app.store.reads.visits.plans import loose_plans
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace


def plan_trip(
    workspace: Workspace, from_on: dt.date, to_on: dt.date, *, area: str = "", remark: str = ""
) -> tuple[str, ChangeSet]:
    """Plan a trip of the user's own.

    Raises:
        ValidationError: As `trips.trip_faults`, or a field's rule.
        NotFoundError: The device does not know its user yet; `record.unknown`.
        NotAllowedError: The user makes no trips.

    Source: domain.md 2.12.
    """
    refuse_first(trip_faults(from_on, to_on, today=workspace.today()))
    with workspace.store.unit_of_work() as work:
        user = work.need("user", workspace.user_id)
        if not user.fields["sector_id"]:
            raise NotFoundError("record.unknown", entity="sector")
        fields = {
            "owner_id": workspace.user_id,
            "sector_id": user.fields["sector_id"],
            "from_on": from_on.isoformat(),
            "to_on": to_on.isoformat(),
            "area": area.strip() or None,
            "state": "planned",
            "remark": remark.strip() or None,
        }
        trip_id = work.create("trip", fields, workspace.author)
        return trip_id, work.commit(workspace.author)


def put_into_trip(workspace: Workspace, trip_id: str, plan_ids: Iterable[str]) -> ChangeSet:
    """Make planned visits stops of a trip.

    Raises:
        NotFoundError: The trip or a plan is not on this device; nothing was changed.
        ValidationError: A visit is planned outside the trip's days; `trip.stop.outside`.
        NotAllowedError: A plan is not the user's.
    """
    with workspace.store.unit_of_work() as work:
        for plan_id in plan_ids:
            check_stop(work, trip_id, _planned_on(work, plan_id))
            work.edit("visit_plan", plan_id, {"trip_id": trip_id}, workspace.author)
        return work.commit(workspace.author)


def gather_stops(workspace: Workspace, trip_id: str) -> ChangeSet:
    """Make every visit that the user planned for the days of a trip, and put into none, its stop.

    Raises:
        NotFoundError: The trip is not on this device.
        NotAllowedError: A plan is not the user's.
    """
    with workspace.store.snapshot() as look:
        trip = look.records.read("trip", trip_id)
        if trip is None:
            raise NotFoundError("record.unknown", entity="trip")
        first, last = str(trip.fields["from_on"]), str(trip.fields["to_on"])
        loose = loose_plans(look, workspace.user_id, first, last)
    return put_into_trip(workspace, trip_id, loose)


def move_trip(workspace: Workspace, trip_id: str, state: str) -> ChangeSet:
    """Take a trip to its next state: approved, under way, uploaded, reviewed.

    Raises:
        NotFoundError: The trip is not on this device.
        NotAllowedError: As `sales_rules.check_sales_edit`: no such step, or not the user's.

    Source: domain.md 4.7, steps 1, 4 and 5.
    """
    with workspace.store.unit_of_work() as work:
        work.edit("trip", trip_id, {"state": state}, workspace.author)
        return work.commit(workspace.author)


def save_visit_plan(
    workspace: Workspace, fields: Mapping[str, FieldValue]
) -> tuple[str, ChangeSet]:
    """Plan a visit from plain fields, as a stop of a trip where they name one.

    Raises:
        NotFoundError: The account or the trip is not on this device.
        ValidationError: As `visit_plans.plan_visit`, or `trip.stop.outside`.
        NotAllowedError: The user may not plan visits of this account.
    """
    day = str(fields.get("planned_on") or workspace.today().isoformat())
    trip_id = fields.get("trip_id")
    rest = {key: value for key, value in fields.items() if key != "trip_id"}
    with workspace.store.unit_of_work() as work:
        if trip_id:
            check_stop(work, str(trip_id), day)
        account_id = str(fields.get("account_id") or "")
        plan_id = add_plan(workspace, work, account_id, dt.date.fromisoformat(day), rest)
        if trip_id:
            # Also where the visit was planned before, on its own.
            work.edit("visit_plan", plan_id, {"trip_id": trip_id}, workspace.author)
        return plan_id, work.commit(workspace.author)


def check_stop(work: UnitOfWork, trip_id: str, day: str) -> None:
    """Refuse a day that lies outside a trip.

    Raises:
        NotFoundError: The trip is not on this device.
        ValidationError: `trip.stop.outside`.
    """
    trip = work.need("trip", trip_id)
    if not str(trip.fields["from_on"]) <= day <= str(trip.fields["to_on"]):
        raise ValidationError("trip.stop.outside", field="planned_on", day=day)


def _planned_on(work: UnitOfWork, plan_id: str) -> str:
    return str(work.need("visit_plan", plan_id).fields["planned_on"])
