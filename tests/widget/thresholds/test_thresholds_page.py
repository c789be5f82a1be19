"""Thresholds are read by all and set by who may; a refusal stands beside the class."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.warnings.threshold_cards import ALL, CARDS
from tests.support.setting_pages import Toasts, open_setting_page
from ui.screens.thresholds.build import build_thresholds

NAME = "warnings.tolerance"


@pytest.fixture
def went():
    return Toasts()


def page(qtbot, tmp_path, went, role):
    return open_setting_page(qtbot, tmp_path, went, role, build_thresholds)


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
    assert screen.values[NAME].text() == "10%"
    assert screen.values["warnings.contract_days"].text() == "60 / 30 / 7 天"


def test_it_is_set_by_class_and_taken_back(screen, went):
    answer(screen, all="12", A="5")
    assert screen.dialog is None
    assert screen.values[NAME].text() == "12%、A 类 5%"
    went.undo()
    assert screen.values[NAME].text() == "10%"


def test_a_refusal_stands_beside_the_class_and_nothing_is_lost(screen):
    dialog = answer(screen, all="12", B="500")
    assert dialog.fields["B"].note() == "应在 0 至 100 之间"
    assert not dialog.fields[ALL].has_error()
    dialog.edits["B"].setText("5")
    dialog.act.click()
    assert screen.values[NAME].text() == "12%、B 类 5%"


def test_the_default_is_one_click_away(screen):
    answer(screen, all="12", A="5")
    screen.buttons[NAME].click()
    screen.dialog.default.click()
    assert (screen.dialog.edits[ALL].text(), screen.dialog.edits["A"].text()) == ("10", "")
    screen.dialog.act.click()
    assert screen.values[NAME].text() == "10%"


def test_a_rep_reads_them_and_changes_none(qtbot, tmp_path, went):
    view = page(qtbot, tmp_path, went, "rep")
    assert view.values[NAME].text() == "10%"
    assert not any(button.isVisible() for button in view.buttons.values())
