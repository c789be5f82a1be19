"""Tasks, statements that are due and demand plans to ask for stand in Today."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from app.queries.accounts.agreements import read_agreements
from app.queries.visits.day import read_day
from ui.formats import Formats
from ui.screens.today.words import day_page

USER = "c0ffee00" * 4


def key(number):
    return f"019b8000{number:024x}"


@pytest.fixture
def debtor(account, put):
    """Put an account with something to state."""

    def write(number, **fields):
        made = account(number, **fields)
        debt = {"issued_on": "2026-08-01", "due_on": "2026-09-01", "amount_minor": 100}
        put("receivable", {"id": key(500 + number), "account_id": made, **debt})
        return made

    return write


def kinds(desk, kind):
    return [row for row in read_day(desk).todo if row.kind == kind]


def test_open_tasks_of_the_user_come_by_their_day(desk, account, put):
    account(1)
    asked = {"account_id": key(1), "assignee_id": USER, "state": "open"}
    put("task", {"id": key(71), "content": "b", "due_on": "2026-11-30", **asked})
    put("task", {"id": key(72), "content": "a", "due_on": "2026-11-20", **asked})
    put("task", {"id": key(73), "content": "c", "due_on": "2026-11-20", **asked, "state": "done"})
    theirs = {**asked, "assignee_id": "b" * 32}
    put("task", {"id": key(74), "content": "d", "due_on": "2026-11-20", **theirs})
    assert [row.content for row in kinds(desk, "task")] == ["a", "b"]
    formats = Formats("en", dt.UTC)
    lines = day_page(read_day(desk), formats).side.todo
    assert (lines[0].words, lines[0].role) == ("a", "bad")


def test_a_statement_is_due_once_its_period_is_over_until_one_went_out(desk, debtor, account, put):
    due = debtor(1, statement_rhythm="monthly")
    account(2, statement_rhythm="monthly")
    debtor(3, statement_rhythm="on_request")
    debtor(4, statement_rhythm="monthly", owner_id="b" * 32)
    (row,) = kinds(desk, "statement")
    assert (row.account_id, row.due_on) == (due, dt.date(2026, 10, 31))
    assert [one.kind for one in read_agreements(desk, due).proposed] == ["statement"]
    letter = {"account_id": due, "paper": "statement", "number": "1", "copies": 1}
    put("letter", {"id": key(81), **letter, "printed_at": 1, "period_to_on": "2026-09-30"})
    assert kinds(desk, "statement")
    put("letter", {"id": key(82), **letter, "printed_at": 1, "period_to_on": "2026-10-31"})
    assert not kinds(desk, "statement")
    assert not read_agreements(desk, due).proposed


def test_key_customers_are_asked_for_their_plan_in_december(desk, account, put):
    account(1, **{"class": "A"})
    account(2, **{"class": "B"})
    assert not kinds(desk, "demand_plan")
    december = dataclasses.replace(desk, now=lambda: dt.datetime(2026, 12, 2, 1, tzinfo=dt.UTC))
    (row,) = kinds(december, "demand_plan")
    assert (row.account_id, row.year) == (key(1), 2027)
    put("demand_plan", {"id": key(91), "account_id": key(1), "year": 2027, "told_on": "2026-12-01"})
    assert not kinds(december, "demand_plan")


def test_a_due_visit_says_how_the_account_wants_to_be_reached(desk, account):
    account(1, visited_days=90, preferred_channel="wechat", preferred_time="14:00")
    line = day_page(read_day(desk), Formats("en", dt.UTC)).due[0]
    assert line.reason.endswith("14:00")
    assert "WeChat" in line.reason or "微信" in line.reason


def test_above_the_head_of_the_sector_people_who_stay_away_are_listed(desk, put):
    away = {"roles": "rep", "sector_id": "s1", "away_since_on": "2026-11-08"}
    put(
        "user",
        {"id": USER, "name": "Head", "login": "h", "roles": "sector_head", "sector_id": "s1"},
        {"id": key(61), "name": "周岚", "login": "a", **away},
        {"id": key(62), "name": "Elsewhere", "login": "b", **away, "sector_id": "s2"},
        {"id": key(63), "name": "Here", "login": "c", **away, "away_since_on": None},
    )
    (row,) = kinds(desk, "away")
    assert (row.account, row.due_on) == ("周岚", dt.date(2026, 11, 8))
    (line,) = day_page(read_day(desk), Formats("en", dt.UTC)).side.todo
    assert (line.words, line.role) == ("No log-in, 2 weeks", "warn")
    put("user", {"id": USER, "name": "Boss", "login": "h", "roles": "group_management"})
    assert len(kinds(desk, "away")) == 2
