"""Records of any kind are written by the rules of their fields, their kind and the policy."""

from __future__ import annotations

import pytest

from app.commands.records.rules import RULES, rule_of
from app.commands.records.saving import (
    change_record,
    create_record,
    delete_record,
    put_back,
    restore_record,
)
from app.commands.steps.records import StepSubject
from app.domain.errors import NotAllowedError, NotFoundError, ValidationError
from app.domain.schema import ENTITIES
from app.queries.records.forms import read_record
from tests.support.account_records import ACCOUNT, OTHER, REP, key, put
from tests.support.record_crew import (
    CUSTODIAN,
    FINANCE,
    HEAD,
    MARKETING,
    PRODUCT,
    operations,
    seen_by,
)

SECURITY = {"account_id": ACCOUNT, "kind": "deposit", "amount_minor": 5_000_000}
LIMIT = {
    "account_id": ACCOUNT,
    "amount_minor": 10_000_000,
    "watch_value_minor": 8_000_000,
    "valid_from_on": "2026-11-23",
    "reason": "旺季备货",
}
PLAN = {"account_id": ACCOUNT, "month": "2026-12", "amount_minor": 900_000}
TRIP = {"from_on": "2026-11-24", "to_on": "2026-11-26"}


def fields(workspace, entity, record_id):
    with workspace.store.snapshot() as look:
        record = look.records.read(entity, record_id)
        return record.fields if record else None


def steps(workspace, entity, record_id):
    detail = read_record(workspace, entity, record_id)
    subject = StepSubject(detail.fields, detail.user, workspace.user_id, detail.owner_id)
    return {step.key: step for step in rule_of(entity).steps if step.is_open(subject)}


def test_a_record_is_made_in_one_group_with_what_only_commands_write(workspace):
    fact = {"account_id": ACCOUNT, "kind": "fire", "happened_on": "2026-11-20"}
    record_id, changes = create_record(workspace, "incident", fact)
    made = fields(workspace, "incident", record_id)
    assert (made["kind"], made["author_id"]) == ("fire", REP)
    assert changes.touches_record("incident", record_id)
    assert operations(workspace) == (1, 1)


def test_a_change_is_taken_back_as_it_was(workspace):
    record_id, _changes = create_record(workspace, "security", SECURITY)
    change_record(workspace, "security", record_id, {"amount_minor": 1})
    assert fields(workspace, "security", record_id)["amount_minor"] == 1
    put_back(workspace, "security", record_id, {"amount_minor": 5_000_000})
    assert fields(workspace, "security", record_id)["amount_minor"] == 5_000_000


def test_a_deleted_record_is_brought_back_as_a_new_one(workspace):
    finance = seen_by(workspace, FINANCE)
    record_id, _changes = create_record(workspace, "security", SECURITY)
    removed, _changes = delete_record(finance, "security", record_id)
    assert fields(workspace, "security", record_id) is None
    restored, _changes = restore_record(finance, removed)
    assert restored != record_id
    assert fields(workspace, "security", restored)["amount_minor"] == 5_000_000


@pytest.mark.parametrize(
    ("entity", "values"),
    [
        ("credit_limit", {**LIMIT, "state": "active"}),
        ("field_order", {"account_id": ACCOUNT, "kind": "order", "state": "confirmed"}),
        ("sales_plan", {**PLAN, "state": "approved"}),
        ("trip", {**TRIP, "state": "reviewed"}),
        ("warning", {"account_id": ACCOUNT, "rule": "W1", "severity": "notice"}),
        ("complaint", {"account_id": ACCOUNT, "kind": "praise", "content": "好", "number": "1"}),
        ("incident", {"account_id": ACCOUNT, "kind": "fire", "author_id": key(90)}),
    ],
)
def test_a_field_that_no_form_writes_is_refused(workspace, entity, values):
    with pytest.raises(NotAllowedError) as refusal:
        create_record(workspace, entity, values)
    assert refusal.value.code == "field.not_allowed"
    assert operations(workspace) == (0, 0)


@pytest.mark.parametrize(
    ("entity", "values", "field"),
    [
        ("incident", {"account_id": ACCOUNT, "kind": "fire", "happened_on": "2026-12-01"}, ""),
        ("security", {**SECURITY, "amount_minor": -1}, "amount_minor"),
        ("security", {"account_id": ACCOUNT, "kind": "guarantor"}, "party"),
        ("credit_limit", {**LIMIT, "reason": None}, "reason"),
        ("red_flag", {"account_id": ACCOUNT}, "flags"),
        ("commitment", {"account_id": ACCOUNT, "content": "送货"}, "due_on"),
        ("trip", {"from_on": "2026-12-02", "to_on": "2026-12-01"}, "to_on"),
    ],
)
def test_a_record_that_breaks_a_rule_is_not_kept(workspace, entity, values, field):
    with pytest.raises(ValidationError) as refusal:
        create_record(workspace, entity, values)
    assert refusal.value.params["field"] == field or not field
    assert operations(workspace) == (0, 0)


def test_a_change_is_judged_with_what_stands_beside_it(workspace):
    record_id, _changes = create_record(
        workspace, "security", {**SECURITY, "valid_to_on": "2027-01-01"}
    )
    with pytest.raises(ValidationError) as refusal:
        change_record(workspace, "security", record_id, {"valid_from_on": "2027-02-01"})
    assert refusal.value.code == "credit.dates.order"


def test_nobody_writes_what_the_policy_keeps_from_him(workspace):
    with pytest.raises(NotAllowedError):
        create_record(workspace, "security", {**SECURITY, "account_id": OTHER})
    record_id, _changes = create_record(workspace, "security", SECURITY)
    with pytest.raises(NotAllowedError):
        change_record(seen_by(workspace, CUSTODIAN), "security", record_id, {"remark": "x"})
    with pytest.raises(NotAllowedError):
        delete_record(workspace, "security", record_id)
    delete_record(seen_by(workspace, FINANCE), "security", record_id)


def test_a_record_needs_its_account_on_this_device(workspace):
    with pytest.raises(NotFoundError):
        create_record(workspace, "distribution_plan", {
            "account_id": key(98), "period_from_on": "2026-01-01", "period_to_on": "2026-03-31",
        })  # fmt: skip


def test_a_limit_is_proposed_by_its_own_command_and_decided_by_another(workspace):
    limit, _changes = create_record(workspace, "credit_limit", LIMIT)
    assert fields(workspace, "credit_limit", limit)["state"] == "proposed"
    assert steps(workspace, "credit_limit", limit) == {}
    finance = seen_by(workspace, FINANCE)
    assert set(steps(finance, "credit_limit", limit)) == {"approve", "refuse"}
    steps(finance, "credit_limit", limit)["approve"].run(finance, limit, {})
    steps(finance, "credit_limit", limit)["activate"].run(finance, limit, {})
    assert fields(workspace, "credit_limit", limit)["state"] == "active"
    frozen = steps(finance, "credit_limit", limit)["freeze"]
    assert frozen.needs == {"decision"}
    frozen.run(finance, limit, {"decision": "逾期"})
    assert fields(workspace, "credit_limit", limit)["state"] == "frozen"


def test_who_proposed_a_limit_is_offered_no_decision_about_it(workspace):
    head = seen_by(workspace, HEAD)
    limit, _changes = create_record(head, "credit_limit", LIMIT)
    assert steps(head, "credit_limit", limit) == {}


def test_red_flags_are_cleared_with_a_word(workspace):
    flags, _changes = create_record(
        workspace, "red_flag", {"account_id": ACCOUNT, "flags": "no_conditions"}
    )
    clear = steps(workspace, "red_flag", flags)["clear"]
    clear.run(workspace, flags, {"remark": "老板亲自来过"})
    assert fields(workspace, "red_flag", flags)["is_cleared"] == 1
    assert steps(workspace, "red_flag", flags) == {}


def test_a_promise_is_kept_or_withdrawn(workspace):
    promise, _changes = create_record(
        workspace, "commitment", {"account_id": ACCOUNT, "content": "送货", "due_on": "2026-12-01"}
    )
    assert set(steps(workspace, "commitment", promise)) == {"keep", "withdraw"}
    steps(workspace, "commitment", promise)["keep"].run(workspace, promise, {})
    assert fields(workspace, "commitment", promise)["state"] == "kept"


def test_an_investigation_is_kept_and_changed_by_its_rules(workspace):
    found = {"account_id": ACCOUNT, "method": "bank", "ordered_on": "2026-11-01", "report": "好"}
    record_id, _changes = create_record(workspace, "credit_investigation", found)
    with pytest.raises(ValidationError) as refusal:
        change_record(workspace, "credit_investigation", record_id, {"verdict": "acceptable"})
    assert refusal.value.params["field"] == "received_on"
    edits = {"verdict": "acceptable", "received_on": "2026-11-20", "current_assets_minor": 900}
    change_record(workspace, "credit_investigation", record_id, edits)
    assert fields(workspace, "credit_investigation", record_id)["current_assets_minor"] == 900


def test_a_debt_event_is_kept_by_its_own_command(workspace):
    event, _changes = create_record(
        workspace,
        "debt_event",
        {"account_id": ACCOUNT, "kind": "reminder", "happened_on": "2026-11-20"},
    )
    assert fields(workspace, "debt_event", event)["author_id"] == REP


def test_a_plan_of_a_month_is_agreed_by_its_maker_and_approved_by_the_head(workspace):
    plan, _changes = create_record(workspace, "sales_plan", PLAN)
    assert set(steps(workspace, "sales_plan", plan)) == {"agree"}
    steps(workspace, "sales_plan", plan)["agree"].run(workspace, plan, {})
    assert fields(workspace, "sales_plan", plan)["agreed_on"] == "2026-11-23"
    assert set(steps(workspace, "sales_plan", plan)) == {"reopen"}
    head = seen_by(workspace, HEAD)
    assert set(steps(head, "sales_plan", plan)) == {"approve", "return"}
    steps(head, "sales_plan", plan)["approve"].run(head, plan, {})
    approved = fields(workspace, "sales_plan", plan)
    assert (approved["state"], approved["approver_id"]) == ("approved", HEAD)
    assert steps(workspace, "sales_plan", plan) == {}
    steps(head, "sales_plan", plan)["return"].run(head, plan, {})
    assert fields(workspace, "sales_plan", plan)["state"] == "draft"


def test_a_step_of_a_plan_moves_every_target_of_its_month(workspace):
    first, _changes = create_record(workspace, "sales_plan", {**PLAN, "product_id": PRODUCT})
    other, _changes = create_record(workspace, "sales_plan", {**PLAN, "kind": "酱油"})
    steps(workspace, "sales_plan", first)["agree"].run(workspace, first, {})
    assert fields(workspace, "sales_plan", other)["state"] == "agreed"


def test_a_trip_is_approved_by_the_head_gone_on_and_handed_in(workspace):
    trip, _changes = create_record(workspace, "trip", TRIP)
    head = seen_by(workspace, HEAD)
    assert set(steps(workspace, "trip", trip)) == {"gather", "start"}
    for who, step in ((head, "approve"), (workspace, "start"), (workspace, "upload")):
        steps(who, "trip", trip)[step].run(who, trip, {})
    assert steps(workspace, "trip", trip) == {}
    steps(head, "trip", trip)["review"].run(head, trip, {})
    assert fields(workspace, "trip", trip)["state"] == "reviewed"


def test_a_visit_planned_below_a_trip_lies_in_its_days(workspace):
    trip, _changes = create_record(workspace, "trip", TRIP)
    stop = {"account_id": ACCOUNT, "trip_id": trip, "planned_on": "2026-11-25"}
    plan, _changes = create_record(workspace, "visit_plan", stop)
    made = fields(workspace, "visit_plan", plan)
    assert (made["trip_id"], made["owner_id"], made["state"]) == (trip, REP, "planned")
    with pytest.raises(ValidationError) as refusal:
        create_record(workspace, "visit_plan", {**stop, "planned_on": "2026-11-27"})
    assert refusal.value.code == "trip.stop.outside"


def test_who_goes_on_a_trip_is_offered_no_decision_about_it(workspace):
    head = seen_by(workspace, HEAD)
    trip, _changes = create_record(head, "trip", TRIP)
    assert set(steps(head, "trip", trip)) == {"gather"}


def test_a_warning_takes_its_steps_and_is_closed_with_a_cause(workspace):
    found = {"id": key(71), "account_id": ACCOUNT, "rule": "W4", "severity": "warning"}
    with workspace.store.unit_of_work() as work:
        put(work, "warning", [{**found, "raised_on": "2026-11-20", "state": "new"}])
        work.commit()
    assert steps(seen_by(workspace, MARKETING), "warning", key(71)) == {}
    offered = steps(workspace, "warning", key(71))
    assert set(offered) == {"acknowledge", "investigate", "measure", "resolve", "dismiss"}
    assert offered["measure"].needs == {"measure", "due_on"}
    offered["acknowledge"].run(workspace, key(71), {})
    said = {"measure": "上门盘点", "due_on": "2026-11-30", "cause": ""}
    steps(workspace, "warning", key(71))["measure"].run(workspace, key(71), said)
    assert fields(workspace, "warning", key(71))["due_on"] == "2026-11-30"
    steps(workspace, "warning", key(71))["resolve"].run(workspace, key(71), {"cause": "已补货"})
    assert fields(workspace, "warning", key(71))["state"] == "resolved"
    assert steps(workspace, "warning", key(71)) == {}


@pytest.mark.parametrize("entity", RULES)
def test_a_step_asks_for_fields_of_its_record(entity):
    for step in RULES[entity].steps:
        assert set(step.asks) <= ENTITIES[entity].fields.keys()
        assert step.needs <= set(step.asks)
