"""The clean-up list: one look at all files, then parts of it."""

from __future__ import annotations

import pytest

from app.commands.accounts.editing import edit_account
from app.queries.accounts.cleaning import Problem
from tests.support.account_forms import screen_context
from tests.support.account_records import ACCOUNT, OTHER, fill_account
from tests.support.devices import make_workspace
from ui.screens.cleaning.presenter import ALL, PEOPLE, CleaningPresenter


class FakeList:
    def __init__(self):
        self.counts, self.rows, self.people, self.whole = {}, [], (), None
        self.person, self.answer, self.kept = None, 0, []

    def show_counts(self, counts):
        self.counts = dict(counts)

    def show_quality(self, whole, people):
        self.whole, self.people = whole, people

    def show_person(self, line):
        self.person = line

    def show_listing(self, count, *, keep_place):
        self.rows = [None] * count
        self.kept.append(keep_place)
        self.answer += 1
        return self.answer

    def show_rows(self, answer, first, rows):
        if answer == self.answer:
            self.rows[first : first + len(rows)] = rows


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    context = screen_context(workspace, [])
    presenter = CleaningPresenter(FakeList(), context)
    presenter.load()
    yield presenter
    workspace.store.close()


def ids(desk):
    return [row.id for row in desk._view.rows]


def test_the_worst_file_comes_first_and_every_problem_has_its_count(desk):
    assert ids(desk) == [OTHER, ACCOUNT]
    counts = desk._view.counts
    assert (counts[ALL], counts[Problem.UNOWNED], counts[PEOPLE]) == (2, 1, 2)


def test_a_tab_narrows_the_list_to_its_problem(desk):
    desk.choose(Problem.UNOWNED)
    assert ids(desk) == [OTHER]
    desk.choose(ALL)
    assert len(ids(desk)) == 2


def test_a_person_narrows_the_list_to_his_accounts(desk):
    theirs = next(line for line in desk._view.people if line.name == "周岚")
    desk.choose_person(theirs)
    assert ids(desk) == [ACCOUNT]
    desk.choose_person(None)
    assert len(ids(desk)) == 2


def test_enter_leads_to_the_account(desk):
    desk.open(ACCOUNT)
    assert desk._context.navigation.went == [("open_account", ACCOUNT)]


def test_an_edit_is_seen_without_losing_the_place(desk):
    changes = edit_account(desk._context.workspace, OTHER, {"city": "云浦市"})
    desk.on_changed(changes)
    assert desk._view.kept[-1] is True
    other = next(row for row in desk._view.rows if row.id == OTHER)
    assert other.city == "云浦市"


def test_a_late_answer_is_dropped(desk):
    runner = desk._context.runner
    runner.is_held = True
    desk.load()
    desk.load()
    before = desk._view.answer
    runner.release(0)
    assert desk._view.answer == before
