"""Lines about competitors and needs in the form, and an incident that does not wait for its end."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtTest import QTest

from app.domain.visits.draft import NeedLine, SightingLine
from tests.support.account_desk import Desk
from tests.support.account_records import ACCOUNT, fill_account
from tests.support.devices import make_workspace
from ui.screens.visit.build import build_visit
from ui.screens.visit.incident_dialog import IncidentDialog


@pytest.fixture
def desk(qtbot, tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield Desk(qtbot, workspace, lambda context: build_visit(context, ACCOUNT))
    workspace.store.close()


def test_lines_are_kept_in_the_draft_and_a_removed_one_is_gone(desk):
    part = desk.view.parts.market
    part.add_sighting.click()
    QTest.keyClicks(part.sightings[0].competitor, "Haichuan")
    QTest.keyClicks(part.sightings[0].price, "12.5")
    part.add_need.click()
    QTest.keyClicks(part.needs[0].content, "small packs")
    draft = desk.page.keeper.draft
    assert draft.sightings == (SightingLine("Haichuan", "", 1_250, ""),)
    assert draft.needs == (NeedLine("product", "small packs"),)
    part.sightings[0].removed.emit()
    assert desk.page.keeper.draft.sightings == ()
    part.show_draft(draft)
    assert part.sightings[0].line() == draft.sightings[0]


def test_a_sighting_without_a_name_is_marked_and_nothing_is_written(desk):
    part = desk.view.parts.market
    part.add_sighting.click()
    QTest.keyClicks(part.sightings[0].activity, "half price")
    desk.page.finishing.finish()
    assert part.sightings[0].competitor.property("state") == "error"
    assert part.needs == []


def test_an_incident_is_reported_at_once_and_a_round_begins(desk):
    desk.view.incident_requested.emit()
    (dialog,) = desk.window.findChildren(IncidentDialog)
    dialog.kind.choose("fire")
    dialog._tell()
    assert dialog.isVisible()
    dialog.words.setPlainText("仓库失火")
    dialog._tell()
    assert not dialog.isVisible()
    assert ("sync_now",) in desk.context.navigation.went
    with desk.workspace.store.snapshot() as look:
        rows = look.connection.exec_driver_sql("SELECT kind, happened_on, content FROM incident")
        assert [tuple(row) for row in rows] == [("fire", "2026-11-23", "仓库失火")]
    assert desk.page.keeper.draft is not None


def test_an_incident_of_tomorrow_is_refused_beside_the_day(desk):
    desk.view.incident_requested.emit()
    (dialog,) = desk.window.findChildren(IncidentDialog)
    dialog.words.setPlainText("仓库失火")
    dialog.day.set_day(dt.date(2026, 11, 24))
    dialog._tell()
    assert dialog._day.has_error()
