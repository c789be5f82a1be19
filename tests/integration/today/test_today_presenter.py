from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from app.domain.changes import ChangeSet
from tests.support.devices import Clock, make_workspace
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.today.presenter import TodayPresenter

USER = "c0ffee00" * 4


def key(number):
    return f"019b8000{number:024x}"


class Desk:
    """View, runner, navigation and bus in one, remembering what they were told."""

    def __init__(self):
        self.pages, self.found, self.errors, self.closed = [], None, [], 0
        self.toasts, self.went, self.published, self.soon = [], [], [], 0
        self.refusals = []
        self.waiting, self.is_slow = [], False

    def show_page(self, page):
        self.pages.append(page)

    def show_found(self, accounts):
        self.found = accounts

    def ask_day(self, form):
        self.form = form

    def show_answer_error(self, words):
        self.errors.append(words)

    def close_question(self):
        self.closed += 1

    def show_rules(self, lines):
        self.went.append(lines)

    def on_store(self, task, done, failed=None, owner=None):
        del owner

        def carry_out():
            try:
                result = task()
            except Exception as error:
                if failed is None:
                    raise
                failed(error)
            else:
                done(result)

        if self.is_slow:
            self.waiting.append(carry_out)
        else:
            carry_out()

    on_work = on_store

    def show_refusal(self, words):
        self.refusals.append(words)

    def show_toast(self, words, *, action="", on_action=None):
        self.toasts.append((words, action, on_action))

    def __getattr__(self, name):
        return lambda *given: self.went.append((name, *given))

    def reload_soon(self):
        self.soon += 1

    @property
    def page(self):
        return self.pages[-1]

    def names(self):
        return [stop.name for stop in self.page.route.stops]


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    return make_workspace(tmp_path / "device", USER, clock)


@pytest.fixture
def room():
    return Desk()


@pytest.fixture
def today(desk, room):
    context = ScreenContext(
        desk, room, room.published.append, room, Formats("en", ZoneInfo("Asia/Shanghai"))
    )
    return TodayPresenter(room, context, room.reload_soon)


def test_planning_a_proposed_account_makes_it_a_stop_and_undo_takes_it_back(today, room, account):
    account(1, visited_days=100)
    today.load()
    assert [line.account_id for line in room.page.due] == [key(1)]
    today.actions.plan(key(1))
    assert room.names() == ["客户1"]
    assert room.page.due == ()
    words, action, undo = room.toasts[-1]
    assert (words, action) == ("Added to today: 客户1", "Undo")
    undo()
    assert room.names() == []
    assert all(changes.touches("visit_plan") for changes in room.published)
    assert len(room.published) == 2


def test_planning_an_account_that_is_planned_already_has_no_undo(today, room, account, stop):
    stop(1, account(1))
    today.load()
    today.actions.plan(key(1))
    assert room.toasts[-1][2] is None
    assert len(room.names()) == 1


def test_a_visit_is_given_up_only_with_a_reason(today, room, account, stop):
    plan = stop(1, account(1))
    today.load()
    today.actions.mark_not_done(plan, "  ")
    assert room.closed == 0
    assert len(room.errors) == 1
    today.actions.mark_not_done(plan, "关门")
    assert room.closed == 1
    assert (room.page.route.stops[0].phase, room.page.route.stops[0].note) == ("not_done", "关门")
    room.toasts[-1][2]()
    assert room.page.route.stops[0].phase == "now"


def test_a_visit_is_put_off_to_another_day_and_back_to_its_place(today, room, account, stop):
    first, second = stop(1, account(1), starts="09:30"), stop(2, account(2), starts="10:30")
    today.load()
    today.actions.ask_day(first)
    assert (room.form.plan_id, room.form.starts) == (first, "09:30")
    assert room.form.day == room.form.today + dt.timedelta(days=1)
    today.actions.postpone(first, room.form.day, "14:00")
    assert room.closed == 1
    assert [each.plan_id for each in room.page.route.stops] == [second]
    room.toasts[-1][2]()
    assert [each.plan_id for each in room.page.route.stops] == [first, second]
    assert [each.time for each in room.page.route.stops] == ["09:30", "10:30"]


@pytest.mark.parametrize("days", [None, -1])
def test_a_visit_is_put_off_to_no_day_and_not_into_the_past(today, room, account, stop, days):
    plan = stop(1, account(1))
    today.load()
    today.actions.ask_day(plan)
    day = None if days is None else room.form.today + dt.timedelta(days=days)
    today.actions.postpone(plan, day, "")
    assert (room.closed, len(room.errors)) == (0, 1)
    assert [each.plan_id for each in room.page.route.stops] == [plan]


def test_a_visit_that_was_given_up_can_be_planned_again(today, room, account, stop):
    plan = stop(1, account(1), state="not_done", not_done_reason="关门")
    today.load()
    today.actions.replan(plan)
    assert room.page.route.stops[0].phase == "now"


def test_ticking_a_promise_keeps_it_and_undo_opens_it(today, room, account, put):
    account(1)
    put(
        "commitment",
        {
            "id": key(61),
            "account_id": key(1),
            "content": "样品",
            "due_on": "2026-11-23",
            "state": "open",
        },
    )
    today.load()
    today.actions.tick_promise(key(61), True)
    assert [line.is_kept for line in room.page.side.promises] == [True]
    room.toasts[-1][2]()
    assert [line.is_kept for line in room.page.side.promises] == [False]


def test_a_promise_that_is_gone_is_told_and_the_day_is_read_again(today, room, account):
    account(1)
    today.load()
    today.actions.tick_promise("f" * 32, True)
    assert len(room.pages) == 2
    assert room.refusals


def test_a_moved_stop_can_be_put_back(today, room, account, stop):
    stop(1, account(1), starts="09:00")
    second = stop(2, account(2), starts="10:00")
    today.load()
    today.actions.move(second, -1)
    assert room.names() == ["客户2", "客户1"]
    assert [line.time for line in room.page.route.stops] == ["09:00", "10:00"]
    room.toasts[-1][2]()
    assert room.names() == ["客户1", "客户2"]


def test_a_move_beyond_the_ends_does_nothing(today, room, account, stop):
    first = stop(1, account(1))
    today.load()
    today.actions.move(first, -1)
    assert room.toasts == []


def test_a_route_is_reordered_only_if_that_saves_way(today, room, account, stop):
    places = {1: 0, 2: 9_000, 3: 4_000}
    for number, metres in places.items():
        east = {"latitude_e6": 31_300_000, "longitude_e6": 120_600_000 + metres * 10}
        stop(number, account(number, **east))
    today.load()
    today.actions.arrange()
    assert room.names() in (["客户1", "客户3", "客户2"], ["客户2", "客户3", "客户1"])
    told = len(room.toasts)
    today.actions.arrange()
    assert room.toasts[told][2] is None
    assert len(room.published) == 1


def test_an_empty_day_is_planned_in_one_step(today, room, account):
    account(1, visited_days=100)
    account(2, visited_days=100)
    today.load()
    block = room.page.route
    assert block.can_plan
    assert block.emptiness == (
        "No visits planned for today.",
        "2 accounts are late for a visit; plan a route in one step.",
    )
    today.actions.plan_whole_route()
    assert sorted(room.names()) == ["客户1", "客户2"]
    room.toasts[-1][2]()
    assert room.names() == []


def test_a_packed_thing_is_ticked_when_the_day_is_read_again(today, room, account, stop):
    stop(1, account(1), preparation="样品")
    today.load()
    today.actions.pack("样品", True)
    assert (room.page.route.things[0].is_packed, room.page.route.packed) == (True, "1 / 1")


@pytest.mark.parametrize(
    ("entity", "is_shown"),
    [("visit_plan", True), ("receivable", True), ("account_card", True), ("product", False)],
)
def test_a_change_of_what_is_shown_is_read_soon(today, room, entity, is_shown):
    today.on_changed(ChangeSet(entities=frozenset({entity})))
    assert room.soon == int(is_shown)


def test_a_late_answer_does_not_replace_a_newer_one(today, room, account):
    account(1)
    room.is_slow = True
    today.load()
    today.load()
    older, newer = room.waiting
    newer()
    older()
    assert len(room.pages) == 1


def test_a_new_day_and_a_new_hour_are_read_the_same_hour_is_not(today, room, clock, account):
    account(1)
    today.on_minute()
    assert room.pages == []
    today.load()
    clock.moment += dt.timedelta(minutes=30)
    today.on_minute()
    assert len(room.pages) == 1
    clock.moment += dt.timedelta(hours=16)
    today.on_minute()
    assert len(room.pages) == 2
    assert room.page.meta == "Tue 24 Nov"


def test_the_picker_offers_todays_stops_and_finds_any_account(today, room, account, stop):
    stop(1, account(1), state="done")
    plan = stop(2, account(2))
    account(3)
    today.load()
    today.find("")
    assert [(row.account_id, row.plan_id) for row in room.found] == [(key(2), plan)]
    today.find("客户3")
    assert [(row.account_id, row.plan_id) for row in room.found] == [(key(3), "")]


def test_a_search_that_was_overtaken_is_dropped(today, room, account):
    account(1)
    today.load()
    room.is_slow = True
    today.find("客户1")
    today.find("")
    room.waiting[0]()
    assert room.found == ()
