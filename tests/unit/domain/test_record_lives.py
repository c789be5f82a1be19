"""How records begin, and what never fits in them."""

from __future__ import annotations

import datetime as dt

import pytest

from app.commands.records.rules import rule_of
from app.domain.fields import Kind
from app.domain.record_lives import first_values, life_of, record_faults
from app.domain.schema import ENTITIES, check_fields

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize("entity", ENTITIES)
def test_what_is_said_of_a_kind_speaks_of_its_fields(entity):
    life, fields = life_of(entity), ENTITIES[entity].fields
    assert all(fields[name].target == "user" for name in life.own)
    assert all(fields[name].target == "sector" for name in life.sector)
    assert all(fields[name].kind is Kind.DATE for name in (*life.today, *life.past))
    assert all(fields[name].kind is Kind.MOMENT for name in life.now)
    assert life.kept <= fields.keys()
    assert check_fields(entity, life.begins) == dict(life.begins)
    # What commands make and forms change says so by its steps; the rest is fixed with a sentence.
    assert life.fixed or not life.is_found or rule_of(entity).steps


@pytest.mark.parametrize("entity", [each for each in ENTITIES if not life_of(each).is_found])
def test_a_field_that_no_form_writes_has_a_first_value_where_it_is_required(entity):
    user, account = "0" * 32, "1" * 32
    begun = first_values(entity, {}, user_id=user, sector_id=account, today=TODAY, now=1)
    required = {each.name for each in ENTITIES[entity].fields.values() if each.required}
    assert required & life_of(entity).kept <= begun.keys()


def test_a_record_begins_today_in_the_hands_of_its_author():
    begun = first_values(
        "incident", {"account_id": "a"}, user_id="u", sector_id="s", today=TODAY, now=5
    )
    assert begun == {"author_id": "u", "happened_on": "2026-11-23", "account_id": "a"}


def test_a_trip_begins_in_the_sector_of_who_plans_it():
    begun = first_values("trip", {}, user_id="u", sector_id="s", today=TODAY, now=5)
    assert (begun["owner_id"], begun["sector_id"], begun["state"]) == ("u", "s", "planned")


@pytest.mark.parametrize(
    ("entity", "fields", "faulty"),
    [
        ("security", {"valid_from_on": "2026-02-01", "valid_to_on": "2026-01-31"}, "valid_to_on"),
        ("trip", {"from_on": "2026-02-01", "to_on": "2026-01-31"}, "to_on"),
        ("credit_measure", {"decided_on": "2026-02-01", "due_on": "2026-01-31"}, "due_on"),
        ("incident", {"happened_on": "2026-11-24"}, "happened_on"),
        ("stock_count", {"counted_on": "2027-01-01"}, "counted_on"),
    ],
)
def test_days_out_of_order_or_ahead_do_not_fit(entity, fields, faulty):
    assert [fault.field for fault in record_faults(entity, fields, today=TODAY)] == [faulty]


def test_a_period_of_one_day_fits():
    fields = {"from_on": "2026-02-01", "to_on": "2026-02-01"}
    assert not list(record_faults("trip", fields, today=TODAY))
