"""The whole form on real lanes and a real store: what is typed comes back after a crash."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtTest import QTest

from app.domain.visits.draft import StockLine
from app.queries.visits.form import list_visit_drafts, list_visits
from tests.support.visiting import ACCOUNT, SAUCE, small_png, visiting_workspace
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.visit.build import build_visit
from ui.screens.visits.build import build_visits
from ui.tasks import TaskRunner


class Journey:
    def __init__(self):
        self.steps = []

    def __getattr__(self, name):
        return lambda *args, **_named: self.steps.append((name, *args))


@pytest.fixture
def context(tmp_path):
    hidden = []
    runner = TaskRunner(hidden.append)
    workspace = visiting_workspace(tmp_path)
    yield ScreenContext(
        workspace=workspace,
        runner=runner,
        publish=lambda _changes: None,
        navigation=Journey(),
        formats=Formats("zh_CN", ZoneInfo("Asia/Shanghai")),
    )
    runner.shut_down()
    workspace.store.close()
    assert hidden == []


def open_form(context, qtbot):
    view, presenter = build_visit(context, ACCOUNT)
    qtbot.addWidget(view)
    view.show()
    presenter.load()
    qtbot.waitUntil(lambda: presenter.keeper.draft is not None)
    view.presenter = presenter
    return view


def saved_content(context):
    return [draft.content for draft in list_visit_drafts(context.workspace)]


def test_words_figures_and_photos_are_there_again_after_a_crash(context, qtbot, tmp_path):
    photo = tmp_path / "shelf.png"
    photo.write_bytes(small_png())
    first = open_form(context, qtbot)
    QTest.keyClicks(first.parts.result.texts["content"], "pays on Friday")
    QTest.keyClicks(first.parts.stock.row(SAUCE).boxes[0], "24")
    first.parts.photos.chosen.emit([photo])
    qtbot.waitUntil(lambda: len(first.parts.photos.tiles) == 1)
    qtbot.waitUntil(lambda: saved_content(context) == ["pays on Friday"])
    again = open_form(context, qtbot)
    assert again.parts.result.texts["content"].toPlainText() == "pays on Friday"
    assert again.parts.stock.row(SAUCE).line() == StockLine(SAUCE, 24, None)
    (tile,) = again.parts.photos.tiles.values()
    qtbot.waitUntil(lambda: tile._picture is not None)
    assert "已存本机" in again.foot.saved_words()


def test_the_rule_that_is_broken_stands_beside_its_field_and_then_the_visit_is_written(
    context, qtbot
):
    view = open_form(context, qtbot)
    for chip in view.parts.purpose.purposes._chips.values():
        chip.setChecked(False)
    view.foot.finish.click()
    assert view.parts.result._fields["content"].has_error()
    QTest.keyClicks(view.parts.result.texts["content"], "new order")
    view.foot.finish.click()
    qtbot.waitUntil(lambda: list_visits(context.workspace) != [])
    qtbot.waitUntil(lambda: "show_toast" in {step[0] for step in context.navigation.steps})
    assert list_visit_drafts(context.workspace) == []


def test_the_list_shows_the_draft_and_offers_to_go_on(context, qtbot):
    open_form(context, qtbot)
    view, presenter = build_visits(context)
    qtbot.addWidget(view)
    view.show()
    presenter.load()
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    view.table.select_row(0)
    assert "1" in view.heading().meta
    view.table.row_opened.emit(view.model.row_at(0))
    assert context.navigation.steps[-1][:2] == ("open_visit", ACCOUNT)
