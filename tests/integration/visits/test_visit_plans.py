"""Planned visits and promises follow their rules."""

from __future__ import annotations

import datetime as dt

import pytest

from app.commands.accounts.commitments import (
    add_commitment,
    keep_commitment,
    reopen_commitment,
    withdraw_commitment,
)
from app.commands.visits.plans import (
    mark_visit_not_done,
    move_visit,
    plan_visit,
    replan_visit,
)
from app.domain.errors import ValidationError
from tests.support.visiting import (
    ACCOUNT,
    OTHER,
    PLAN,
    PROMISE,
    TODAY,
    visiting_workspace,
)

TOMORROW = TODAY + dt.timedelta(days=1)
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path):
    workspace = visiting_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def read(desk, entity, record_id):
    with desk.store.snapshot() as look:
        return look.records.read(entity, record_id).fields


def test_a_new_stop_comes_last(desk):
    first, _ = plan_visit(desk, OTHER, TOMORROW, starts="09:30", purposes=("order",))
    second, changes = plan_visit(desk, ACCOUNT, TOMORROW)
    plans = [read(desk, "visit_plan", plan_id) for plan_id in (first, second)]
    assert [plan["position"] for plan in plans] == [1, 2]
    assert (plans[0]["starts"], plans[0]["purposes"]) == ("09:30", "order")
    assert changes.touches_record("visit_plan", second)


def test_an_account_is_planned_once_a_day(desk):
    plan_id, changes = plan_visit(desk, ACCOUNT, TODAY)
    assert plan_id == PLAN
    assert not changes.touched


def test_nobody_plans_the_past(desk):
    for act in (
        lambda: plan_visit(desk, ACCOUNT, YESTERDAY),
        lambda: move_visit(desk, PLAN, YESTERDAY),
    ):
        with pytest.raises(ValidationError) as caught:
            act()
        assert caught.value.code == "visit_plan.day.past"


def test_a_visit_moved_to_another_day_becomes_its_last_stop(desk):
    plan_visit(desk, OTHER, TOMORROW)
    move_visit(desk, PLAN, TOMORROW, starts="14:00")
    plan = read(desk, "visit_plan", PLAN)
    assert (plan["planned_on"], plan["starts"], plan["position"]) == (
        TOMORROW.isoformat(),
        "14:00",
        2,
    )


def test_an_account_is_not_moved_to_a_day_on_which_it_is_planned_already(desk):
    plan_visit(desk, ACCOUNT, TOMORROW)
    with pytest.raises(ValidationError) as caught:
        move_visit(desk, PLAN, TOMORROW)
    assert caught.value.code == "visit_plan.day.taken"
    assert read(desk, "visit_plan", PLAN)["planned_on"] != TOMORROW.isoformat()


def test_a_visit_that_did_not_take_place_needs_a_reason_and_can_be_taken_back(desk):
    with pytest.raises(ValidationError) as caught:
        mark_visit_not_done(desk, PLAN, "  ")
    assert caught.value.code == "visit_plan.reason.blank"
    mark_visit_not_done(desk, PLAN, "店主外出")
    assert read(desk, "visit_plan", PLAN)["not_done_reason"] == "店主外出"
    replan_visit(desk, PLAN)
    plan = read(desk, "visit_plan", PLAN)
    assert (plan["state"], plan["not_done_reason"]) == ("planned", None)


def test_a_done_visit_stays_where_it_was(desk):
    with desk.store.unit_of_work() as work:
        work.edit("visit_plan", PLAN, {"state": "done"}, desk.author)
        work.commit(desk.author)
    with pytest.raises(ValidationError) as caught:
        move_visit(desk, PLAN, TOMORROW)
    assert caught.value.code == "visit_plan.step"


def test_a_kept_promise_remembers_the_day_and_can_be_reopened(desk):
    keep_commitment(desk, PROMISE)
    promise = read(desk, "commitment", PROMISE)
    assert (promise["state"], promise["kept_on"]) == ("kept", TODAY.isoformat())
    reopen_commitment(desk, PROMISE)
    assert read(desk, "commitment", PROMISE)["kept_on"] is None
    withdraw_commitment(desk, PROMISE)
    assert read(desk, "commitment", PROMISE)["state"] == "withdrawn"


def test_a_promise_says_what_and_by_when(desk):
    for content, due_on, code in (
        (" ", TODAY, "commitment.content.blank"),
        ("补货", YESTERDAY, "commitment.due.past"),
    ):
        with pytest.raises(ValidationError) as caught:
            add_commitment(desk, ACCOUNT, content=content, due_on=due_on)
        assert caught.value.code == code
    promise_id, _ = add_commitment(desk, ACCOUNT, content="补货 12 箱", due_on=TOMORROW)
    assert read(desk, "commitment", promise_id)["owner_id"] == desk.user_id
