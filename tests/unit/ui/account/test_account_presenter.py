"""The account page: what it says and where it leads."""

from __future__ import annotations

import datetime as dt

import pytest

from app.commands.accounts.editing import edit_account
from app.domain.changes import ChangeSet
from app.store.reads.accounts.timeline import TimelineRequest, list_timeline
from tests.support.account_forms import AccountDesk
from tests.support.account_records import ACCOUNT, DAY, NOW, OTHER, fill_account, key, put
from tests.support.devices import make_workspace
from ui.screens.account.planning.desk import PlanAnswer
from ui.screens.account.presenter import AccountPresenter


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield AccountDesk(workspace)
    workspace.store.close()


def test_the_head_says_who_it_is(desk):
    head = desk.view.page.head
    assert (head.name, head.grade, head.number) == ("百禾粮油商贸行", "A", "KH-20311")
    assert [words for _icon, words in head.facts][1:] == ["Owner 周岚", "6 y 2 mo. with us"]


def test_the_banner_tells_the_debt_and_the_broken_promise(desk):
    alert = desk.view.page.alert
    assert alert.tone == "bad"
    assert "18 days late" in alert.words
    assert "周三前把返利单发过去" in alert.words


def test_a_debt_over_the_limit_is_told(desk):
    with desk.workspace.store.unit_of_work() as work:
        work.records.update("account", ACCOUNT, {"credit_limit_minor": 23_000_000})
        work.commit()
    desk.page.load()
    assert "over the credit limit by ¥8.0k" in desk.view.page.alert.words


def test_a_city_that_the_address_names_is_not_said_twice(desk):
    place = dict(desk.view.page.head.facts)["map-pin"]
    assert place == "云浦市 河西路 88 号"
    edit_account(desk.workspace, ACCOUNT, {"address": "江苏省云浦市河西路 88 号"})
    desk.page.load()
    assert dict(desk.view.page.head.facts)["map-pin"] == "江苏省云浦市河西路 88 号"


def test_the_credit_figures_carry_the_time_of_the_office(desk):
    assert desk.view.page.credit.as_of == "as of today 06:36, finance figures"


def test_an_account_without_limit_has_words_instead_of_a_bar(desk):
    other = AccountPresenter(desk.view, desk.context, OTHER)
    other.load()
    assert desk.view.page.credit.limit is None
    assert "No limit granted" in desk.view.page.credit.words
    assert desk.view.page.alert is None


def test_an_empty_block_is_not_called_stale(desk):
    AccountPresenter(desk.view, desk.context, OTHER).load()
    assert not desk.block("C").stale
    assert desk.block("C").age == ""


def test_what_the_head_says_comes_last_in_its_block(desk):
    labels = [line.label for line in desk.block("A").lines]
    assert labels.index("Bank") < labels.index("Address")


def test_the_timeline_is_narrowed_by_group(desk):
    desk.page.filter_timeline(("contracts",))
    assert desk.view.groups == ("contracts",)
    assert {event.icon for event in desk.view.page.events} == {"file-text"}


def test_the_banner_leads_to_the_money_in_the_timeline(desk):
    desk.page.follow_alert("money")
    assert desk.view.groups == ("money",)
    desk.page.follow_alert("sync")
    assert desk.places.went == [("show_screen", "sync")]


def many_visits(desk):
    with desk.workspace.store.unit_of_work() as work:
        rows = [
            {
                "id": key(5000 + number),
                "account_id": ACCOUNT,
                "author_id": key(3),
                "way": "visit",
                "started_at": NOW - (400 + number) * DAY,
            }
            for number in range(60)
        ]
        put(work, "visit_log", rows)
        return work.commit()


def test_older_entries_stay_when_the_page_is_refreshed(desk):
    many_visits(desk)
    desk.page.load()
    assert len(desk.view.page.events) == 30
    desk.page.more_timeline()
    assert len(desk.view.older[-1][0]) == 30
    desk.page.load()
    assert len(desk.view.page.events) == 60
    desk.view.older = []
    desk.page.more_timeline()
    while desk.view.older[-1][1]:
        desk.page.more_timeline()
    events = [event for page, _has_more in desk.view.older for event in page]
    request = TimelineRequest(
        account_id=ACCOUNT, today="2026-11-23", offset_minutes=480, limit=1_000
    )
    with desk.workspace.store.snapshot() as look:
        assert 60 + len(events) == len(list_timeline(look, request))


def test_asking_twice_for_older_entries_brings_them_once(desk):
    many_visits(desk)
    desk.page.load()
    desk.runner.is_held = True
    desk.page.more_timeline()
    desk.page.more_timeline()
    assert len(desk.runner.held) == 1


def test_a_late_answer_is_dropped(desk):
    desk.runner.is_held = True
    desk.page.load()
    desk.page.filter_timeline(("contracts",))
    desk.runner.release(1)
    desk.runner.release(0)
    assert {event.icon for event in desk.view.page.events} == {"file-text"}


def test_a_change_that_touches_nothing_shown_is_ignored(desk):
    desk.view.page = None
    desk.page.on_changed(ChangeSet(frozenset({("account", OTHER), ("product", key(7))})))
    assert desk.view.page is None
    desk.page.on_changed(ChangeSet(frozenset({("visit_log", key(8))})))
    assert desk.view.page is not None


def test_an_account_that_left_the_device_closes_its_page(desk):
    with desk.workspace.store.unit_of_work() as work:
        work.records.delete("account", [ACCOUNT])
        work.commit()
    desk.page.load()
    assert ("go_back",) in desk.places.went


def test_a_visit_is_planned_for_tomorrow_at_first_offer(desk):
    desk.page.ask_plan()
    form = desk.view.plan
    assert form.day == dt.date(2026, 11, 24)
    person = form.contacts[0][0]
    answer = PlanAnswer(
        day=form.day, starts="10:00", purposes="order", contact_id=person, remark="带样品"
    )
    desk.page.planning.plan(answer)
    assert desk.view.plan is None
    with desk.workspace.store.snapshot() as look:
        rows = look.connection.exec_driver_sql(
            "SELECT purposes, contact_id, remark FROM visit_plan WHERE planned_on = '2026-11-24'"
        )
        assert [tuple(row) for row in rows] == [("order", person, "带样品")]
    desk.hear()
    assert any("10:00" in event.title for event in desk.view.page.events)


def test_a_day_that_is_past_is_refused_in_the_dialog(desk):
    desk.page.ask_plan()
    desk.page.planning.plan(PlanAnswer(day=dt.date(2026, 11, 1)))
    assert desk.view.plan is not None
    assert desk.view.plan_error
    desk.view.plan_error = ""
    desk.page.planning.plan(PlanAnswer(day=None))
    assert desk.view.plan_error


def test_a_visit_and_a_contract_begin_from_here(desk):
    desk.page.start_visit()
    desk.page.new_contract()
    assert desk.places.went == [("open_visit", ACCOUNT), ("new_contract", ACCOUNT)]
