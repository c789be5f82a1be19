from __future__ import annotations

import pytest

from app.commands.visits.day import arrange_visits, pack_thing, plan_route, withdraw_plans
from app.domain.errors import NotFoundError
from app.queries.visits.day import read_day
from app.queries.visits.route import moved_arrangement, shortest_arrangement

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


def test_a_route_with_an_unknown_account_is_not_planned_at_all(desk, account):
    with pytest.raises(NotFoundError):
        plan_route(desk, [account(1), "f" * 32])
    assert read_day(desk).route.stops == ()


def test_withdrawing_leaves_visits_that_were_made(desk, account, stop):
    plan = stop(1, account(1), state="done")
    withdraw_plans(desk, [plan, "f" * 32])
    assert len(read_day(desk).route.stops) == 1
