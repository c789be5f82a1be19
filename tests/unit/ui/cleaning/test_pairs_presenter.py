"""The search for pairs: one at a time, however much changes meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.changes import ChangeSet
from tests.support.account_forms import screen_context
from tests.support.account_records import REP, key, put
from tests.support.devices import make_workspace
from tests.support.waiting_runner import WaitingRunner
from ui.screens.pairs.presenter import PairsPresenter

_TOUCHED = ChangeSet(frozenset({("account", key(710))}))


class View:
    def __init__(self):
        self.counts, self.shown = {}, []

    def show_counts(self, counts):
        self.counts = counts

    def show_pairs(self, pairs):
        self.shown = pairs

    def show_closed(self):
        self.shown = None


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path, REP)
    add(made, "user", id=REP, name="M", login="m", roles="group_marketing")
    add_twin(made, 710)
    add_twin(made, 711)
    yield made
    made.store.close()


def add(workspace, entity, **fields):
    with workspace.store.unit_of_work() as work:
        put(work, entity, [fields])
        work.commit()


def add_twin(workspace, number):
    firm = {"type": "dealer", "status": "active", "uscc": "91320500MA1X7TQ79L"}
    add(workspace, "account", id=key(number), name="百禾", **firm)


def test_changes_during_a_search_bring_one_more_after_it(workspace):
    view, runner = View(), WaitingRunner()
    page = PairsPresenter(view, replace(screen_context(workspace, []), runner=runner))
    page.load()
    runner.go_on()
    add_twin(workspace, 712)
    for _ in range(5):
        page.on_changed(_TOUCHED)
    assert len(runner.waiting) == 1
    while runner.waiting:
        runner.go_on()
        assert len(runner.waiting) <= 1
    assert view.counts == {"across": 0, "within": 3}


def test_after_a_search_that_failed_another_begins(workspace, monkeypatch):
    view, runner = View(), WaitingRunner()
    page = PairsPresenter(view, replace(screen_context(workspace, []), runner=runner))
    page.load()
    with monkeypatch.context() as broken:
        broken.setattr(type(workspace.store), "snapshot", _broken)
        with pytest.raises(OSError, match="disk"):
            runner.go_on()
    page.load()
    while runner.waiting:
        runner.go_on()
    assert view.counts == {"across": 0, "within": 1}


def _broken(_store):
    raise OSError("disk")
