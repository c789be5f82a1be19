from datetime import date

import pytest

from app.domain.visits.rules import VisitRhythm
from app.planning.due_terms import (
    AccountFacts,
    DueRules,
    OpenPromise,
    OpenWarning,
    ReasonCode,
    Tone,
)
from app.planning.due_visits import due_visit, propose_visits

TODAY = date(2026, 11, 23)
FRESH = {"account_id": "x", "account_class": "B", "opened_on": date(2020, 1, 1)}


def facts(**changes):
    return AccountFacts(**{**FRESH, "last_visit_on": date(2026, 11, 20), **changes})


def main(**changes):
    return due_visit(facts(**changes), today=TODAY).main


def test_an_account_in_its_rhythm_with_nothing_open_is_left_alone():
    assert due_visit(facts(), today=TODAY) is None


def test_an_a_account_last_seen_on_2_november_is_7_days_late():
    reason = main(account_class="A", last_visit_on=date(2026, 11, 2))
    assert (reason.code, reason.tone) == (ReasonCode.RHYTHM, Tone.BAD)
    assert reason.params == {
        "account_class": "A",
        "every_days": 14,
        "last_visit_on": date(2026, 11, 2),
        "late_days": 7,
    }


def test_a_loss_warning_brings_its_figures_along():
    warning = OpenWarning("W4", 2, {"usual_days": 12, "elapsed_days": 26})
    reason = main(warnings=(OpenWarning("W2", 1), warning))
    assert (reason.code, reason.tone) == (ReasonCode.WARNING, Tone.WARN)
    assert reason.params == {"rule": "W4", "severity": 2, "usual_days": 12, "elapsed_days": 26}


def test_a_contract_ending_on_15_december_has_22_days_left():
    reason = main(contract_ends_on=date(2026, 12, 15))
    assert (reason.code, reason.params["days_left"]) == (ReasonCode.CONTRACT, 22)


def test_a_contract_is_no_reason_before_its_notice():
    assert due_visit(facts(contract_ends_on=date(2027, 1, 23)), today=TODAY) is None


@pytest.mark.parametrize(
    ("ends_on", "tone"),
    [
        (date(2027, 1, 22), Tone.INFO),
        (date(2026, 12, 24), Tone.INFO),
        (date(2026, 12, 23), Tone.WARN),
        (date(2026, 12, 1), Tone.WARN),
        (date(2026, 11, 30), Tone.BAD),
        (date(2026, 11, 20), Tone.BAD),
    ],
)
def test_the_end_of_a_contract_grows_louder_at_60_30_and_7_days(ends_on, tone):
    assert main(contract_ends_on=ends_on).tone is tone


def test_a_printed_contract_waits_two_weeks_for_its_signature_then_it_is_fetched():
    assert due_visit(facts(unsigned_since=date(2026, 11, 9)), today=TODAY) is None
    reason = main(unsigned_since=date(2026, 11, 8))
    assert (reason.code, reason.params["waited_days"]) == (ReasonCode.UNSIGNED, 15)


def test_what_was_agreed_for_today_is_due_today():
    reason = main(agreed_on=TODAY, agreed_about="两周后再谈堆头")
    assert (reason.code, reason.tone) == (ReasonCode.AGREED, Tone.QUIET)
    assert reason.params["about"] == "两周后再谈堆头"


def test_a_visit_agreed_for_later_keeps_the_rhythm_quiet():
    late = {"account_class": "A", "last_visit_on": date(2026, 11, 2)}
    assert due_visit(facts(**late, agreed_on=date(2026, 11, 30)), today=TODAY) is None


def test_an_account_never_seen_asks_for_a_first_visit():
    reason = main(last_visit_on=None, opened_on=date(2026, 11, 20))
    assert reason.code is ReasonCode.FIRST_VISIT
    assert reason.params["late_days"] == 3


@pytest.mark.parametrize(
    ("changes", "code", "late"),
    [
        ({"promises": (OpenPromise(TODAY, "价目表"),)}, ReasonCode.PROMISE, 0),
        ({"complaint_due_on": date(2026, 11, 22)}, ReasonCode.COMPLAINT, 1),
        ({"overdue_minor": 4_200_000, "overdue_days": 18}, ReasonCode.MONEY, 18),
        ({"follow_up_on": date(2026, 11, 21)}, ReasonCode.FOLLOW_UP, 2),
    ],
)
def test_each_open_duty_is_a_reason(changes, code, late):
    reason = main(**changes)
    assert (reason.code, reason.params["late_days"]) == (code, late)


@pytest.mark.parametrize(
    "changes",
    [
        {"promises": (OpenPromise(date(2026, 11, 25), "价目表"),)},
        {"follow_up_on": date(2026, 11, 24)},
        {"overdue_minor": 0, "overdue_days": 18},
    ],
)
def test_what_is_not_due_yet_is_no_reason(changes):
    assert due_visit(facts(**changes), today=TODAY) is None


def test_a_planned_visit_settles_the_matter_but_a_missed_one_does_not():
    late = {"last_visit_on": date(2026, 1, 1)}
    assert due_visit(facts(**late, planned_on=date(2026, 11, 24)), today=TODAY) is None
    assert due_visit(facts(**late, planned_on=date(2026, 11, 20)), today=TODAY) is not None


def test_further_reasons_follow_the_main_one_by_urgency():
    visit = due_visit(
        facts(
            overdue_minor=100,
            overdue_days=3,
            complaint_due_on=TODAY,
            contract_ends_on=date(2026, 12, 15),
        ),
        today=TODAY,
    )
    assert visit.main.code is ReasonCode.COMPLAINT
    assert [reason.code for reason in visit.further] == [ReasonCode.MONEY, ReasonCode.CONTRACT]


def test_the_list_is_ordered_by_urgency_and_cut():
    rows = [
        facts(account_id="calm"),
        facts(account_id="rhythm", last_visit_on=date(2026, 10, 1)),
        facts(account_id="answer", complaint_due_on=TODAY),
        facts(account_id="money", overdue_minor=100, overdue_days=20),
    ]
    proposed = propose_visits(rows, today=TODAY)
    assert [visit.account_id for visit in proposed] == ["answer", "money", "rhythm"]
    assert len(propose_visits(rows, today=TODAY, limit=2)) == 2


def test_between_equal_reasons_the_better_class_goes_first():
    rows = [
        facts(account_id="c", account_class="C", overdue_minor=1, overdue_days=5),
        facts(account_id="a", account_class="A", overdue_minor=1, overdue_days=5),
    ]
    assert [visit.account_id for visit in propose_visits(rows, today=TODAY)] == ["a", "c"]


def test_the_rhythm_is_a_setting():
    rules = DueRules(rhythm=VisitRhythm(class_b_days=2))
    assert due_visit(facts(), today=TODAY, rules=rules).main.params["every_days"] == 2
