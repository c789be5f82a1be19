from __future__ import annotations

import pytest
from sqlalchemy import event

from app.commands.day import arrange_visits, pack_thing, plan_route, withdraw_plans
from app.domain.errors import NotFoundError
from app.planning.due_terms import ReasonCode
from app.queries.day import Phase, planned_share, propose_route, read_day
from app.queries.day_route import moved_arrangement, shortest_arrangement
from app.store.blobs import Blobs

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


def test_the_stops_come_in_driving_order_with_numbers_and_the_first_open_one_is_next(
    desk, account, stop
):
    stop(2, account(2))
    stop(1, account(1), state="done")
    stop(3, account(3))
    stops = read_day(desk).route.stops
    assert [(each.number, each.planned.name, each.phase) for each in stops] == [
        (1, "客户1", Phase.DONE),
        (2, "客户2", Phase.NOW),
        (3, "客户3", Phase.LATER),
    ]


def test_a_begun_visit_is_the_current_stop_even_if_others_come_first(desk, account, stop):
    stop(1, account(1))
    stop(2, account(2))
    with desk.store.unit_of_work() as work:
        work.drafts.write("visit", key(2), {}, NOW)
        work.commit()
    assert [each.phase for each in read_day(desk).route.stops] == [Phase.LATER, Phase.NOW]


def test_other_days_and_other_peoples_plans_are_no_stops(desk, account, stop):
    stop(1, account(1), planned_on="2026-11-24")
    stop(2, account(2), owner_id="b" * 32)
    assert read_day(desk).route.stops == ()


def test_the_way_leads_past_a_stop_that_is_given_up(desk, account, stop):
    stop(1, account(1, **at(0)))
    stop(2, account(2, **at(1_000)), state="not_done", not_done_reason="关门")
    stop(3, account(3, **at(2_000)))
    first, second, third = read_day(desk).route.stops
    assert first.leg.metres == pytest.approx(2_700, rel=0.01)  # 2 km as the crow flies, by road
    assert (second.leg, third.leg) == (None, None)
    assert second.arrives_at is None


def test_a_time_that_the_stops_before_make_impossible_is_marked(desk, account, stop):
    stop(1, account(1), starts="10:00")
    stop(2, account(2), starts="10:20")
    stop(3, account(3), starts="14:00")
    stop(4, account(4), starts="soon?")
    stops = read_day(desk).route.stops
    assert [each.is_tight for each in stops] == [False, True, False, False]
    assert f"{stops[1].arrives_at:%H:%M}" == "10:45"
    assert f"{stops[3].arrives_at:%H:%M}" == "14:45"
    assert f"{read_day(desk).route.ends_at:%H:%M}" == "15:30"


def test_a_stop_carries_what_must_be_known_at_the_door(desk, account, stop, put):
    first = account(1, visited_days=None)
    put("contact", {"id": key(31), "account_id": first, "name": "何伟"},
        {"id": key(32), "account_id": first, "name": "林秀珍", "decision_role": "decides"})  # fmt: skip
    put("complaint", {"id": key(41), "account_id": first, "kind": "complaint", "content": "漏",
                      "answer_due_on": "2026-11-23"})  # fmt: skip
    put("contract", {"id": key(51), "account_id": first, "state": "approved"})
    put("receivable", {"id": key(61), "account_id": first, "issued_on": "2026-09-01",
                       "due_on": "2026-11-05", "amount_minor": 500, "paid_minor": 100})  # fmt: skip
    stop(1, first)
    planned = read_day(desk).route.stops[0].planned
    assert (planned.contact, planned.complaint_due_on) == ("林秀珍", "2026-11-23")
    assert (planned.overdue_minor, planned.has_ready_contract) == (400, 1)
    assert planned.last_visit_at is None


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
def test_lost_and_foreign_accounts_are_not_proposed(desk, account, fields):
    account(1, visited_days=100, **fields)
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
    put("receivable", {"id": key(61), "account_id": key(1), "issued_on": "2026-09-01",
                       "due_on": "2026-11-22", "amount_minor": 500})  # fmt: skip
    put("commitment", {"id": key(62), "account_id": key(2), "content": "样品",
                       "due_on": "2026-11-24", "state": "open"})  # fmt: skip
    put("complaint", {"id": key(63), "account_id": key(3), "kind": "complaint", "content": "漏",
                      "answer_due_on": "2026-12-30", "state": "recorded"})  # fmt: skip
    put("contract", {"id": key(64), "account_id": key(4), "state": "effective",
                     "valid_to_on": "2026-12-15"})  # fmt: skip
    assert reasons(read_day(desk)) == {
        key(1): ReasonCode.MONEY,
        key(2): ReasonCode.PROMISE,
        key(3): ReasonCode.COMPLAINT,
        key(4): ReasonCode.CONTRACT,
    }


def test_settled_duties_do_not_call_for_a_visit(desk, account, put):
    account(1)
    put("receivable", {"id": key(61), "account_id": key(1), "issued_on": "2026-09-01",
                       "due_on": "2026-11-22", "amount_minor": 500, "paid_minor": 500})  # fmt: skip
    put("commitment", {"id": key(62), "account_id": key(1), "content": "样品",
                       "due_on": "2026-11-20", "state": "kept", "kept_on": "2026-11-20"})  # fmt: skip
    put("complaint", {"id": key(63), "account_id": key(1), "kind": "complaint", "content": "漏",
                      "answer_due_on": "2026-11-20", "state": "closed"})  # fmt: skip
    assert read_day(desk).due == ()


def test_an_account_near_a_stop_is_proposed_unless_it_was_visited_this_week(desk, account, stop):
    stop(1, account(1, **at(0)))
    account(2, visited_days=10, **at(600))
    account(3, visited_days=10, **at(1_400))
    account(4, visited_days=3, **at(300))
    due = read_day(desk).due
    assert [(each.account_id, each.main.code) for each in due] == [(key(2), ReasonCode.NEARBY)]
    assert due[0].main.params == {"stop": 1, "metres": pytest.approx(600, abs=5)}


def test_promises_are_those_of_the_week_and_those_kept_today(desk, account, put):
    account(1)
    put(
        "commitment",
        *(
            {"id": key(60 + at_), "account_id": key(1), "content": words, "due_on": due_on,
             "state": state, "kept_on": kept_on}
            for at_, (words, due_on, state, kept_on) in enumerate((
                ("late", "2026-11-01", "open", None),
                ("today", "2026-11-23", "open", None),
                ("next week", "2026-11-30", "open", None),
                ("far", "2026-12-01", "open", None),
                ("kept", "2026-11-25", "kept", "2026-11-23"),
                ("old", "2026-11-20", "kept", "2026-11-20"),
                ("gone", "2026-11-20", "withdrawn", None),
            ))
        ),
    )  # fmt: skip
    words = [row.content for row in read_day(desk).promises]
    assert words == ["late", "today", "next week", "kept"]


def test_the_figures_add_up_sales_money_coverage_and_contracts(desk, account, put):
    account(1, visited_days=3)
    account(2, visited_days=40)
    account(3, visited_days=None, status="lost")
    put("sales_record",
        {"id": key(71), "account_id": key(1), "sold_on": "2026-11-02", "amount_minor": 700},
        {"id": key(72), "account_id": key(2), "sold_on": "2026-11-20", "amount_minor": 50},
        {"id": key(73), "account_id": key(1), "sold_on": "2026-10-31", "amount_minor": 9_000})  # fmt: skip
    put("sales_plan",
        {"id": key(74), "account_id": key(1), "month": "2026-11", "amount_minor": 1_000},
        {"id": key(75), "account_id": key(1), "month": "2026-12", "amount_minor": 5_000})  # fmt: skip
    recent = f"{NOW - 40 * DAY:012x}" + "0" * 20
    put("receivable",
        {"id": recent, "account_id": key(2), "issued_on": "2026-10-01", "due_on": "2026-11-23",
         "amount_minor": 40, "paid_minor": 10},
        {"id": key(77), "account_id": key(1), "issued_on": "2026-09-01", "due_on": "2026-11-01",
         "amount_minor": 500, "paid_minor": None})  # fmt: skip
    put("contract",
        {"id": recent[:-1] + "1", "account_id": key(1), "state": "signed", "signed_on": "2026-11-23"},
        {"id": recent[:-1] + "2", "account_id": key(1), "state": "signed", "signed_on": "2026-11-22"},
        {"id": recent[:-1] + "3", "account_id": key(1), "state": "printed"})  # fmt: skip
    figures = read_day(desk).figures
    assert (figures.sold_minor, figures.planned_minor) == (750, 1_000)
    assert (figures.overdue_minor, figures.overdue_accounts) == (500, 1)
    assert (figures.due_today_minor, figures.due_today_accounts) == (30, 1)
    assert (figures.accounts, figures.covered, figures.covered_before) == (2, 1, 1)
    assert (figures.signed, figures.to_sign) == (1, 1)
    sold, due = planned_share(figures, desk.today())
    assert (sold, due) == (pytest.approx(0.75), pytest.approx(16 / 21))


def test_debts_begin_with_todays_stops(desk, account, stop, put):
    for number, amount in ((1, 900), (2, 100), (3, 500)):
        account(number)
        put("receivable", {"id": key(60 + number), "account_id": key(number), "due_on": "2026-11-01",
                           "issued_on": "2026-09-01", "amount_minor": amount})  # fmt: skip
    stop(1, key(2))
    assert [row.overdue_minor for row in read_day(desk).debts] == [100, 900, 500]


def test_what_waits_is_counted_by_kind_and_refused_work_apart(desk, account):
    first = account(1)
    plan_route(desk, [first])
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(
            "INSERT INTO journal_operation (op_id, device_seq, entity, record_id, op, state, code)"
            " VALUES ('a', 9, 'contract', 'x', 'edit', 'refused', 'contract.limit'),"
            " ('b', 9, 'contract', 'x', 'edit', 'refused', 'contract.limit'),"
            " ('c', 9, 'contract', 'y', 'edit', 'refused', NULL),"
            " ('d', 8, 'account', 'z', 'edit', 'acknowledged', NULL)"
        )
        blobs = Blobs(work.connection)
        blobs.keep("1" * 64, 1_000)
        blobs.keep("2" * 64, 500)
        blobs.release(["1" * 64])
        blobs.note_progress("1" * 64, 400)
        work.commit()
    day = read_day(desk)
    found = [(row.entity, row.is_refused, row.records) for row in day.unsent]
    assert found == [("visit_plan", False, 1), ("contract", True, 1)]
    assert (day.files, day.file_bytes) == (1, 600)


def test_packed_things_are_remembered_for_the_day_and_never_travel(desk, account, stop):
    stop(1, account(1), preparation="价目表\n样品")
    stop(2, account(2), preparation="价目表")
    stop(3, account(3), preparation="雨伞", state="not_done")
    with desk.store.unit_of_work() as work:
        work.drafts.write("preparation", "2026-11-20", {"packed": ["样品"]}, NOW)
        work.commit()
    pack_thing(desk, "价目表", is_packed=True)
    things = {(each.words, each.stops, each.is_packed) for each in read_day(desk).things}
    assert things == {("价目表", 2, True), ("样品", 1, False)}
    with desk.store.snapshot() as look:
        assert [day for day, _saved in look.drafts.subjects("preparation")] == ["2026-11-23"]
        assert look.journal.waiting_count() == 0
    pack_thing(desk, "价目表", is_packed=False)
    assert not any(each.is_packed for each in read_day(desk).things)


def test_moving_a_stop_leaves_the_times_where_they_are(desk, account, stop):
    done = stop(1, account(1), state="done", starts="08:30")
    first = stop(2, account(2), starts="09:30")
    second = stop(3, account(3), starts="11:00")
    stops = read_day(desk).route.stops
    assert moved_arrangement(stops, first, -1) is None  # never above what is done
    assert moved_arrangement(stops, second, 1) is None
    wanted = moved_arrangement(stops, second, -1)
    assert wanted == ((done, "08:30"), (second, "09:30"), (first, "11:00"))
    arrange_visits(desk, wanted)
    now = read_day(desk).route.stops
    assert [(each.planned.plan_id, each.planned.starts) for each in now] == list(wanted)


def test_ordering_a_route_starts_from_the_last_stop_done(desk, account, stop):
    stop(1, account(1, **at(0)), state="done")
    stop(2, account(2, **at(9_000)), starts="09:00")
    stop(3, account(3, **at(1_000)))
    stop(4, account(4, **at(5_000)), starts="13:00")
    order = shortest_arrangement(read_day(desk).route.stops)
    assert [plan for plan, _starts in order] == [key(2_001), key(2_003), key(2_004), key(2_002)]
    assert [starts for _plan, starts in order] == ["", "09:00", "", "13:00"]


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


def test_a_route_with_an_unknown_account_is_not_planned_at_all(desk, account):
    with pytest.raises(NotFoundError):
        plan_route(desk, [account(1), "f" * 32])
    assert read_day(desk).route.stops == ()


def test_withdrawing_leaves_visits_that_were_made(desk, account, stop):
    plan = stop(1, account(1), state="done")
    withdraw_plans(desk, [plan, "f" * 32])
    assert len(read_day(desk).route.stops) == 1


def test_the_day_takes_as_many_statements_for_many_accounts_as_for_few(desk, account, stop):
    def statements():
        seen = []
        with desk.store.snapshot() as look:
            engine = look.connection.engine

        def note(_connection, _cursor, statement, *_rest):
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            read_day(desk)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    stop(1, account(1, visited_days=50, **TOWN))
    account(2, visited_days=50, **TOWN)
    few = statements()
    for number in range(3, 30):
        account(number, visited_days=50 + number, **at(number * 10))
    assert statements() == few
    assert few <= 20
