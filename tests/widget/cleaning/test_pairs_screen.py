"""Possible duplicates over all sectors as group marketing drives them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.account_desk import Desk, words_in
from tests.support.account_records import REP, fill_account, key, put
from tests.support.devices import make_workspace
from ui.screens.cleaning.build import build_cleaning
from ui.screens.pairs.build import build_pairs
from ui.screens.pairs.view import OTHER

ONE, TWIN = key(710), key(711)


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path, REP)
    fill_account(made)
    firm = {"type": "dealer", "status": "active", "uscc": "91320500MA1X7TQ79L"}
    with made.store.unit_of_work() as work:
        put(work, "sector", [{"id": key(701), "name": "华东"}, {"id": key(702), "name": "华西"}])
        put(work, "account", [
            {"id": ONE, "name": "百禾", "sector_id": key(701), **firm},
            {"id": TWIN, "name": "禾木", "sector_id": key(702), **firm},
        ])  # fmt: skip
        work.commit()
    yield made
    made.store.close()


def become(workspace, roles):
    with workspace.store.unit_of_work() as work:
        put(work, "user", [{"id": REP, "name": "M", "login": "m", "roles": roles}])
        work.commit()


def test_a_pair_across_sectors_is_listed_and_either_account_opened(workspace, qtbot):
    become(workspace, "group_marketing")
    desk = Desk(qtbot, workspace, build_pairs)
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 1)
    assert desk.view.table.isVisible()
    desk.view.table.select_row(0)
    qtbot.keyClick(desk.view.table, Qt.Key.Key_Return)
    desk.view.deeds[OTHER].click()
    assert desk.context.navigation.went[-2:] == [("open_account", ONE), ("open_account", TWIN)]
    desk.view.tabs.choose("within")
    desk.view.tabs.chosen.emit("within")
    assert desk.view.model.rowCount() == 0


def test_the_other_account_is_that_of_the_row_that_is_shown(workspace, qtbot):
    become(workspace, "group_marketing")
    firm = {"type": "dealer", "status": "active", "uscc": "91320500MA1X7TQ71L"}
    near = {**firm, "sector_id": key(701)}
    with workspace.store.unit_of_work() as work:
        put(work, "account", [
            {"id": key(712), "name": "同仓", "code": "A-712", **near},
            {"id": key(713), "name": "仓同", "code": "A-713", **near},
        ])  # fmt: skip
        work.commit()
    desk = Desk(qtbot, workspace, build_pairs)
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 1)
    desk.view.table.select_row(0)
    desk.view.tabs.chosen.emit("within")
    assert desk.view.model.rowCount() == 1
    desk.view.deeds[OTHER].click()
    assert desk.context.navigation.went[-1] == ("open_account", key(713))


def test_a_rep_is_told_that_the_list_is_not_his(workspace, qtbot):
    become(workspace, "rep")
    desk = Desk(qtbot, workspace, build_pairs)
    qtbot.waitUntil(lambda: not desk.view.tabs.isVisible())
    assert desk.view.model.rowCount() == 0
    assert "本角色不可查看" in words_in(desk.view)


@pytest.mark.parametrize(("role", "is_offered"), [("rep", False), ("group_marketing", True)])
def test_the_clean_up_list_offers_the_pairs_to_those_who_may_see_them(
    workspace, qtbot, role, is_offered
):
    become(workspace, role)
    desk = Desk(qtbot, workspace, build_cleaning)
    qtbot.waitUntil(lambda: desk.view.model.rowCount() > 0)
    assert desk.view.pairs.isVisible() is is_offered
    if is_offered:
        desk.view.pairs.click()
        assert desk.context.navigation.went[-1][:2] == ("open_page", "pairs")
