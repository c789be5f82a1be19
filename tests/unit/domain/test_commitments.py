from datetime import date
from decimal import Decimal

import pytest

from app.domain.accounts.commitments import (
    Promise,
    PromiseState,
    commitment_faults,
    days_late,
    promise_keeping,
    promise_state,
)

TODAY = date(2026, 11, 23)
BEFORE, AFTER = date(2026, 11, 20), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("promise", "state", "late"),
    [
        (Promise(AFTER), PromiseState.OPEN, 0),
        (Promise(TODAY), PromiseState.DUE_TODAY, 0),
        (Promise(BEFORE), PromiseState.LATE, 3),
        (Promise(BEFORE, kept_on=BEFORE), PromiseState.KEPT, 0),
        (Promise(BEFORE, kept_on=TODAY), PromiseState.KEPT_LATE, 0),
        (Promise(BEFORE, is_withdrawn=True), PromiseState.WITHDRAWN, 0),
    ],
)
def test_a_promise_stands_by_its_day(promise, state, late):
    assert promise_state(promise, today=TODAY) is state
    assert days_late(promise, today=TODAY) == late


def test_57_of_60_promises_in_time_are_95_percent():
    kept = [Promise(BEFORE, kept_on=BEFORE)] * 57
    broken = [Promise(BEFORE), Promise(BEFORE, kept_on=TODAY), Promise(BEFORE)]
    assert promise_keeping([*kept, *broken], today=TODAY) == Decimal("0.95")


def test_what_is_not_decided_yet_is_not_counted():
    undecided = [Promise(TODAY), Promise(AFTER), Promise(BEFORE, is_withdrawn=True)]
    assert promise_keeping(undecided, today=TODAY) is None


def test_a_promise_needs_words_and_a_day_that_is_not_past():
    assert [f.code for f in commitment_faults(content=" ", due_on=None, made_on=TODAY)] == [
        "commitment.content.blank",
        "commitment.due.blank",
    ]
    past = commitment_faults(content="带价目表", due_on=BEFORE, made_on=TODAY)
    assert [fault.code for fault in past] == ["commitment.due.past"]
    assert commitment_faults(content="带价目表", due_on=TODAY, made_on=TODAY) == []
