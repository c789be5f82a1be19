"""The place of the records decides which list is shown and drops answers that come too late."""

from __future__ import annotations

import pytest

from app.commands.records.saving import create_record
from tests.support.account_forms import screen_context
from tests.support.account_records import ACCOUNT
from tests.support.record_crew import record_workspace
from ui.screens.records.presenter import RecordsPresenter, meant_choices
from ui.texts import install_language

SECURITY = {"account_id": ACCOUNT, "kind": "deposit", "amount_minor": 5_000_000}


class FakeRecordsView:
    """Remembers what was shown."""

    def __init__(self):
        self.title = ""
        self.chosen = ""
        self.kinds = []
        self.listings = []
        self.rows = []

    def show_place(self, title):
        self.title = title

    def show_kinds(self, groups, chosen):
        self.kinds = [kind.entity for group in groups for kind in group.kinds]
        self.chosen = chosen

    def show_listing(self, kind, look, *, keep_place):
        self.listings.append((kind.entity, look, keep_place))
        return len(self.listings)

    def show_rows(self, answer, first, rows):
        self.rows.append((answer, first, rows))


class Walks:
    """Remembers which records were wanted."""

    def __init__(self):
        self.went = []

    def begin(self, entity, given):
        self.went.append(("begin", entity, given))

    def open(self, entity, record_id):
        self.went.append(("open", entity, record_id))


@pytest.fixture
def workspace(tmp_path):
    workspace = record_workspace(tmp_path)
    yield workspace
    workspace.store.close()


@pytest.fixture
def view():
    return FakeRecordsView()


@pytest.fixture
def context(workspace):
    context = screen_context(workspace, [])
    context.navigation.records = Walks()
    return context


@pytest.fixture
def place(view, context):
    place = RecordsPresenter(view, context, entity="security")
    place.load()
    return place


@pytest.mark.usefixtures("place")
def test_the_wanted_kind_is_listed_among_those_that_may_be_read(view):
    assert (view.chosen, view.listings[-1][0]) == ("security", "security")
    assert "product_cost" not in view.kinds


def test_a_change_of_the_kind_that_is_shown_keeps_the_place(workspace, view, place):
    _made, changes = create_record(workspace, "security", SECURITY)
    place.on_changed(changes)
    entity, look, keeps = view.listings[-1]
    assert (entity, look.count, keeps) == ("security", 1, True)


def test_a_change_of_another_kind_is_not_looked_at(workspace, view, place):
    seen = len(view.listings)
    fields = {"account_id": ACCOUNT, "kind": "fire", "happened_on": "2026-11-20"}
    _made, changes = create_record(workspace, "incident", fields)
    place.on_changed(changes)
    assert len(view.listings) == seen


def test_an_answer_that_comes_too_late_is_dropped(context, view, place):
    runner, seen = context.runner, len(view.listings)
    runner.is_held = True
    place.filter_text("甲")
    place.filter_text("乙")
    runner.is_held = False
    runner.release(1)
    runner.release(0)
    assert len(view.listings) == seen + 1


def test_rows_of_an_older_answer_are_not_fetched(workspace, view, place):
    create_record(workspace, "security", SECURITY)
    place.load()
    seen = len(view.rows)
    place.need_rows(0, 0, 200)
    assert len(view.rows) == seen
    place.need_rows(len(view.listings), 0, 200)
    assert len(view.rows) == seen + 1


def test_each_kind_keeps_its_own_order_and_forgets_the_words(view, place):
    place.sort("amount_minor", descending=False)
    place.filter_text("甲")
    place.choose("incident")
    assert (view.listings[-1][1].order, view.listings[-1][1].is_filtered) == ("happened_on", False)
    place.choose("security")
    assert view.listings[-1][1].order == "amount_minor"


def test_a_new_record_begins_under_the_account_whose_file_is_open(context, view):
    place = RecordsPresenter(view, context, ACCOUNT, "security")
    place.load()
    place.new_record()
    assert context.navigation.records.went == [("begin", "security", {"account_id": ACCOUNT})]
    assert "百禾" in view.title


def test_a_row_that_is_gone_opens_nothing(context, place):
    place.open("")
    place.open("x")
    assert context.navigation.records.went == [("open", "security", "x")]


def test_a_word_means_the_choices_whose_words_hold_it():
    install_language("zh_CN")
    assert ("kind", "deposit") in meant_choices("security", "保证金")["保证金"]
    assert meant_choices("security", "") == {}
