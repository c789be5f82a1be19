"""Thresholds are read by all and set by who may; a refusal stands beside the class."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.warnings.threshold_cards import ALL, CARDS
from tests.support.account_records import REP, SECTOR, put
from tests.support.devices import make_workspace
from tests.support.waiting_runner import InlineRunner
from ui.change_bus import ChangeBus
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.thresholds.build import build_thresholds
from ui.texts import install_language

NAME = "warnings.tolerance"


class Navigation:
    """Notes the toasts."""

    def __init__(self):
        self.undo = None

    def show_toast(self, _words, *, action="", on_action=None):
        assert action
        self.undo = on_action


@pytest.fixture
def went():
    return Navigation()


def page(qtbot, tmp_path, went, role):
    install_language("zh_CN")
    workspace = make_workspace(tmp_path, REP)
    user = {"id": REP, "name": "周岚", "login": "x", "sector_id": SECTOR, "state": "active"}
    with workspace.store.unit_of_work() as work:
        put(work, "user", [{**user, "roles": role}])
        work.commit()
    bus = ChangeBus()
    formats = Formats("zh_CN", ZoneInfo("Asia/Shanghai"))
    context = ScreenContext(workspace, InlineRunner(), bus.changed.emit, went, formats)
    view, presenter = build_thresholds(context)
    bus.changed.connect(presenter.on_changed)
    view.kept = bus, presenter
    qtbot.addWidget(view)
    view.show()
    presenter.load()
    QApplication.processEvents()
    return view


def answer(view, **typed):
    view.buttons[NAME].click()
    dialog = view.dialog
    for grade, text in typed.items():
        dialog.edits[ALL if grade == "all" else grade].setText(text)
    dialog.act.click()
    QApplication.processEvents()
    return dialog


@pytest.fixture
def screen(qtbot, tmp_path, went):
    return page(qtbot, tmp_path, went, "group_marketing")


def test_every_threshold_stands_there_with_what_holds(screen):
    assert screen.values.keys() == {card.name for card in CARDS}
    assert screen.values[NAME].text() == "10 %"
    assert screen.values["warnings.contract_days"].text() == "60 / 30 / 7 天"


def test_it_is_set_by_class_and_taken_back(screen, went):
    answer(screen, all="12", A="5")
    assert screen.dialog is None
    assert screen.values[NAME].text() == "12 %、A 类 5 %"
    went.undo()
    assert screen.values[NAME].text() == "10 %"


def test_a_refusal_stands_beside_the_class_and_nothing_is_lost(screen):
    dialog = answer(screen, all="12", B="500")
    assert dialog.fields["B"].note() == "应在 0 至 100 之间"
    assert not dialog.fields[ALL].has_error()
    dialog.edits["B"].setText("5")
    dialog.act.click()
    assert screen.values[NAME].text() == "12 %、B 类 5 %"


def test_the_default_is_one_click_away(screen):
    answer(screen, all="12", A="5")
    screen.buttons[NAME].click()
    screen.dialog.default.click()
    assert (screen.dialog.edits[ALL].text(), screen.dialog.edits["A"].text()) == ("10", "")
    screen.dialog.act.click()
    assert screen.values[NAME].text() == "10 %"


def test_a_rep_reads_them_and_changes_none(qtbot, tmp_path, went):
    view = page(qtbot, tmp_path, went, "rep")
    assert view.values[NAME].text() == "10 %"
    assert not any(button.isVisible() for button in view.buttons.values())
