from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from app.domain.errors import ValidationError
from app.domain.money import rounded
from app.domain.visits.rules import (
    VisitLogDraft,
    VisitRhythm,
    check_plan_step,
    is_timely,
    log_faults,
    log_timeliness,
    next_due_on,
    overdue_days,
    plan_execution,
)

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
GOOD = {"account_id": "a1", "way": "visit", "started_at": NOW, "content": "盘点"}


def codes(**changes):
    return [fault.code for fault in log_faults(VisitLogDraft(**{**GOOD, **changes}), now=NOW)]


@pytest.mark.parametrize(
    ("account_class", "due"),
    [
        ("A", date(2026, 11, 16)),
        ("B", date(2026, 12, 2)),
        ("C", date(2027, 1, 1)),
        (None, date(2026, 12, 2)),
    ],
)
def test_the_next_visit_is_due_by_the_rhythm_of_the_class(account_class, due):
    last = date(2026, 11, 2)
    assert next_due_on(account_class, last_visit_on=last, opened_on=date(2020, 1, 1)) == due


def test_an_a_account_last_seen_on_2_november_is_7_days_late_on_the_23rd():
    due = next_due_on("A", last_visit_on=date(2026, 11, 2), opened_on=date(2020, 1, 1))
    assert overdue_days(due, today=TODAY) == 7
    assert overdue_days(TODAY, today=TODAY) == 0


def test_an_account_never_seen_is_due_since_its_file_was_opened():
    assert next_due_on("C", last_visit_on=None, opened_on=TODAY) == TODAY


def test_an_agreed_day_wins_until_the_next_visit_has_happened():
    opened, agreed = date(2020, 1, 1), date(2026, 12, 24)
    assert next_due_on("A", last_visit_on=TODAY, opened_on=opened, agreed_on=agreed) == agreed
    seen_since = next_due_on("A", last_visit_on=agreed, opened_on=opened, agreed_on=agreed)
    assert seen_since == date(2027, 1, 7)


def test_the_rhythm_is_a_setting():
    rhythm = VisitRhythm(class_a_days=7)
    due = next_due_on("A", last_visit_on=TODAY, opened_on=TODAY, rhythm=rhythm)
    assert due == date(2026, 11, 30)


def test_a_complete_log_has_no_fault():
    assert codes() == []
    assert codes(content=None, purposes=["order"]) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"account_id": None}, "visit_log.account.blank"),
        ({"way": ""}, "visit_log.way.blank"),
        ({"started_at": None}, "visit_log.started.blank"),
        ({"started_at": NOW + timedelta(minutes=11)}, "visit_log.started.future"),
        ({"ended_at": NOW - timedelta(seconds=1)}, "visit_log.ended.early"),
        ({"ended_at": NOW + timedelta(hours=25)}, "visit_log.ended.late"),
        ({"content": "  "}, "visit_log.content.blank"),
    ],
)
def test_a_log_names_each_fault(changes, code):
    assert codes(**changes) == [code]


def test_all_faults_are_reported_at_once():
    assert len(codes(account_id=None, way=None, started_at=None, content=None)) == 4


def test_a_visit_may_end_in_the_moment_it_starts_and_clocks_may_differ_a_little():
    assert codes(ended_at=NOW, started_at=NOW) == []
    assert codes(started_at=NOW + timedelta(minutes=10)) == []


def test_a_planned_visit_is_done_or_not_done_with_a_reason():
    check_plan_step("planned", "done")
    check_plan_step("planned", "not_done", not_done_reason="客户出差")
    check_plan_step("not_done", "planned")
    with pytest.raises(ValidationError, match=r"visit_plan\.reason\.blank"):
        check_plan_step("planned", "not_done", not_done_reason=" ")


@pytest.mark.parametrize("new_state", ["planned", "not_done", "done"])
def test_a_done_visit_stays_done(new_state):
    with pytest.raises(ValidationError, match=r"visit_plan\.step"):
        check_plan_step("done", new_state, not_done_reason="x")


def test_45_of_50_planned_visits_are_90_percent():
    assert plan_execution(done=45, planned=50) == Decimal("0.9")
    assert plan_execution(done=0, planned=0) is None


def test_43_of_45_logs_in_time_are_95_6_percent():
    assert rounded(log_timeliness(timely=43, logs=45) * 100, places=1) == Decimal("95.6")


@pytest.mark.parametrize(("day", "timely"), [(25, True), (26, False)])
def test_the_grace_ends_five_days_after_the_trip(day, timely):
    sent = datetime(2026, 11, day, 23, 59, tzinfo=UTC)
    assert is_timely(sent, trip_ends_on=date(2026, 11, 20)) is timely


def test_a_sub_dealer_is_seen_every_30_days_at_most_whatever_its_class():
    last, opened = date(2026, 11, 1), date(2020, 1, 1)
    days = {
        grade: next_due_on(grade, last_visit_on=last, opened_on=opened, is_sub_dealer=True)
        for grade in ("A", "B", "C", None)
    }
    assert [(day - last).days for day in days.values()] == [30, 30, 60, 30]
