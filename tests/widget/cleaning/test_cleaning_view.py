"""The clean-up list as a user drives it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.queries.accounts.cleaning import Problem
from tests.support.account_desk import Desk
from tests.support.account_records import ACCOUNT, OTHER, fill_account
from tests.support.devices import make_workspace
from ui.screens.cleaning.build import build_cleaning
from ui.screens.cleaning.presenter import PEOPLE


@pytest.fixture
def desk(qtbot, tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield Desk(qtbot, workspace, build_cleaning)
    workspace.store.close()


def shown(desk):
    model = desk.view.model
    return [model.row_at(at).id for at in range(model.rowCount()) if model.row_at(at)]


def test_enter_on_a_row_opens_the_account(desk, qtbot):
    qtbot.waitUntil(lambda: shown(desk) == [OTHER, ACCOUNT])
    desk.view.table.select_row(1)
    qtbot.keyClick(desk.view.table, Qt.Key.Key_Return)
    assert desk.context.navigation.went[-1] == ("open_account", ACCOUNT)


def test_a_tab_shows_one_problem_and_the_last_one_the_persons(desk, qtbot):
    qtbot.waitUntil(lambda: len(shown(desk)) == 2)
    desk.view.tabs.choose(Problem.UNOWNED)
    desk.view.tabs.chosen.emit(Problem.UNOWNED)
    qtbot.waitUntil(lambda: shown(desk) == [OTHER])
    desk.view.tabs.choose(PEOPLE)
    desk.view.tabs.chosen.emit(PEOPLE)
    assert desk.view.people_table.isVisible()
    assert not desk.view.table.isVisible()
    names = [desk.view.people.row_at(at).name for at in range(desk.view.people.rowCount())]
    assert set(names) == {None, "周岚"}


def test_a_persons_row_narrows_the_list_until_the_chip_is_cleared(desk, qtbot):
    qtbot.waitUntil(lambda: len(shown(desk)) == 2)
    people = [desk.view.people.row_at(at) for at in range(desk.view.people.rowCount())]
    desk.view.person_chosen.emit(next(line for line in people if line.name == "周岚"))
    qtbot.waitUntil(lambda: shown(desk) == [ACCOUNT])
    assert desk.view.person.isVisible()
    desk.view.person.cleared.emit()
    qtbot.waitUntil(lambda: len(shown(desk)) == 2)
    assert not desk.view.person.isVisible()
