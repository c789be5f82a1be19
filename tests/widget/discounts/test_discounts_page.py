"""The discount matrix is read by all and set by who may; a refusal stands beside the class."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.contracts.checks.discounts import ALL_CLASSES
from tests.support.setting_pages import Toasts, open_setting_page
from ui.screens.discounts.build import build_discounts


@pytest.fixture
def went():
    return Toasts()


def page(qtbot, tmp_path, went, role):
    return open_setting_page(qtbot, tmp_path, went, role, build_discounts)


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
