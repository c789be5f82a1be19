from __future__ import annotations

import pytest

from app.commands.visits.day import plan_route, withdraw_plans
from app.planning.due_terms import ReasonCode
from app.queries.visits.day import propose_route, read_day

NOW = 1_795_395_600_000
DAY = 86_400_000
TOWN = {"latitude_e6": 31_300_000, "longitude_e6": 120_600_000}


def key(number):
    return f"019b8000{number:024x}"


def at(east_metres, north_metres=0):
    return {
        "latitude_e6": 31_300_000 + round(north_metres * 8.993),
        "longitude_e6": 120_600_000 + round(east_metres * 10.525),
    }


def reasons(day):
    return {each.account_id: each.main.code for each in day.due}


def test_accounts_are_due_by_the_rhythm_of_their_class(desk, account):
    account(1, visited_days=14, **{"class": "A"})
    account(2, visited_days=13, **{"class": "A"})
    account(3, visited_days=30)
    account(4, visited_days=29)
    account(5, visited_days=60, **{"class": "C"})
    account(6, visited_days=30, **{"class": None})
    account(7, visited_days=None)
    day = read_day(desk)
    rhythm, first = ReasonCode.RHYTHM, ReasonCode.FIRST_VISIT
    assert reasons(day) == {
        **dict.fromkeys((key(1), key(3), key(5), key(6)), rhythm),
        key(7): first,
    }
    assert day.late_count == 5


@pytest.mark.parametrize(
    "fields", [{"status": "lost"}, {"status": "archived"}, {"owner_id": "b" * 32}]
)
def test_lost_and_foreign_accounts_are_not_proposed_even_if_they_owe(desk, account, put, fields):
    account(1, visited_days=100, **fields)
    debt = {"issued_on": "2026-09-01", "due_on": "2026-11-01", "amount_minor": 500}
    put("receivable", {"id": key(61), "account_id": key(1), **debt})
    assert read_day(desk).due == ()


def test_a_plan_for_today_or_later_takes_an_account_off_the_proposals(desk, account, stop):
    stop(1, account(1, visited_days=100), planned_on="2026-11-30")
    stop(2, account(2, visited_days=100), state="done")
    assert read_day(desk).due == ()


def test_a_day_agreed_at_the_last_visit_wins_over_the_rhythm(desk, account):
    account(1, visited_days=10, next_on="2026-11-20", step="再谈堆头")
    account(2, visited_days=100, next_on="2026-12-20")
    due = read_day(desk).due
    assert [(each.account_id, each.main.code) for each in due] == [(key(1), ReasonCode.AGREED)]
    assert due[0].main.params["about"] == "再谈堆头"
    assert due[0].main.params["late_days"] == 3


def test_a_planned_visit_that_nobody_made_is_proposed_again(desk, account, stop):
    stop(1, account(1, visited_days=10), planned_on="2026-11-20", remark="谈续签")
    assert reasons(read_day(desk)) == {key(1): ReasonCode.AGREED}


def test_money_promises_complaints_and_contracts_call_for_a_visit(desk, account, put):
    for number in range(1, 5):
        account(number)
    put(
        "receivable",
        {
            "id": key(61),
            "account_id": key(1),
            "issued_on": "2026-09-01",
            "due_on": "2026-11-22",
            "amount_minor": 500,
        },
    )
    put(
        "commitment",
        {
            "id": key(62),
            "account_id": key(2),
            "content": "样品",
            "due_on": "2026-11-24",
            "state": "open",
        },
    )
    put(
        "complaint",
        {
            "id": key(63),
            "account_id": key(3),
            "kind": "complaint",
            "content": "漏",
            "answer_due_on": "2026-12-30",
            "state": "recorded",
        },
    )
    put(
        "contract",
        {"id": key(64), "account_id": key(4), "state": "effective", "valid_to_on": "2026-12-15"},
    )
    assert reasons(read_day(desk)) == {
        key(1): ReasonCode.MONEY,
        key(2): ReasonCode.PROMISE,
        key(3): ReasonCode.COMPLAINT,
        key(4): ReasonCode.CONTRACT,
    }


def test_settled_duties_do_not_call_for_a_visit(desk, account, put):
    account(1)
    put(
        "receivable",
        {
            "id": key(61),
            "account_id": key(1),
            "issued_on": "2026-09-01",
            "due_on": "2026-11-22",
            "amount_minor": 500,
            "paid_minor": 500,
        },
    )
    put(
        "commitment",
        {
            "id": key(62),
            "account_id": key(1),
            "content": "样品",
            "due_on": "2026-11-20",
            "state": "kept",
            "kept_on": "2026-11-20",
        },
    )
    put(
        "complaint",
        {
            "id": key(63),
            "account_id": key(1),
            "kind": "complaint",
            "content": "漏",
            "answer_due_on": "2026-11-20",
            "state": "closed",
        },
    )
    assert read_day(desk).due == ()


def test_an_account_near_a_stop_is_proposed_unless_it_was_visited_this_week(desk, account, stop):
    stop(1, account(1, **at(0)))
    account(2, visited_days=10, **at(600))
    account(3, visited_days=10, **at(1_400))
    account(4, visited_days=3, **at(300))
    due = read_day(desk).due
    assert [(each.account_id, each.main.code) for each in due] == [(key(2), ReasonCode.NEARBY)]
    assert due[0].main.params == {"stop": 1, "metres": pytest.approx(600, abs=5)}


def test_an_empty_day_gets_the_most_urgent_account_and_its_neighbours(desk, account):
    account(1, visited_days=100, **{"class": "A"}, **at(0))
    for number in range(2, 9):
        account(number, visited_days=31, **at(number * 1_000))
    account(9, visited_days=99)  # nobody knows where it is
    chosen = propose_route(read_day(desk).due)
    assert set(chosen) == {key(number) for number in range(1, 7)}
    plans, changes = plan_route(desk, chosen)
    assert changes.touches("visit_plan")
    route = read_day(desk).route
    assert [each.planned.account_id for each in route.stops] == list(chosen)
    withdraw_plans(desk, plans)
    assert read_day(desk).route.stops == ()


def test_an_open_alarm_calls_for_a_visit_and_a_warning_speaks_for_one_that_is_due(
    desk, account, put
):
    account(1, visited_days=30)
    for number in (2, 3, 4):
        account(number)
    warning = {"raised_on": "2026-11-20", "data_as_of_on": "2026-11-20", "rule": "W4"}

    def warn(number, state, severity):
        row = {"id": key(60 + number), "account_id": key(number), "severity": severity}
        put("warning", {**row, **warning, "state": state})

    warn(1, "new", "warning")
    warn(2, "acknowledged", "alarm")
    warn(3, "resolved", "alarm")
    warn(4, "new", "warning")
    day = read_day(desk)
    assert reasons(day) == dict.fromkeys((key(1), key(2)), ReasonCode.WARNING)
    told = {each.account_id: each.main.params for each in day.due}
    assert told[key(2)] == {"rule": "W4", "severity": 3}


def test_a_call_is_due_a_month_after_the_delivery_of_what_can_break(desk, account, put):
    for number in (1, 2, 3):
        account(number, visited_days=(29, 20, 29)[number - 1], **{"class": "C"})
    for number, is_repairable in ((81, 1), (82, 0)):
        product = {"code": f"P{number}", "name": "冰柜", "unit": "台"}
        put("product", {"id": key(number), **product, "is_repairable": is_repairable})

    def deliver(number, day, product):
        row = {"id": key(90 + number), "account_id": key(number), "product_id": key(product)}
        put("sales_record", {**row, "sold_on": day, "amount_minor": 500, "quantity": 1})

    deliver(1, "2026-10-23", 81)  # seen last on 25 October, call due on 23 November
    deliver(2, "2026-10-20", 81)  # seen on 3 November, next call on 20 November
    deliver(3, "2026-10-23", 82)  # nothing that can break
    assert reasons(read_day(desk)) == dict.fromkeys((key(1), key(2)), ReasonCode.FOLLOW_UP)


def test_a_contract_printed_long_ago_and_not_signed_calls_for_a_visit(desk, account, put):
    for number in range(1, 6):
        account(number)
        state = "signed" if number == 5 else "printed"
        put("contract", {"id": key(70 + number), "account_id": key(number), "state": state})
    days = {1: (15, 3), 2: (14,), 3: (20,), 5: (30,)}
    for number, ages in days.items():
        for place, age in enumerate(ages):
            row = {"account_id": key(number), "contract_id": key(70 + number)}
            print_id = key(900 + 10 * number + place)
            is_draft = int(number == 3)
            put(
                "print_record",
                {
                    **row,
                    "id": print_id,
                    "copy_number": place + 1,
                    "printed_at": NOW - age * DAY,
                    "draft": is_draft,
                },
            )
    assert reasons(read_day(desk)) == {key(1): ReasonCode.UNSIGNED}
