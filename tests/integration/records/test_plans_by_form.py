"""Targets and planned visits written by the form of any record keep the rules of their own."""

from __future__ import annotations

import datetime as dt

import pytest

from app.commands.records.saving import change_record, create_record
from app.commands.steps.sales import GATHER_STOPS
from app.commands.visits.plans import plan_visit
from app.commands.visits.trips import plan_trip
from app.domain.errors import ValidationError
from app.queries.records.forms import read_record
from tests.support.account_records import ACCOUNT

PLAN = {"account_id": ACCOUNT, "month": "2026-12", "amount_minor": 900_000}
DAY = dt.date(2026, 11, 24)


def refused(act):
    with pytest.raises(ValidationError) as error:
        act()
    return error.value.code, error.value.params["field"]


def fields(workspace, entity, record_id):
    return read_record(workspace, entity, record_id).fields


def test_a_target_is_judged_beside_the_others_of_its_month(workspace):
    first, _changes = create_record(workspace, "sales_plan", PLAN)
    again = lambda: create_record(workspace, "sales_plan", PLAN)  # noqa: E731
    assert refused(again) == ("plan.line.twice", "product_id")
    change_record(workspace, "sales_plan", first, {"amount_minor": 800_000})
    assert fields(workspace, "sales_plan", first)["amount_minor"] == 800_000


def test_a_target_below_nothing_and_a_month_that_is_none_are_refused(workspace):
    below = {**PLAN, "amount_minor": -1}
    assert refused(lambda: create_record(workspace, "sales_plan", below)) == (
        "plan.line.negative",
        "amount_minor",
    )
    never = {**PLAN, "month": "2026-13"}
    assert refused(lambda: create_record(workspace, "sales_plan", never))[1] == "month"
    plan, _changes = create_record(workspace, "sales_plan", PLAN)
    worse = lambda: change_record(workspace, "sales_plan", plan, {"amount_minor": -5})  # noqa: E731
    assert refused(worse) == ("plan.line.negative", "amount_minor")


def test_a_stop_of_a_trip_is_not_edited_out_of_its_days(workspace):
    trip, _changes = plan_trip(workspace, DAY, DAY + dt.timedelta(days=2))
    plan, _changes = plan_visit(workspace, ACCOUNT, DAY)
    GATHER_STOPS.run(workspace, trip, {})
    assert fields(workspace, "visit_plan", plan)["trip_id"] == trip
    out = lambda: change_record(workspace, "visit_plan", plan, {"planned_on": "2026-12-01"})  # noqa: E731
    assert refused(out) == ("trip.stop.outside", "planned_on")
    change_record(workspace, "visit_plan", plan, {"planned_on": "2026-11-25"})
    assert fields(workspace, "visit_plan", plan)["planned_on"] == "2026-11-25"


def test_only_loose_visits_of_the_days_are_gathered(workspace):
    trip, _changes = plan_trip(workspace, DAY, DAY)
    later, _changes = plan_visit(workspace, ACCOUNT, DAY + dt.timedelta(days=3))
    GATHER_STOPS.run(workspace, trip, {})
    assert "trip_id" not in fields(workspace, "visit_plan", later)
