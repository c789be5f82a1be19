"""The account list's decisions, without Qt: a fake view and a runner that runs at once."""

from zoneinfo import ZoneInfo

import pytest

from app.commands.accounts.cards import refresh_cards
from app.commands.accounts.editing import create_account, edit_account
from app.domain.changes import ChangeSet
from tests.support.devices import make_workspace
from ui.formats import Formats
from ui.screens.accounts.presenter import AccountsPresenter
from ui.screens.context import ScreenContext


class FakeView:
    def __init__(self):
        self.counts, self.cities, self.listings, self.rows, self.glances = {}, (), [], [], []

    def show_counts(self, counts):
        self.counts = counts

    def show_owners(self, owners):
        self.owners = list(owners)

    def show_cities(self, cities):
        self.cities = cities

    def show_listing(self, count, *, keep_place):
        self.listings.append((count, keep_place))
        return len(self.listings)

    def show_rows(self, answer, first, rows):
        self.rows.append((answer, first, [row.name for row in rows]))

    def show_glance(self, glance):
        self.glances.append(glance)


class InlineRunner:
    """Runs a task at once, or keeps it until `run_kept`."""

    def __init__(self):
        self.keep, self.kept = False, []

    def on_store(self, task, done, failed=None, owner=None):
        if self.keep:
            self.kept.append((task, done))
        else:
            done(task())

    def run_kept(self, order):
        for place in order:
            task, done = self.kept[place]
            done(task())


class FakeNavigation:
    def __init__(self):
        self.went = []

    def __getattr__(self, name):
        return lambda *where: self.went.append((name, *where))


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    for name in ("百禾粮油", "恒达贸易", "瑞丰调味"):
        create_account(workspace, {"name": name, "type": "dealer", "city": "苏州市"})
    refresh_cards(workspace)
    yield workspace
    workspace.store.close()


@pytest.fixture
def parts(desk):
    view, runner, navigation = FakeView(), InlineRunner(), FakeNavigation()
    formats = Formats("en", ZoneInfo("Asia/Shanghai"))
    context = ScreenContext(desk, runner, lambda _changes: None, navigation, formats)
    return AccountsPresenter(view, context), view, runner, navigation


def test_loading_shows_the_counts_the_cities_and_the_number_of_rows(parts):
    presenter, view, _, _ = parts
    presenter.load()
    assert view.counts["all"] == 3
    assert view.cities == [("苏州市", 3)]
    assert view.listings == [(3, False)]


def test_the_first_rows_come_with_the_answer_and_others_when_they_are_looked_at(parts):
    presenter, view, _, _ = parts
    presenter.load()
    assert view.rows == [(1, 0, ["百禾粮油", "恒达贸易", "瑞丰调味"])]
    presenter.need_rows(1, 1, 1)
    assert view.rows[-1] == (1, 1, ["恒达贸易"])


def test_rows_asked_for_an_older_answer_are_not_fetched(parts):
    presenter, view, _, _ = parts
    presenter.load()
    presenter.filter_text("恒达")
    view.rows.clear()
    presenter.need_rows(1, 0, 10)
    assert view.rows == []
    presenter.need_rows(2, 0, 10)
    assert view.rows == [(2, 0, ["恒达贸易"])]


def test_an_answer_that_comes_after_the_next_keystroke_is_dropped(parts):
    presenter, view, runner, _ = parts
    runner.keep = True
    presenter.filter_text("恒")
    presenter.filter_text("恒达")
    runner.run_kept([1, 0])
    assert view.listings == [(1, False)]


def test_a_change_of_an_account_fetches_again_and_keeps_the_place(parts, desk):
    presenter, view, _, _ = parts
    presenter.load()
    presenter.need_rows(1, 0, 10)
    _, changes = create_account(desk, {"name": "新开客户", "type": "retailer"})
    presenter.on_changed(changes)
    assert view.listings[-1] == (4, True)


def test_a_change_that_is_not_shown_fetches_nothing(parts):
    presenter, view, _, _ = parts
    presenter.load()
    presenter.on_changed(ChangeSet(frozenset({("product", "x")})))
    assert len(view.listings) == 1


def test_the_pane_shows_the_chosen_account_and_follows_its_changes(parts, desk):
    presenter, view, _, _ = parts
    presenter.load()
    account, _ = create_account(desk, {"name": "东仓粮油", "type": "dealer", "phone": "1"})
    presenter.glance(account)
    assert view.glances[-1].phone == "1"
    presenter.on_changed(edit_account(desk, account, {"phone": "2"}))
    assert view.glances[-1].phone == "2"


def test_opening_a_row_leads_to_the_accounts_page(parts):
    presenter, _, _, navigation = parts
    presenter.open("a")
    presenter.start_visit("a")
    presenter.new_contract("a")
    assert navigation.went == [("open_account", "a"), ("open_visit", "a"), ("new_contract", "a")]
