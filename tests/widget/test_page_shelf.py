"""Leaving pages: what keeps the user asks once, and his answer carries out what he wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.support.fixed_clock import MONDAY_MORNING
from ui.frame.main_window import MainWindow
from ui.texts import _
from ui.widgets.date_edit import DateEdit
from ui.widgets.draft_page import DraftPage
from ui.widgets.layout import column
from ui.widgets.rail import RailItem
from ui.widgets.screen import Screen
from ui.widgets.unsaved_question import UnsavedQuestion


class Draft(DraftPage):
    """A page that saves by itself; `answer` plays the store."""

    def __init__(self) -> None:
        super().__init__()
        self.saves = 0
        self.day = DateEdit(today=MONDAY_MORNING.date())
        self.day.setAccessibleName("到期日")
        self.setLayout(column(self.day))

    def keep_typed(self) -> None:
        self.saves += 1

    def type(self) -> None:
        self.show_unsaved(unsaved=True)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    shell = MainWindow([RailItem("today", "sun", "今日")])
    qtbot.addWidget(shell)
    shell.show_screen("today", Screen())
    shell.show()
    yield shell
    shell.end()


@pytest.fixture
def page(window: MainWindow) -> Draft:
    draft = Draft()
    window.open_page(draft)
    return draft


def asked(window: MainWindow) -> UnsavedQuestion:
    return next(each for each in window.findChildren(UnsavedQuestion) if each.isVisible())


def is_asked(window: MainWindow) -> bool:
    return any(each.isVisible() for each in window.findChildren(UnsavedQuestion))


def test_a_draft_that_is_saved_is_left_unasked(window: MainWindow, page: Draft):
    window.go_back()
    assert window.current_screen() is not page
    assert not is_asked(window)


def test_a_draft_is_left_when_the_store_has_it_and_not_before(window: MainWindow, page: Draft):
    page.type()
    window.go_back()
    assert page.saves == 1
    assert window.current_screen() is page
    page.show_unsaved(unsaved=False)
    assert window.current_screen() is not page
    assert not is_asked(window)


def test_what_the_user_wanted_is_done_after_the_answer(window: MainWindow, page: Draft):
    went: list[str] = []
    page.type()
    window.pages.leave(lambda: went.append("lock"))
    assert went == []
    page.show_refused("Draft not saved: the disk is full")
    assert went == []
    asked(window).discard.click()
    assert went == ["lock"]
    assert not window.pages.holds_page()


def test_who_stays_goes_nowhere_and_is_asked_again_next_time(window: MainWindow, page: Draft):
    went: list[str] = []
    page.type()
    window.pages.leave(lambda: went.append("lock"))
    page.show_refused("Draft not saved: the disk is full")
    asked(window).stay.click()
    page.show_unsaved(unsaved=False)
    assert window.current_screen() is page
    assert went == []


def test_a_draft_that_was_refused_is_saved_again_on_demand(window: MainWindow, page: Draft):
    page.type()
    window.go_back()
    page.show_refused("Draft not saved: the disk is full")
    asked(window).save.click()
    assert page.saves == 2
    assert window.current_screen() is page
    page.show_unsaved(unsaved=False)
    assert window.current_screen() is not page


def test_a_text_that_is_no_value_never_vanishes_without_a_word(window: MainWindow, page: Draft):
    page.day.setText("2027-02-30")
    window.go_back()
    assert window.current_screen() is page
    assert page.day.is_misread()
    question = asked(window)
    assert question.save is None
    assert "2027-02-30" in question.accessibleDescription()
    assert "到期日" in question.accessibleDescription()
    question.stay.click()
    assert page.day.text() == "2027-02-30"
    window.go_back()
    asked(window).discard.click()
    assert window.current_screen() is not page


def test_a_text_that_is_given_up_takes_nothing_else_with_it(window: MainWindow, page: Draft):
    page.day.setText("2027-02-30")
    page.type()
    window.go_back()
    asked(window).discard.click()
    assert page.saves == 1
    assert window.current_screen() is page
    page.show_unsaved(unsaved=False)
    assert window.current_screen() is not page


def test_pages_below_are_asked_after_those_above(window: MainWindow, page: Draft):
    above = Draft()
    window.open_page(above)
    page.type()
    went: list[str] = []
    window.pages.leave(lambda: went.append("sync"))
    assert window.current_screen() is page
    page.show_unsaved(unsaved=False)
    assert went == ["sync"]


def test_going_back_to_a_page_below_closes_only_what_lies_above(window: MainWindow, page: Draft):
    above = Draft()
    window.open_page(above)
    went: list[str] = []
    window.pages.leave(lambda: went.append("there"), down_to=page)
    assert window.current_screen() is page
    assert went == ["there"]


def test_the_question_says_three_verbs(page: Draft):
    question = page.ask_to_leave("x", save=lambda: None, verb=_("Save"))
    words = [question.stay.accessibleName(), question.discard.accessibleName()]
    assert words == [_("Stay"), _("Discard")]
    assert question.save is not None
    assert question.save.hasFocus() or question.focusWidget() is question.save
    question.reject()
