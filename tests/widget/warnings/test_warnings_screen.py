"""The warnings of the day are listed, explained and worked off by keyboard."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.commands.warnings.run import DEVICE_FAMILIES, run_warning_rules
from app.domain.changes import ChangeSet
from app.queries.warnings.listing import find_warnings, list_account_warnings
from tests.support.account_records import REP
from tests.support.devices import make_workspace
from tests.support.waiting_runner import InlineRunner
from tests.support.warning_world import DEBTOR, FEIGNED, NAMES, fill_device
from ui.change_bus import ChangeBus
from ui.formats import Formats
from ui.screens.account.build import build_account
from ui.screens.context import ScreenContext
from ui.screens.warnings.build import build_warnings
from ui.tasks import TaskRunner
from ui.warning_keeper import WarningKeeper


class Navigation:
    """Notes where the screen led."""

    def __init__(self):
        self.went = []

    def __getattr__(self, name):
        return lambda *given, **_named: self.went.append((name, *given))


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path, REP)
    fill_device(workspace)
    return workspace


@pytest.fixture
def went():
    return Navigation()


@pytest.fixture
def screen(qtbot, desk, went):
    for family in DEVICE_FAMILIES:
        run_warning_rules(desk, family)
    return opened(qtbot, desk, went)


def opened(qtbot, desk, went):
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    told = ChangeBus()
    context = ScreenContext(desk, InlineRunner(), told.changed.emit, went, formats)
    view, presenter = build_warnings(context)
    told.changed.connect(presenter.on_changed)
    view.kept = told, presenter
    qtbot.addWidget(view)
    view.resize(1_200, 800)
    view.show()
    presenter.load()
    QApplication.processEvents()
    return view


def pick(view, title):
    for number in range(view.model.rowCount()):
        line = view.model.row_at(number)
        if line.title == title:
            view.table.select_row(number)
            QApplication.processEvents()
            return line
    raise AssertionError(title)


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)
    QApplication.processEvents()


def test_the_list_shows_rule_account_severity_state_and_the_reason_of_the_chosen_one(screen):
    line = pick(screen, "外欠款")
    assert (line.account, line.severity, line.state) == (NAMES[DEBTOR], "预警", "本机发现")
    assert screen.detail.why.text() == "欠款 ¥115，授信额度 ¥100，已用 115%。"
    assert screen.detail.account.words() == NAMES[DEBTOR]


def test_enter_opens_the_account(screen, went):
    pick(screen, "外欠款")
    press(screen.table, Qt.Key.Key_Return)
    assert went.went[-1] == ("open_account", DEBTOR)


def test_a_warning_is_acknowledged_taken_in_work_and_closed_with_its_cause(screen, desk):
    pick(screen, "外欠款")
    screen.detail.buttons["acknowledge"].click()
    (row,) = list_account_warnings(desk, DEBTOR)
    assert row.state == "acknowledged"
    pick(screen, "外欠款")
    screen.detail.buttons["investigate"].click()
    pick(screen, "外欠款")
    screen.detail.buttons["resolve"].click()
    screen.dialog.act.click()
    assert screen.dialog is not None
    screen.dialog.words.setPlainText("已付清")
    screen.dialog.act.click()
    assert screen.dialog is None
    assert list_account_warnings(desk, DEBTOR) == []


def test_a_measure_is_set_with_a_day(screen, desk):
    pick(screen, "外欠款")
    screen.detail.buttons["measure"].click()
    screen.dialog.words.setPlainText("周三收款")
    screen.dialog.act.click()
    (row,) = list_account_warnings(desk, DEBTOR)
    assert (row.state, row.measure, row.due_on) == ("measure_set", "周三收款", "2026-11-30")


def test_what_is_no_problem_is_a_false_alarm(screen, desk):
    pick(screen, "新客户疑点")
    screen.detail.buttons["dismiss"].click()
    screen.dialog.words.setPlainText("老朋友")
    screen.dialog.act.click()
    assert list_account_warnings(desk, FEIGNED) == []
    assert find_warnings(desk, "closed").counts["closed"] == 1


def test_tabs_and_search_narrow_the_list(screen, qtbot):
    screen.tabs.choose("alarm")
    screen.group_chosen.emit("alarm")
    QApplication.processEvents()
    shown = {screen.model.row_at(n).severity for n in range(screen.model.rowCount())}
    assert shown == {"警报"}
    screen.search.setText("欠款")
    qtbot.waitUntil(lambda: screen.model.rowCount() == 0)
    assert screen.empty.isVisible()


def test_without_warnings_the_screen_says_so(qtbot, tmp_path, went):
    empty = opened(qtbot, make_workspace(tmp_path / "empty", REP), went)
    assert empty.empty.isVisible()
    assert not empty.detail.isVisible()


def test_the_account_page_shows_its_open_warnings(qtbot, desk, went):
    for family in DEVICE_FAMILIES:
        run_warning_rules(desk, family)
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    context = ScreenContext(desk, InlineRunner(), lambda _changes: None, went, formats)
    view, presenter = build_account(context, DEBTOR)
    qtbot.addWidget(view)
    view.show()
    presenter.load()
    assert view.warnings.isVisible()
    view.warnings.all_requested.emit()
    assert went.went[-1] == ("show_screen", "warnings")
    view.evaluation_requested.emit()
    assert went.went[-1] == ("open_page", "evaluation", DEBTOR)


def test_the_keeper_judges_off_the_main_thread_and_again_after_a_change(qtbot, desk):
    told_of = []
    runner, bus, told = TaskRunner(told_of.append), ChangeBus(), []
    bus.changed.connect(told.append)
    keeper = WarningKeeper(desk, runner, bus)
    keeper.run()
    qtbot.waitUntil(lambda: not keeper.busy)
    assert find_warnings(desk).counts["open"] > 0
    assert all(changes.entities == {"local_finding"} for changes in told)
    bus.changed.emit(ChangeSet(frozenset({("receivable", "x")})))
    assert keeper.busy
    runner.shut_down()


def test_the_tab_of_figures_counts_what_became_of_the_warnings(screen):
    pick(screen, "外欠款")
    screen.step_wanted.emit("resolve")
    screen.answered.emit("resolve", "已收回", None)
    screen.group_chosen.emit("figures")
    QApplication.processEvents()
    lines = [screen.figures.model.row_at(at) for at in range(screen.figures.model.rowCount())]
    assert [(line.rule, line.raised, line.hits, line.hit_rate) for line in lines] == [
        ("外欠款", "1", "1", "100%"), ("全部预警", "1", "1", "100%"),
    ]  # fmt: skip
    assert screen.figures.isVisible()
    assert not screen.table.isVisible()
    screen.group_chosen.emit("open")
    QApplication.processEvents()
    assert screen.table.isVisible()
    assert not screen.figures.isVisible()


def test_a_warning_says_by_what_and_when_its_account_wants_to_be_reached(screen):
    pick(screen, "外欠款")
    said = {label.text() for label in screen.detail.findChildren(QLabel)}
    assert {"联系方式", "微信、上午"} <= said
    pick(screen, "客户流失")
    QApplication.processEvents()
    shown = {label.text() for label in screen.detail.findChildren(QLabel) if label.isVisible()}
    assert "联系方式" not in shown
