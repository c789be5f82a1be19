"""A dealer is evaluated by keyboard alone, and the sheet says at once what it comes to."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.queries.evaluation.evaluating import read_evaluations
from tests.support.account_records import ACCOUNT, REP, SECTOR, fill_account, key, put
from tests.support.devices import make_workspace
from tests.support.waiting_runner import InlineRunner
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.evaluation.build import build_evaluation

SCORES = {
    "attitude": 4, "behaviour": 4, "methods": 3, "distribution": 4, "capital": 3, "brands": 4,
    "facilities": 3, "credit_standing": 4, "family": 3, "social_position": 3,
}  # fmt: skip


class Navigation:
    """Notes where the screen led."""

    def __init__(self):
        self.went = []

    def __getattr__(self, name):
        return lambda *given, **_named: self.went.append((name, *given))


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path, REP)
    fill_account(workspace)
    user = {"id": REP, "name": "周岚", "login": "x", "roles": "rep", "sector_id": SECTOR}
    receive(workspace, "user", {**user, "state": "active"})
    return workspace


@pytest.fixture
def went():
    return Navigation()


@pytest.fixture
def screen(qtbot, desk, went):
    return opened(qtbot, desk, went)


def opened(qtbot, desk, went):
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    context = ScreenContext(desk, InlineRunner(), lambda _changes: None, went, formats)
    view, presenter = build_evaluation(context, ACCOUNT)
    view.kept = presenter
    qtbot.addWidget(view)
    view.resize(1_100, 800)
    view.show()
    presenter.load()
    QApplication.processEvents()
    return view


def receive(workspace, entity, *rows):
    with workspace.store.unit_of_work() as work:
        put(work, entity, rows)
        work.commit()


def type_score(view, code, score):
    QTest.keyClicks(view.rows[code].segment, str(score))


def test_the_worked_example_is_typed_and_saved_without_a_mouse(screen, desk, went):
    for code, score in SCORES.items():
        type_score(screen, code, score)
    assert screen.result.score.text() == "73.8%"
    assert screen.result.gate.words() == "信誉门槛已过。"
    screen.rows["facilities"].number.setFocus()
    QTest.keyClicks(screen.rows["facilities"].number, "3")
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(screen.rows["facilities"].number, Qt.Key.Key_S, control)
    (row,) = read_evaluations(desk, ACCOUNT).earlier
    assert (row.total_basis_points, row.scores, row.numbers) == (7_380, SCORES, {"facilities": 3})
    assert ("go_back",) in went.went
    assert screen.leave_allowed()


def test_the_gate_follows_the_credit_score_at_once(screen):
    assert screen.result.gate.words() == "信誉还没打分：先看信用。"
    type_score(screen, "credit_standing", 2)
    assert screen.result.gate.words() == "信誉门槛未过：不论总分多少都不合作。"
    type_score(screen, "credit_standing", 0)
    assert screen.result.gate.words() == "信誉还没打分：先看信用。"


def test_an_empty_sheet_is_refused_with_words_and_nothing_is_saved(screen, desk):
    screen.save.click()
    assert screen.trouble.isVisible()
    assert screen.trouble.words() == "至少打一个分"
    assert read_evaluations(desk, ACCOUNT).earlier == ()


def test_the_next_evaluation_shows_the_trend_and_the_numbers_of_before(qtbot, screen, desk, went):
    for code, score in SCORES.items():
        type_score(screen, code, score)
    screen.rows["brands"].number.setText("5")
    screen.rows["brands"].number.read()
    screen.save.click()
    again = opened(qtbot, desk, went)
    assert again.rows["brands"].hard_number() == 5
    type_score(again, "attitude", 5)
    texts = [label.text() for label in again.result.findChildren(type(again.result.score))]
    assert "73.8%" in texts


def test_a_number_that_is_none_keeps_the_sheet_open(screen, desk):
    type_score(screen, "attitude", 5)
    screen.rows["brands"].number.setText("viele")
    screen.save.click()
    assert read_evaluations(desk, ACCOUNT).earlier == ()


def test_leaving_a_sheet_with_scores_asks_first(screen):
    assert screen.leave_allowed()
    type_score(screen, "attitude", 5)
    assert not screen.leave_allowed()


def test_a_scheme_of_the_company_brings_its_own_words(qtbot, desk, went):
    body = (
        '{"criteria": [{"code": "volume", "weight": 1, "words": {"zh_CN": "用量"},'
        ' "indicators": ["demand"]}]}'
    )
    scheme = {"id": key(70), "name": "公用客户", "version": "1", "state": "approved"}
    receive(desk, "evaluation_scheme", {**scheme, "body": body})
    view = opened(qtbot, desk, went)
    assert set(view.rows) == {"demand"}
    type_score(view, "demand", 5)
    assert view.result.score.text() == "100.0%"
    assert view.result.gate.words() == "这个方案没有门槛。"


def test_who_may_not_evaluate_reads_why_and_saves_nothing(qtbot, desk, went):
    receive(desk, "account", {"id": ACCOUNT, "name": "百禾", "type": "dealer", "status": "active",
                              "owner_id": key(8), "sector_id": SECTOR})  # fmt: skip
    view = opened(qtbot, desk, went)
    assert view.trouble.isVisible()
    type_score(view, "attitude", 5)
    view.save.click()
    assert read_evaluations(desk, ACCOUNT).earlier == ()
