"""After the visit: planned against done by week and month, and words added to a log."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.commands.visits.plans import plan_visit
from app.queries.visits.form import read_visit
from tests.support.account_forms import InlineRunner, Places
from tests.support.account_records import key, put
from tests.support.order_desk import ACCOUNT, REP, TODAY, order_workspace
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.visits.addendum_dialog import AddendumDialog
from ui.screens.visits.build import build_visits
from ui.screens.visits.execution_dialog import ExecutionDialog
from ui.texts import install_language
from ui.widgets.buttons import Button

RAW = re.compile(r"[a-z*]+(?:_[a-z]+)*(?:\.[a-z_0-9]+)+")
LOG = key(701)
MORNING = 1_795_395_600_000


@pytest.fixture
def workspace(tmp_path):
    workspace = order_workspace(tmp_path)
    log = {"id": LOG, "account_id": ACCOUNT, "author_id": REP, "started_at": MORNING}
    with workspace.store.unit_of_work() as work:
        put(work, "visit_log", [{**log, "way": "visit", "content": "talked"}])
        work.commit()
    plan_visit(workspace, ACCOUNT, TODAY)
    yield workspace
    workspace.store.close()


@pytest.fixture
def open_visits(qtbot, workspace):
    def opened(language="zh_CN"):
        install_language(language)
        context = ScreenContext(
            workspace=workspace,
            runner=InlineRunner(),
            publish=lambda _changes: None,
            navigation=Places(),
            formats=Formats(language, ZoneInfo("Asia/Shanghai")),
        )
        view, presenter = build_visits(context)
        qtbot.addWidget(view)
        view.resize(1_200, 700)
        view.show()
        presenter.load()
        QApplication.processEvents()
        return view, presenter

    return opened


def words_on(sheet):
    return [label.text() for label in sheet.findChildren(QLabel) if label.text()]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("kind", ["week", "month"])
def test_planned_stands_against_done_with_every_word_translated(open_visits, language, kind):
    view, _presenter = open_visits(language)
    view.execution_asked.emit(kind, 0)
    words = words_on(view.findChild(ExecutionDialog))
    assert [each for each in words if RAW.fullmatch(each)] == []
    assert ("拜访" if language == "zh_CN" else "Visits") in words


def test_the_weeks_are_turned_in_the_open_sheet(open_visits):
    view, _presenter = open_visits()
    view.execution_asked.emit("week", 0)
    (sheet,) = view.findChildren(ExecutionDialog)
    before = sheet._span.text()
    sheet.asked.emit("week", -1)
    assert view.findChildren(ExecutionDialog) == [sheet]
    assert sheet._span.text() != before


def test_words_are_added_below_a_log_and_a_blank_one_is_told(open_visits, workspace, qtbot):
    view, _presenter = open_visits()
    view.pane.addendum_requested.emit(LOG)
    sheet = view.findChild(AddendumDialog)
    add = next(each for each in sheet.findChildren(Button) if each.words() == "添加")
    add.click()
    assert "写上要补充的内容" in words_on(sheet)
    QTest.keyClicks(sheet.words, "30000 yuan")
    with qtbot.waitSignal(sheet.finished):
        QTest.keyClick(add, Qt.Key.Key_Space)
    assert [each.content for each in read_visit(workspace, LOG).addenda] == ["30000 yuan"]
