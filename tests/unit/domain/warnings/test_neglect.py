"""Prospects are contacted each month, call-backs made, promises kept (W11, W12)."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.ids import id_from, id_moment
from app.domain.warnings.neglect import ContactFacts, PromiseFacts, judge_contact, judge_promise
from app.domain.warnings.thresholds import Thresholds

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


def contact(days_ago, *, agreed_ago=None, is_prospect=True, **levels):
    agreed = TODAY - agreed_ago * DAY if agreed_ago is not None else None
    facts = ContactFacts(
        account_id="a",
        is_prospect=is_prospect,
        contact_id="c",
        last_on=TODAY - days_ago * DAY,
        agreed_on=agreed,
    )
    found = judge_contact(facts, Thresholds(**levels), today=TODAY)
    return found.severity.value if found else None


@pytest.mark.parametrize(
    ("days", "expected"), [(31, None), (32, "notice"), (62, "notice"), (63, "warning")]
)
def test_a_prospect_without_contact_for_a_month_is_noticed_and_after_two_warned_of(days, expected):
    assert contact(days) == expected


def test_who_buys_is_not_idle_and_a_company_may_wait_longer():
    assert contact(99, is_prospect=False) is None
    assert contact(40, idle_days=60) is None


@pytest.mark.parametrize(("late", "expected"), [(7, None), (8, "notice"), (50, "notice")])
def test_a_missed_call_back_is_noticed_after_a_week(late, expected):
    assert contact(55, agreed_ago=late, is_prospect=False) == expected


@pytest.mark.parametrize(
    ("late", "expected"), [(0, None), (-1, None), (1, "warning"), (7, "warning"), (8, "alarm")]
)
def test_a_promise_past_its_day_warns_and_after_a_week_burns(late, expected):
    facts = PromiseFacts(account_id="a", commitment_id="c", due_on=TODAY - late * DAY, count=2)
    found = judge_promise(facts, Thresholds(), today=TODAY)
    assert (found.severity.value if found else None) == expected


def test_an_id_tells_when_it_was_made_and_a_false_one_does_no_harm():
    moment = dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)
    made = id_from(milliseconds=int(moment.timestamp() * 1000), entropy=7)
    assert id_moment(made) == moment
    assert id_moment("f" * 32).year == 9999
