"""The discount matrix is read by all and set by who may; a refusal stands beside the class."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.contracts.checks.discounts import ALL_CLASSES
from tests.support.account_records import REP, SECTOR, put
from tests.support.devices import make_workspace
from tests.support.waiting_runner import InlineRunner
from ui.change_bus import ChangeBus
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.discounts.build import build_discounts
from ui.texts import install_language


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
    view, presenter = build_discounts(context)
    bus.changed.connect(presenter.on_changed)
    view.kept = bus, presenter
    qtbot.addWidget(view)
    view.show()
    presenter.load()
    QApplication.processEvents()
    return view


@pytest.fixture
def screen(qtbot, tmp_path, went):
    return page(qtbot, tmp_path, went, "group_marketing")


def shown(view, role):
    return [view.values[role, grade].text() for grade in (ALL_CLASSES, "A", "B", "C")]


def answer(view, role, **typed):
    view.buttons[role].click()
    dialog = view.dialog
    for grade, text in typed.items():
        dialog.edits[ALL_CLASSES if grade == "all" else grade].setText(text)
    dialog.act.click()
    QApplication.processEvents()
    return dialog


def test_every_role_stands_there_with_what_it_may_grant(screen):
    assert shown(screen, "rep") == ["0%"] * 4
    assert shown(screen, "sector_head") == ["10%"] * 4
    assert shown(screen, "finance") == ["20%"] * 4
    assert shown(screen, "") == ["不限"] * 4
    assert screen.buttons.keys() == {"rep", "sector_head", "finance"}


def test_it_is_set_by_class_and_taken_back(screen, went):
    answer(screen, "rep", all="2", A="5 %")
    assert screen.dialog is None
    assert shown(screen, "rep") == ["2%", "5%", "2%", "2%"]
    went.undo()
    assert shown(screen, "rep") == ["0%"] * 4


def test_a_refusal_stands_beside_the_class_and_nothing_is_lost(screen):
    dialog = answer(screen, "rep", all="2", B="11")
    assert dialog.fields["B"].note() == "上级的折让权限不能低于下级。"
    assert not dialog.fields[ALL_CLASSES].has_error()
    dialog.edits["B"].setText("9.5")
    dialog.act.click()
    assert shown(screen, "rep") == ["2%", "2%", "9.5%", "2%"]


def test_a_rep_reads_it_and_changes_nothing(qtbot, tmp_path, went):
    view = page(qtbot, tmp_path, went, "rep")
    assert shown(view, "finance") == ["20%"] * 4
    assert view.buttons == {}
