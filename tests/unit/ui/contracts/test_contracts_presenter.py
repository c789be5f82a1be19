"""The contract list's decisions, without Qt."""

from zoneinfo import ZoneInfo

import pytest

from app.commands.contracts.drafting import create_contract
from app.commands.contracts.steps import void_contract
from app.domain.changes import ChangeSet
from tests.support.contract_desk import (
    ACCOUNT,
    CONTRACT,
    FROZEN,
    SALE,
    InlineRunner,
    contract_workspace,
)
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.contract.new_presenter import NewContractPresenter
from ui.screens.contracts.presenter import FIRST_ROWS, ContractsPresenter


class FakeView:
    def __init__(self):
        self.rows, self.counts, self.filtered = [], {}, None
        self.count = self.total = self.answer = 0

    def show_counts(self, counts):
        self.counts = counts

    def show_listing(self, count, total_minor, *, is_filtered, keep_place):
        self.count, self.total, self.filtered = count, total_minor, is_filtered
        self.rows = [] if not keep_place else self.rows
        self.answer += 1
        return self.answer

    def show_clauses(self, clauses, *, chosen):
        self.clauses, self.chosen = clauses, chosen

    def show_texts_button(self, *, is_shown):
        self.shows_texts = is_shown

    def show_rows(self, answer, first, rows):
        if answer == self.answer:
            self.rows[first : first + len(rows)] = rows


class FakeDialog:
    def __init__(self):
        self.accounts, self.account, self.templates = [], None, []
        self.error, self.closed = "", False

    def show_accounts(self, accounts):
        self.accounts = accounts

    def show_account(self, account):
        self.account = account

    def show_templates(self, templates):
        self.templates = templates

    def show_error(self, words):
        self.error = words

    def show_busy(self, *, is_busy):
        pass

    def close_made(self):
        self.closed = True


class FakeNavigation:
    def __init__(self):
        self.went = []

    def __getattr__(self, name):
        return lambda *where: self.went.append((name, *where))


@pytest.fixture
def desk(tmp_path):
    workspace = contract_workspace(tmp_path)
    yield workspace
    workspace.store.close()


@pytest.fixture
def context(desk):
    formats = Formats("en", ZoneInfo("Asia/Shanghai"))
    return ScreenContext(desk, InlineRunner(), lambda _changes: None, FakeNavigation(), formats)


@pytest.fixture
def parts(context):
    view = FakeView()
    presenter = ContractsPresenter(view, context)
    presenter.load()
    return presenter, view


def test_contracts_are_listed_with_their_template_in_the_users_language(parts):
    _, view = parts
    assert [row.title for row in view.rows] == ["Purchase and Sale Contract"]
    assert view.counts["all"] == view.counts["draft"] == 1
    assert view.filtered is False


def test_a_group_of_states_narrows_the_list(parts, desk):
    presenter, view = parts
    create_contract(desk, ACCOUNT, SALE)
    changes = void_contract(desk, CONTRACT, "错")
    presenter.filter_group("ended")
    presenter.on_changed(changes)
    presenter.need_rows(view.answer, 0, 200)
    assert [row.id for row in view.rows] == [CONTRACT]
    assert view.count == 1
    assert (view.counts["all"], view.counts["draft"], view.counts["ended"]) == (2, 1, 1)


def test_a_text_finds_number_and_account(parts):
    presenter, view = parts
    presenter.filter_text("hz-003")
    assert len(view.rows) == 1
    presenter.filter_text("没有这个")
    assert (len(view.rows), view.filtered) == (0, True)


def test_a_long_list_comes_a_page_at_a_time_and_counts_them_all(desk, context):
    for _contract in range(FIRST_ROWS + 50):
        create_contract(desk, ACCOUNT, SALE)
    view = FakeView()
    presenter = ContractsPresenter(view, context)
    presenter.load()
    assert view.count == view.counts["all"] == FIRST_ROWS + 51
    assert len(view.rows) == FIRST_ROWS
    presenter.need_rows(view.answer, FIRST_ROWS, FIRST_ROWS)
    ids = [row.id for row in view.rows]
    assert len(ids) == FIRST_ROWS + 51
    assert ids == sorted(set(ids), reverse=True)


def test_a_page_of_an_older_answer_is_not_fetched(parts, context):
    presenter, view = parts
    old = view.answer
    presenter.load()
    context.runner.keep = {"store"}
    presenter.need_rows(old, 0, 200)
    assert context.runner.kept == []


def test_a_late_answer_to_an_older_text_is_dropped(context):
    view = FakeView()
    presenter = ContractsPresenter(view, context)
    context.runner.keep = {"store"}
    presenter.filter_text("没有这个")
    presenter.filter_text("hz")
    context.runner.kept.reverse()
    context.runner.let_go()
    assert len(view.rows) == 1


def test_what_does_not_touch_contracts_is_not_fetched(parts, context):
    presenter, _ = parts
    context.runner.keep = {"store"}
    presenter.on_changed(ChangeSet(frozenset({("visit_log", "x")}), frozenset()))
    assert context.runner.kept == []


def new_contract(context, account_id=""):
    dialog = FakeDialog()
    presenter = NewContractPresenter(dialog, context, account_id)
    presenter.load()
    return presenter, dialog


def test_a_new_contract_is_made_and_opened(context, desk):
    with desk.store.unit_of_work() as work:
        work.cards.mark([ACCOUNT], words=True)
        work.cards.refresh(desk.today(), 10)
        work.commit()
    presenter, dialog = new_contract(context, ACCOUNT)
    assert dialog.account.name.startswith("杭州")
    presenter.create(dialog.templates[0].id)
    assert dialog.closed
    assert context.navigation.went[-1][0] == "open_contract"


def test_nothing_is_made_without_account_or_template(context):
    presenter, dialog = new_contract(context)
    presenter.create(dialog.templates[0].id)
    assert dialog.error
    presenter.choose_account(ACCOUNT)
    dialog.error = ""
    presenter.create("")
    assert dialog.error
    assert not dialog.closed


def test_a_barred_account_gets_a_sentence_instead_of_a_contract(context):
    presenter, dialog = new_contract(context, FROZEN)
    presenter.create(dialog.templates[0].id)
    assert dialog.error
    assert not dialog.closed
    assert context.navigation.went == []


def test_words_are_looked_for_in_the_texts_and_the_place_is_shown(parts):
    presenter, view = parts
    presenter.filter_scope("text")
    presenter.filter_text("冷藏展示")
    assert [row.id for row in view.rows] == [CONTRACT]
    assert "冷藏展示" in view.rows[0].found
    presenter.filter_text("没有这种话")
    assert view.count == 0


def test_a_clause_leads_to_the_contracts_of_its_text_and_back(parts):
    presenter, view = parts
    presenter.filter_scope("text")
    presenter.filter_text("laws")
    assert view.clauses
    presenter.filter_template(SALE)
    assert (view.chosen, view.count) == (SALE, 1)
    presenter.filter_scope("row")
    assert (view.clauses, view.chosen) == ((), "")
