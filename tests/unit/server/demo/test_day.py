"""The demo day has what a rep's day is made of."""

import datetime as dt
from collections import defaultdict

import pytest


@pytest.fixture
def stops(small, today):
    own = next(user["id"] for user in small["user"] if user["login"] == "zhoulan")
    plans = [
        plan
        for plan in small["visit_plan"]
        if plan["owner_id"] == own and plan["planned_on"] == today.isoformat()
    ]
    return sorted(plans, key=lambda plan: plan["position"])


@pytest.fixture
def accounts(small):
    return {account["id"]: account for account in small["account"]}


def test_six_stops_in_one_city_from_half_past_eight_to_four(stops, accounts):
    assert [stop["position"] for stop in stops] == [1, 2, 3, 4, 5, 6]
    starts = [stop["starts"] for stop in stops]
    assert starts == sorted(starts)
    assert (starts[0], starts[-1]) == ("08:30", "16:00")
    assert {accounts[stop["account_id"]]["city"] for stop in stops} == {"苏州市"}
    assert all(stop["purposes"] and stop["state"] == "planned" for stop in stops)
    assert any(stop["preparation"] for stop in stops)


def test_a_stop_is_for_an_invoice_that_is_18_days_late(small, stops, accounts, today):
    late = (today - dt.timedelta(days=18)).isoformat()
    owing = {
        row["account_id"]
        for row in small["receivable"]
        if row["due_on"] == late and row["paid_minor"] < row["amount_minor"]
    }
    stop = next(stop for stop in stops if stop["account_id"] in owing)
    assert "collection" in stop["purposes"]
    owed = sum(
        row["amount_minor"] - row["paid_minor"]
        for row in small["receivable"]
        if row["account_id"] == stop["account_id"]
    )
    limit = accounts[stop["account_id"]]["credit_limit_minor"]
    assert 0.9 <= owed / limit <= 1


def test_a_stop_is_for_an_approved_contract(small, stops):
    approved = {row["account_id"] for row in small["contract"] if row["state"] == "approved"}
    stop = next(stop for stop in stops if stop["account_id"] in approved)
    assert "contract" in stop["purposes"]


def test_a_stop_is_for_a_complaint_to_be_answered_today(small, stops, today):
    due = {
        row["account_id"]
        for row in small["complaint"]
        if row["answer_due_on"] == today.isoformat() and row["state"] != "closed"
    }
    assert any(stop["account_id"] in due and "complaint" in stop["purposes"] for stop in stops)


def test_a_contract_ends_in_22_days(small, today):
    ends = (today + dt.timedelta(days=22)).isoformat()
    assert any(
        row["valid_to_on"] == ends and row["state"] == "performing" for row in small["contract"]
    )


def test_promises_are_due_today_late_and_kept(small, today):
    due_today = [row for row in small["commitment"] if row["due_on"] == today.isoformat()]
    assert {"open", "kept"} <= {row["state"] for row in due_today}
    assert sum(row["state"] == "open" for row in due_today) >= 3
    assert any(
        row["state"] == "open" and row["due_on"] < today.isoformat() for row in small["commitment"]
    )


@pytest.mark.parametrize(("letter", "days"), [("A", 14), ("B", 30), ("C", 60)])
def test_some_visits_are_overdue_and_most_are_not(small, accounts, today, letter, days):
    last = defaultdict(str)
    for log in small["visit_log"]:
        day = dt.datetime.fromtimestamp(log["started_at"] / 1000, dt.UTC).date().isoformat()
        last[log["account_id"]] = max(last[log["account_id"]], day)
    visited = [day for key, day in last.items() if accounts[key]["class"] == letter]
    overdue = [day for day in visited if day < (today - dt.timedelta(days=days)).isoformat()]
    assert 0.1 * len(visited) < len(overdue) < 0.6 * len(visited)


def test_one_account_buys_less_often_than_it_used_to(accounts):
    assert any(
        account["status"] == "at_risk" and account["short_name"] == "恒旺达商行"
        for account in accounts.values()
    )


def test_some_blocks_of_the_file_were_confirmed_long_ago(small, today):
    limit = (today - dt.timedelta(days=365)).isoformat()
    days = [row["block_a_confirmed_on"] for row in small["account"]]
    stale = [day for day in days if day < limit]
    assert 0 < len(stale) < len(days) / 2


def test_complaints_are_open_and_closed(small):
    states = {row["state"] for row in small["complaint"] if row["kind"] == "complaint"}
    assert "closed" in states
    assert states - {"closed", "unfounded"}
