"""A new version is begun from an old one, weighed, kept, and what is wrong stands beside it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from app.queries.evaluation.schemes import read_scheme_page
from tests.support.account_records import REP, SECTOR, key, put
from tests.support.devices import make_workspace
from tests.support.waiting_runner import InlineRunner
from ui.change_bus import ChangeBus
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.schemes.build import build_schemes
from ui.texts import install_language

BODY = (
    '{"criteria":[{"code":"c1","weight":"0.7","indicators":[{"code":"i1","words":{"zh_CN":"用量",'
    '"en":"Volume"}}],"words":{"zh_CN":"需求","en":"Demand"}},{"code":"c2","weight":"0.3",'
    '"indicators":["payment"]}],"gate":"c2","gate_score":"3"}'
)


class Navigation:
    """Takes the toasts."""

    def show_toast(self, _words, **_more):
        """Nothing to show it on."""


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path, REP)
    user = {"login": "x", "sector_id": SECTOR, "state": "active", "roles": "group_marketing"}
    scheme = {"name": "公用客户", "state": "draft", "body": BODY}
    with workspace.store.unit_of_work() as work:
        put(work, "user", [
            {**user, "id": REP, "name": "周岚"}, {**user, "id": key(90), "name": "梅"},
        ])  # fmt: skip
        put(work, "evaluation_scheme", [
            {**scheme, "id": key(91), "version": "1", "maker_id": key(90),
             "valid_from_on": "2026-01-01"},
        ])  # fmt: skip
        work.commit()
    return workspace


@pytest.fixture
def screen(qtbot, desk):
    install_language("zh_CN")
    bus = ChangeBus()
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    context = ScreenContext(desk, InlineRunner(), bus.changed.emit, Navigation(), formats)
    view, presenter = build_schemes(context)
    bus.changed.connect(presenter.on_changed)
    view.kept = bus, presenter
    qtbot.addWidget(view)
    view.resize(1_200, 800)
    view.show()
    presenter.load()
    QApplication.processEvents()
    return view


def states(desk):
    records = [each.record for each in read_scheme_page(desk).entries]
    return {(record.name, record.version): record.state for record in records}


def test_the_list_shows_drafts_first_and_the_built_in_scheme_last(screen):
    titles = [screen.model.row_at(at).title for at in range(screen.model.rowCount())]
    assert titles == ["公用客户 1", "经销商（内置）"]
    assert [card.words.text() for card in screen.editor.cards] == ["需求", "c2"]
    assert screen.editor.total.text() == "权重合计 100%"


def test_what_a_colleague_drafted_is_approved_with_one_click(screen, desk):
    screen.editor.steps["approve"].click()
    assert states(desk) == {("公用客户", "1"): "approved"}
    assert not screen.editor.save.isVisible()


def test_a_new_version_is_begun_from_an_old_one_and_kept_as_a_draft(screen, desk):
    screen.editor.steps["approve"].click()
    screen.editor.copy.click()
    editor = screen.editor
    assert (editor.name.text(), editor.version.text()) == ("公用客户", "2")
    editor.cards[0].percent.setText("60")
    editor.cards[1].percent.setText("40")
    editor.save.click()
    assert states(desk)["公用客户", "2"] == "draft"
    assert not screen.is_edited()
    assert "approve" not in editor.steps


def test_weights_that_do_not_sum_up_are_said_and_nothing_is_kept(screen, desk):
    screen.editor.copy.click()
    editor = screen.editor
    editor.add.click()
    assert screen.is_edited()
    editor.save.click()
    assert editor.cards[2].fields["words"].has_error()
    editor.cards[2].words.setText("合作")
    editor.cards[2].percent.setText("20")
    editor.cards[2].indicators.setPlainText("配合度")
    editor.save.click()
    assert editor.trouble.words() == "权重合计 120%，必须是 100%"
    assert states(desk) == {("公用客户", "1"): "draft"}
    editor.cards[2].remove.click()
    editor.save.click()
    assert ("公用客户", "2") in states(desk)


def test_one_criterion_at_most_is_the_gate(screen):
    screen.editor.copy.click()
    first, second = screen.editor.cards
    assert (first.gate.isChecked(), second.gate.isChecked()) == (False, True)
    first.gate.click()
    assert (first.gate.isChecked(), second.gate.isChecked()) == (True, False)
    assert screen.draft().gate == 0
