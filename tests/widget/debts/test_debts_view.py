"""The list of debts as finance and a rep drive it."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt

from tests.support.account_desk import Desk
from tests.support.account_records import ACCOUNT, OTHER, REP, SECTOR, fill_account, key, put
from tests.support.devices import make_workspace
from ui.screens.debts.build import build_debts

CLERK = key(902)
OLD, YOUNG, PAID, CREDIT_NOTE, NOT_DUE = (key(number) for number in range(910, 915))
MARK = key(920)


def debt(record_id, account_id, due_on, amount, paid=0, **more):
    day = {"issued_on": "2023-01-01", "due_on": due_on}
    return {"id": record_id, "account_id": account_id, **day, "amount_minor": amount,
            "paid_minor": paid, "document_number": record_id[-4:], **more}  # fmt: skip


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path, REP)
    fill_account(made)
    person = {"sector_id": SECTOR, "name": "顾晓彤", "login": "gu", "roles": "finance"}
    with made.store.unit_of_work() as work:
        look = work.connection
        look.exec_driver_sql("DELETE FROM receivable")
        put(work, "user", [
            {"id": CLERK, **person},
            {"id": REP, **person, "name": "周岚", "login": "zhou", "roles": "rep"},
        ])  # fmt: skip
        put(work, "receivable", [
            debt(OLD, ACCOUNT, "2023-12-01", 5_000, quality="doubtful"),
            debt(YOUNG, OTHER, "2026-11-01", 700, 200),
            debt(PAID, OTHER, "2026-01-01", 900, 900),
            debt(CREDIT_NOTE, OTHER, "2026-10-01", -100),
            debt(NOT_DUE, OTHER, "2027-01-01", 40),
        ])  # fmt: skip
        mark = {"id": MARK, "account_id": ACCOUNT, "receivable_id": OLD, "quality": "bad"}
        put(work, "debt_mark", [{**mark, "reason": "x", "state": "proposed"}])
        course = {"account_id": ACCOUNT, "debt_group": "legal", "review_on": "2027-01-01"}
        put(work, "collection_course", [
            {"id": key(930), **course, "method": "letter", "chosen_on": "2026-01-01"},
            {"id": key(931), **course, "method": "lawyer", "chosen_on": "2026-10-01"},
        ])  # fmt: skip
        work.commit()
    yield made
    made.store.close()


def desk_of(qtbot, workspace, user_id):
    return Desk(qtbot, dataclasses.replace(workspace, user_id=user_id), build_debts)


def shown(desk):
    model = desk.view.model
    return [model.row_at(at).late.id for at in range(model.rowCount())]


def choose(desk, key):
    desk.view.tabs.choose(key)
    desk.view.tabs.chosen.emit(key)


def test_only_what_is_late_and_open_is_listed_the_oldest_first(qtbot, workspace):
    desk = desk_of(qtbot, workspace, CLERK)
    qtbot.waitUntil(lambda: shown(desk) == [OLD, YOUNG])
    first = desk.view.model.row_at(0).late
    assert (first.method, first.debt_group, first.proposed_quality) == ("lawyer", "legal", "bad")


@pytest.mark.parametrize(
    ("view", "wanted"),
    [("1_30", [YOUNG]), ("over_90", [OLD]), ("31_60", []), ("clock", [OLD]), ("marks", [OLD]),
     ("unplanned", [YOUNG])],
)  # fmt: skip
def test_a_tab_shows_one_age_or_what_is_to_be_done(qtbot, workspace, view, wanted):
    desk = desk_of(qtbot, workspace, CLERK)
    qtbot.waitUntil(lambda: len(shown(desk)) == 2)
    choose(desk, view)
    assert shown(desk) == wanted


def test_a_reminder_begins_the_time_anew_and_the_list_follows(qtbot, workspace):
    desk = desk_of(qtbot, workspace, CLERK)
    qtbot.waitUntil(lambda: len(shown(desk)) == 2)
    left = desk.view.model.row_at(0).clock.days_left
    assert 0 < left < 20
    event = {"id": key(940), "account_id": ACCOUNT, "kind": "reminder", "happened_on": "2026-11-20"}
    with workspace.store.unit_of_work() as work:
        put(work, "debt_event", [event])
        work.touch("debt_event", key(940))
        changes = work.commit()
    desk.page.on_changed(changes)
    qtbot.waitUntil(lambda: desk.view.model.row_at(0).clock.days_left > 1_000)
    choose(desk, "clock")
    assert shown(desk) == []


def test_finance_writes_and_decides_and_a_rep_is_told_why_not(qtbot, workspace):
    desk = desk_of(qtbot, workspace, CLERK)
    qtbot.waitUntil(lambda: len(shown(desk)) == 2)
    assert not any(button.isEnabled() for button in desk.view.deeds.values())
    desk.view.table.select_row(0)
    assert all(button.isEnabled() for button in desk.view.deeds.values())
    desk.view.deeds["debt_mark"].click()
    given = {"account_id": ACCOUNT, "receivable_id": OLD}
    assert desk.context.navigation.went[-1] == ("records.begin", "debt_mark", given)
    desk.view.decide.click()
    assert desk.context.navigation.went[-1] == ("records.open", "debt_mark", MARK)
    qtbot.keyClick(desk.view.table, Qt.Key.Key_Return)
    assert desk.context.navigation.went[-1] == ("open_account", ACCOUNT)


def test_a_rep_notes_reminders_only(qtbot, workspace):
    desk = desk_of(qtbot, workspace, REP)
    qtbot.waitUntil(lambda: len(shown(desk)) == 2)
    desk.view.table.select_row(1)
    usable = {entity for entity, button in desk.view.deeds.items() if button.isEnabled()}
    assert usable == {"debt_event"}
    assert desk.view.deeds["debt_mark"].toolTip()
    assert not desk.view.decide.isVisible()
